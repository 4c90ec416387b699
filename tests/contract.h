/* Contract tests over the component registry: every type at many parameter sets, gases and temperatures; the faults of
   a check are collected per type, so that one run shows how bad each type is and where. */
#ifndef XSAVAC_TESTS_CONTRACT_H
#define XSAVAC_TESTS_CONTRACT_H

#include "models/component.h"
#include "tests/check.h"

enum { CONTRACT_TYPES_MAX = 32, CONTRACT_TEXT_MAX = 600 };

/* The faults of one check, by type. weight: how bad; the worst is kept. */
typedef struct {
  const char *check;
  struct {
    long checked, faults;
    double weight;
    char text[CONTRACT_TEXT_MAX];
  } of[CONTRACT_TYPES_MAX];
} Findings;

int contract_type_number(const ComponentType *type);
void contract_fault(Findings *findings, const ComponentType *type, double weight, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void contract_verdict(const Findings *findings); /* prints the worst of every type and fails if there is any */

/* A type with resolved parameters. */
typedef struct {
  const ComponentType *type;
  void *params;
  char words[400]; /* "tube diameter=0.001 length=0.1" */
  bool whole;      /* both ends have their full effect */
} Subject;

/* The middle of the engineering ranges, every row's bounds in turn, random sets, catalogue parts, cut runs. Refused
   sets are passed over, but their message must not be empty. */
typedef void (*SubjectVisit)(const Subject *subject, int number, Findings *findings, void *context);
void contract_each_subject(const ComponentType *type, Findings *findings, SubjectVisit visit, void *context);

/* One subject with one gas at one temperature. */
typedef struct {
  const Subject *subject;
  const char *gas_name;
  GasState gas;
  Findings *findings;
} Case;

void contract_each_case(Findings *findings,
                        void (*check)(const Case *)); /* every type with a flow law, fixed_flow left out */

Flow case_flow(const Case *c, double p1_pa, double p2_pa); /* a result that is not finite is a fault */
void case_fault(const Case *c, double weight, double p1_pa, double p2_pa, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The checks of contract_flow.c and contract_slope.c. */
void check_rest(const Case *c);
void check_turned(const Case *c);
void check_signs(const Case *c);
void check_monotone_1(const Case *c);
void check_monotone_2(const Case *c);
void check_below_zero(const Case *c);
void check_start(const Case *c);
void check_molecular_limit(const Case *c);
void check_dimensions(const Case *c);
void check_choked_bound(const Case *c);
void check_derivative(const Case *c);
void check_continuous_slope(const Case *c);

void check_species(Findings *findings); /* contract_species.c: every type with a law that acts on each gas by itself */

/* A repeatable uniform number in 0..1. */
double contract_random(uint64_t *state);

#endif

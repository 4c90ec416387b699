/* The vacuum line as the engine sees it: nodes, and branches between them. Elements, pumps, sources and leaks are all branches.
   Built once from a file or from C; after any parameter changes, network_derive() renews what follows. */
#ifndef XSAVAC_SIM_NETWORK_H
#define XSAVAC_SIM_NETWORK_H

#include "models/component.h"
#include "models/node.h"
#include "sim/names.h"

enum { NETWORK_NOWHERE = -1, NETWORK_MESSAGE_MAX = 512 };

typedef struct {
  const char *name; /* owned by the network */
  NodeParams params;
  NodeParams given;  /* as network_keep_given() left them; else like params */
  double *fractions; /* [n_gas] initial mole fractions; derived */
} Node;

typedef struct Branch {
  const char *name; /* owned; that of the object in the file */
  const ComponentType *type;
  void *params; /* type->size bytes, owned */
  void *given;  /* the same before they were resolved, as network_keep_given() left them; else like params */
  int from,
      to; /* node, or NETWORK_NOWHERE: a pump's outlet, a source's or surface's supply; `from` of a leak or seal is set by
             network_derive() */
  bool open; /* of a type that closes; others stay true */
  double
      opening; /* while open: share of the open flow that passes, the rest being as closed; a stroke moves it from 0 to 1 */
  bool external; /* the external leakage of the valve whose name it carries */
  /* derived */
  double *share; /* [n_gas] mole fractions of what the branch itself supplies, of what is outside a seal; else NULL */
  double mean_temperature_k;
  double throat_1,
      throat_2; /* of a throttle between unlike temperatures, likewise: its dense flow is of the end it comes from */
  double root_1, root_2; /* sqrt(mean temperature/that of the end) where transpiration acts, else 1 */
  GasState gas;          /* at the mean temperature, of the line's only gas (n_gas = 1) */
  const Gas *gas_of;     /* that gas; NULL: none yet */
} Branch;

typedef struct {
  double pressure_pa, temperature_k, humidity;
  GasBlend gas;
} Ambient;

typedef struct Network {
  Node *nodes;
  int n_nodes; /* without the ambient node, which stands at index n_nodes once derived */
  Branch *branches;
  int n_branches;
  int node_capacity, branch_capacity;
  Names names[SECTION_COUNT];
  GasBlend gas; /* the line's */
  Ambient ambient;
  const Catalogue *catalogue; /* not owned */
  double
      unresolved; /* relative pressure difference below which the solution in hand tells nothing (sim/throttle.h); 0: none */
  /* derived: every gas that can occur, the line's first */
  const Gas *gases[GAS_MAX];
  int n_gas;
  double line_fractions[GAS_MAX];
} Network;

/* How gas gets in by surfaces and seals (models/LAWS.md section 7). Where the line has one gas alone, all of it counts as that gas; where
   it has several, what they bring joins the line's gases. Their names are "chamber.surfaces.[0]", "chamber.seals.[0]", "chamber.joints.[0]"; joints draw from the ambient like leaks. */

/* An empty line of air at 20 degC and 101325 Pa. The catalogue must outlive it. */
Network network_empty(const Catalogue *catalogue);
void network_free(Network *network);

/* Return the new number, or -1 when out of memory. Names must be new in their section. params is copied; a valve brings its
   external leakage as a branch of its own. */
int network_add_node(Network *network, const char *name, const NodeParams *params);
int network_add_branch(Network *network, const char *name, const ComponentType *type, const void *params, int from,
                       int to);

/* Keeps the parameters as they were before they were resolved (type->size bytes, copied), so that one of them can be changed later and
   all resolved anew (sim/vary.h). number: what network_add_node() or network_add_branch() returned. */
void network_keep_given_node(Network *network, int number, const NodeParams *given);
void network_keep_given(Network *network, int number, const void *given);

/* Resolves a node's or branch's parameters anew from what is given, and what a valve brings beside them. False with a message; also where
   the structure would change (a valve that gains or loses its external leakage): *structure says so. network_derive() comes after it. */
bool network_resolve_node(Network *network, int number, char *message, size_t size);
bool network_resolve_branch(Network *network, int number, bool *structure, char *message, size_t size);

int network_find_node(const Network *network, const char *name);
int network_find_branch(const Network *network, Section section, const char *name);

/* Renews gases, shares, temperatures and gas states. False with a message: too many gases, out of memory. */
bool network_derive(Network *network, char *message, size_t size);

/* What is wrong with the structure as a whole: a junction that no law can close, a pump, source or leak on a boundary, an element
   between a node and itself. Writes up to capacity findings and returns how many there are. */
typedef struct {
  Section section;
  const char *name;
  char what[NETWORK_MESSAGE_MAX];
} NetworkFinding;
int network_check(const Network *network, NetworkFinding *findings, int capacity);

/* Renews what follows from the temperatures of the branch's ends. */
void branch_place_temperature(const Network *network, Branch *branch);

/* Over all gases: of node or branch `index` in values[.. * n_gas]. */
double network_total(const Network *network, const double *values, int index);

bool branch_is_valve(const Branch *branch);

/* A source, leak, surface or seal: brings gas into the node at its end `to`. */
bool branch_is_supply(const Branch *branch);

/* A surface without an age, which a steady state cannot do without; -1: none. */
int network_ageless_surface(const Network *network);

#endif

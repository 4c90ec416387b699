#include "config/unit_udunits.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <string.h>
#include <udunits2.h>

static bool add_base(const ut_unit *base, int power, Unit *unit) {
  static const char *const symbols[UNIT_BASES] = {"m", "kg", "s", "K", "mol", "A", "rad"};
  const char *symbol = ut_get_symbol(base, UT_ASCII);
  for (int i = 0; symbol && i < UNIT_BASES; i++)
    if (strcmp(symbol, symbols[i]) == 0) {
      unit->powers.of[i] = (signed char)(unit->powers.of[i] + power);
      return true;
    }
  return false;
}

static ut_status visit_basic(const ut_unit *basic, void *unit) {
  return add_base(basic, 1, unit) ? UT_SUCCESS : UT_VISIT_ERROR;
}

static ut_status visit_product(const ut_unit *product, int count, const ut_unit *const *bases, const int *powers,
                               void *unit) {
  (void)product;
  for (int i = 0; i < count; i++)
    if (!add_base(bases[i], powers[i], unit)) return UT_VISIT_ERROR;
  return UT_SUCCESS;
}

static ut_status visit_galilean(const ut_unit *galilean, double scale, const ut_unit *underlying, double origin,
                                void *unit);

static ut_status refuse_timestamp(const ut_unit *unit, const ut_unit *time, double origin, void *arg) {
  (void)unit, (void)time, (void)origin, (void)arg;
  return UT_VISIT_ERROR;
}

static ut_status refuse_logarithm(const ut_unit *unit, double base, const ut_unit *reference, void *arg) {
  (void)unit, (void)base, (void)reference, (void)arg;
  return UT_VISIT_ERROR;
}

static const ut_visitor visitor = {visit_basic, visit_product, visit_galilean, refuse_timestamp, refuse_logarithm};

/* value_underlying = scale (value + origin), as degF = K * 5/9 @ 459.67 */
static ut_status visit_galilean(const ut_unit *galilean, double scale, const ut_unit *underlying, double origin,
                                void *unit) {
  (void)galilean;
  Unit *u = unit;
  u->scale *= scale;
  u->offset += origin * u->scale;
  return ut_accept_visitor(underlying, &visitor, unit);
}

static bool look_up(const char *name, Unit *unit) {
  ut_system *system = ut_read_xml(NULL);
  if (!system) return false;
  ut_unit *found = ut_parse(system, name, UT_ASCII);
  bool known = found && ut_accept_visitor(found, &visitor, unit) == UT_SUCCESS;
  ut_free(found);
  ut_free_system(system);
  return known && unit->scale > 0 && isfinite(unit->scale) && isfinite(unit->offset);
}

bool unit_from_udunits(const char *name, Unit *unit) {
  /* UDUNITS's parser, status and error handler are globals of its own: one thread at a time (lib/core.c: 'multi-thread
     access to this module must be externally synchronized'). */
  static pthread_mutex_t udunits_lock = PTHREAD_MUTEX_INITIALIZER;
  *unit = (Unit){.scale = 1};
  for (const char *c = name; *c; c++) /* it would read digits and signs in its own way, and other bytes as Latin 1 */
    if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_", *c)) return false;
  pthread_mutex_lock(&udunits_lock);
  ut_error_message_handler previous = ut_set_error_message_handler(ut_ignore);
  bool known = look_up(name, unit);
  ut_set_error_message_handler(previous);
  pthread_mutex_unlock(&udunits_lock);
  return known;
}

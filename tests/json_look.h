/* Looking into a JSON document by path: "steady/nodes/chamber/pressure_Pa", "limits/0/when". */
#ifndef XSAVAC_TESTS_JSON_LOOK_H
#define XSAVAC_TESTS_JSON_LOOK_H

#include <stdbool.h>

#include <jansson.h>

#include "tests/check.h"

/* Borrowed; NULL: nothing there. */
static inline json_t *at(const json_t *object, const char *path) {
  char part[64];
  while (object && *path) {
    size_t length = strcspn(path, "/");
    snprintf(part, sizeof part, "%.*s", (int)length, path);
    object = json_is_array(object) ? json_array_get(object, (size_t)atoi(part)) : json_object_get(object, part);
    path += length + (path[length] == '/');
  }
  return (json_t *)object;
}

/* A missing value fails the test; so it is for words(). */
static inline double number(const json_t *object, const char *path) {
  json_t *value = at(object, path);
  if (!json_is_number(value)) fail_msg("%s is no number", path);
  return json_number_value(value);
}

static inline const char *words(const json_t *object, const char *path) {
  const char *text = json_string_value(at(object, path));
  if (!text) fail_msg("%s is no string", path);
  return text ? text : "";
}

/* In order, joined by blanks; valid until the next call. */
static inline char *keys(const json_t *object) {
  static char text[1000];
  const char *key;
  json_t *value;
  text[0] = '\0';
  json_object_foreach((json_t *)object, key, value) {
    if (text[0]) strcat(text, " ");
    strcat(text, key);
  }
  return text;
}

static inline int json_nulls_within(const json_t *value, const json_t *parent, const char *key) {
  char reason[100];
  const char *name;
  json_t *member;
  size_t i;
  int nulls = json_is_null(value);
  if (json_is_real(value)) assert_true(isfinite(json_real_value(value)));
  if (json_is_null(value)) {
    static const char *const units[] = {"_m3", "_Pa", "_kg", "_s", "_K"};
    const char *end = key + strlen(key);
    for (const char *from = strchr(key, '_'); from && from < end; from = strchr(from + 1, '_'))
      for (int k = 0; k < 5; k++) {
        size_t length = strlen(units[k]);
        bool whole = strncmp(from, units[k], length) == 0 && (from[length] == '_' || from[length] == '\0');
        if (whole && from < end) end = from;
      }
    snprintf(reason, sizeof reason, "%.*s_reason", (int)(end - key), key);
    bool told = json_object_get(parent, "reason") || json_object_get(parent, reason);
    if (!told) fail_msg("%s is null without a reason", key);
  }
  json_object_foreach((json_t *)value, name, member) nulls += json_nulls_within(member, value, name);
  json_array_foreach(value, i, member) nulls += json_nulls_within(member, value, "");
  return nulls;
}

/* How many; a real that is not finite, or a null without a reason beside it, fails the test. */
static inline int json_nulls(const json_t *document) {
  return json_nulls_within(document, NULL, "");
}

#endif

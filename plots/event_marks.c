#include "plots/event_marks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output_number.h"

static const double together = 3; /* lines nearer than this are one */
static const double letter = 6.4; /* widths, in units of the picture */
static const double between = 8;  /* labels of one row */
enum { FEW_CHANGES = 4, LABEL_LETTERS = 26, LIST_LETTERS = 96 };

static const TransientEvent *event_of(const EventMarks *marks, int event) {
  return &marks->outcome->transient->events[event];
}

static const char *object_of(const EventMarks *marks, int event) {
  return marks->outcome->study->network.branches[event_of(marks, event)->branch].name;
}

/* --- words --- */

/* Adds to text[size] and returns the new length; what does not fit is left out. */
static size_t add(char *text, size_t size, size_t used, const char *more) {
  int n = used < size ? snprintf(text + used, size - used, "%s", more) : 0;
  return used + (size_t)(n > 0 ? n : 0);
}

static bool is_command(EventKind kind) {
  return kind == EVENT_OPEN || kind == EVENT_CLOSE || kind == EVENT_START || kind == EVENT_STOP;
}

/* "open V1, V2; V3 held shut", "9 changes: open V1; close V1...", cut to so many letters. */
static void what_text(const EventMarks *marks, const EventMark *mark, size_t letters, char *text, size_t size) {
  size_t used = 0;
  int changes = mark->last - mark->first + 1;
  text[0] = '\0';
  if (changes > FEW_CHANGES) used = (size_t)snprintf(text, size, "%d changes: ", changes);
  for (int i = mark->first; i <= mark->last && used + 4 < size; i++) {
    EventKind kind = event_of(marks, i)->kind;
    bool same = i > mark->first && is_command(kind) && kind == event_of(marks, i - 1)->kind;
    used = add(text, size, used, i == mark->first ? "" : same ? ", " : "; ");
    if (is_command(kind) && !same) used = add(text, size, add(text, size, used, event_word(kind)), " ");
    used = add(text, size, used, object_of(marks, i));
    if (!is_command(kind)) used = add(text, size, add(text, size, used, " "), event_word(kind));
  }
  size_t keep = letters < size - 4 ? letters : size - 4;
  if (used > keep) snprintf(text + keep - 2, 4, "...");
}

char *event_mark_label(const EventMarks *marks, int index, char *text, size_t size) {
  const EventMark *mark = &marks->marks[index];
  if (!marks->numbered)
    what_text(marks, mark, LABEL_LETTERS, text, size);
  else if (mark->label_last > index)
    snprintf(text, size, "%d-%d", index + 1, mark->label_last + 1);
  else
    snprintf(text, size, "%d", index + 1);
  return text;
}

/* The cause of all of a mark's events, "" where they have several. */
static const char *cause_of(const EventMarks *marks, const EventMark *mark) {
  const char *cause = event_of(marks, mark->first)->cause;
  for (int i = mark->first + 1; i <= mark->last; i++)
    if (strcmp(cause, event_of(marks, i)->cause) != 0) return "";
  return cause;
}

char *event_mark_words(const EventMarks *marks, int index, char *text, size_t size) {
  const EventMark *mark = &marks->marks[index];
  char what[EVENT_TEXT_SIZE], until[NUMBER_TEXT_SIZE + 8] = "";
  double from_s = event_of(marks, mark->first)->time_s, to_s = event_of(marks, mark->last)->time_s;
  const char *cause = cause_of(marks, mark);
  /* "at 1 s" says no more than the time in front of it */
  bool told = *cause && strncmp(cause, "at ", 3) != 0;
  bool alike = strcmp(number_text(from_s, 6).text, number_text(to_s, 6).text) == 0;
  int digits = to_s > from_s && alike ? 9 : 6;
  if (to_s > from_s) snprintf(until, sizeof until, " to %s", number_text(to_s, digits).text);
  what_text(marks, mark, LIST_LETTERS - (told ? strlen(cause) : 0), what, sizeof what);
  snprintf(text, size, "%s%s s  %s%s%s%s", number_text(from_s, digits).text, until, what, told ? " (" : "",
           told ? cause : "", told ? ")" : "");
  return text;
}

/* --- places --- */

static void gather(EventMarks *marks, const TimeAxis *axis, double width) {
  const TransientResult *run = marks->outcome->transient;
  for (int i = 0; i < run->n_events; i++) {
    double at = width * time_axis_share(axis, run->events[i].time_s);
    EventMark *last = marks->count ? &marks->marks[marks->count - 1] : NULL;
    if (last && (at - last->at < together || marks->count == EVENT_MARKS_MAX))
      last->last = i;
    else
      marks->marks[marks->count++] = (EventMark){.first = i, .last = i, .at = at, .row = -1};
  }
}

static double label_width(const EventMarks *marks, int index) {
  char text[EVENT_TEXT_SIZE];
  return letter * (double)strlen(event_mark_label(marks, index, text, sizeof text));
}

/* Gives a label the row nearest to the panel where it has room; -1: none has. */
static int row_with_room(const double *ends, double from) {
  for (int row = 0; row < EVENT_ROWS_MAX; row++)
    if (from >= ends[row]) return row;
  return -1;
}

static bool place_words(EventMarks *marks, double width) {
  double ends[EVENT_ROWS_MAX] = {0};
  for (int i = 0; i < marks->count; i++) {
    EventMark *mark = &marks->marks[i];
    double w = label_width(marks, i), from = fmin(fmax(mark->at - 0.5 * w, 0), width - w);
    mark->label_last = i;
    mark->label_at = from + 0.5 * w;
    mark->row = row_with_room(ends, from);
    if (mark->row < 0) return false;
    ends[mark->row] = from + w + between;
    if (mark->row >= marks->rows) marks->rows = mark->row + 1;
  }
  return true;
}

/* One row of numbers; a number without room is spoken for by the label before it: "5-12". */
static void place_numbers(EventMarks *marks, double width) {
  int speaker = -1;
  double from = 0, end = -INFINITY;
  for (int i = 0; i < marks->count; i++) {
    EventMark *mark = &marks->marks[i];
    mark->row = -1;
    mark->label_last = i;
    double own = label_width(marks, i), start = fmin(fmax(mark->at - 0.5 * own, 0), width - own);
    if (start < end) {
      marks->marks[speaker].label_last = i;
    } else {
      speaker = i;
      mark->row = 0;
      from = start;
    }
    double w = label_width(marks, speaker);
    from = fmin(from, width - w);
    marks->marks[speaker].label_at = from + 0.5 * w;
    end = from + w + 0.5 * between;
  }
  marks->rows = marks->count > 0;
}

void event_marks_init(EventMarks *marks, const RunOutcome *outcome, const TimeAxis *axis, double width) {
  *marks = (EventMarks){.outcome = outcome};
  gather(marks, axis, width);
  if (place_words(marks, width)) return;
  marks->numbered = true;
  place_numbers(marks, width);
}

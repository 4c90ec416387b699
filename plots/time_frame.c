#include "plots/time_frame.h"

#include <math.h>
#include <string.h>

#include "plots/log_tics.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"

bool time_frame_init(TimeFrame *frame, const RunOutcome *outcome) {
  *frame = (TimeFrame){.outcome = outcome};
  if (!outcome->transient || !time_axis_init(&frame->axis, outcome->transient)) return false;
  event_marks_init(&frame->marks, outcome, &frame->axis, FRAME_RIGHT - FRAME_LEFT);
  return true;
}

double time_frame_place(const TimeFrame *frame, double time_s) {
  return (FRAME_RIGHT - FRAME_LEFT) * time_axis_share(&frame->axis, time_s);
}

double time_frame_top(const TimeFrame *frame) {
  return FRAME_HEAD + FRAME_ROW * frame->marks.rows;
}

enum { MANY_LINES = 60 }; /* so many would hide the curves */

static bool is_conditional(const TimeFrame *frame) {
  return frame->outcome->transient->conditional_from_s < frame->outcome->transient->end_s;
}

void time_frame_number(double value, FILE *stream) {
  NumberText number = number_text(value, 9);
  fputs(number.text[0] ? number.text : "NaN", stream);
  if (number.text[0] && !strpbrk(number.text, ".e")) fputs(".0", stream);
}

static void assign(const char *name, double value, FILE *stream) {
  fprintf(stream, "%s = ", name);
  time_frame_number(value, stream);
  fputc('\n', stream);
}

void time_frame_print_numbers(const TimeFrame *frame, FILE *stream) {
  const TimeAxis *axis = &frame->axis;
  assign("top", time_frame_top(frame), stream);
  assign("panel_left", FRAME_LEFT, stream);
  assign("panel_right", FRAME_RIGHT, stream);
  assign("time_unit", axis->unit_s, stream);
  assign("time_from", axis->from_s / axis->unit_s, stream);
  assign("time_to", axis->to_s / axis->unit_s, stream);
  fprintf(stream, "time_log = %d\n", axis->log);
}

/* --- head --- */

static void label_at(double y, const char *text, const char *look, FILE *stream) {
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen 0.015, screen pixels(", stream);
  time_frame_number(y, stream);
  fprintf(stream, ") %s noenhanced\n", look);
}

/* Cut at `letters`, so that the line stays within the picture. */
static char *cut(const char *text, size_t letters, char *line, size_t size) {
  bool fits = strlen(text) <= letters;
  snprintf(line, size, "%.*s%s", (int)letters, text, fits ? "" : "...");
  return line;
}

static void measures_text(const RunOutcome *outcome, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; outcome->measures && i < outcome->study->measures.count && used + 1 < size; i++) {
    const Measure *measure = &outcome->study->measures.rows[i];
    const MeasureResult *result = &outcome->measures[i];
    bool value = isfinite(result->value);
    const char *none = measure->kind == MEASURE_CROSSING ? "not reached" : "none";
    used += (size_t)snprintf(text + used, size - used, "%s%s: %s%s", i ? "     " : "", measure->name,
                             value ? number_readable(result->value, measure_unit(measure)).text : none,
                             value && result->conditional ? " (conditional)" : "");
  }
}

static void print_event_labels(const TimeFrame *frame, FILE *stream) {
  char text[EVENT_TEXT_SIZE];
  for (int i = 0; i < frame->marks.count; i++) {
    const EventMark *mark = &frame->marks.marks[i];
    if (mark->row < 0) continue;
    fputs("  set label ", stream);
    gnuplot_quoted(stream, event_mark_label(&frame->marks, i, text, sizeof text));
    fputs(" at screen (panel_left + ", stream);
    time_frame_number(mark->label_at, stream);
    fputs(") / width, screen pixels(top - ", stream);
    time_frame_number(10 + FRAME_ROW * mark->row, stream);
    fputs(") center font 'sans-serif,10' textcolor rgb faint noenhanced\n", stream);
  }
}

/* In the panel's upper corner, on the shade. */
static void print_conditional_word(const TimeFrame *frame, FILE *stream) {
  const double word_width = 70;
  double at = time_frame_place(frame, frame->outcome->transient->conditional_from_s);
  fputs("  set label 'conditional' at screen (panel_left + ", stream);
  time_frame_number(fmin(at + 5, FRAME_RIGHT - FRAME_LEFT - word_width), stream);
  fputs(") / width, screen pixels(top + 11) left front font 'sans-serif:Italic,10' textcolor rgb fail_colour\n",
        stream);
}

void time_frame_print_head(const TimeFrame *frame, FILE *stream) {
  const RunOutcome *outcome = frame->outcome;
  char verdict[500], text[1200], line[FRAME_TEXT + 8];
  bool bad = !outcome_passes(outcome) || !outcome->transient->complete;
  label_at(22, cut(outcome->study->title ? outcome->study->title : "", 92, line, sizeof line),
           "font 'sans-serif:Bold,16' textcolor rgb ink", stream);
  incomplete_words(outcome, text, sizeof text);
  if (!*text) verdict_text(outcome, text, sizeof text);
  snprintf(verdict, sizeof verdict, "%s%s: %.420s", verdict_word(outcome),
           outcome->transient->complete || strcmp(verdict_word(outcome), "INCOMPLETE") == 0 ? "" : ", INCOMPLETE",
           text);
  label_at(46, cut(verdict, 140, line, sizeof line),
           bad ? "font 'sans-serif,12' textcolor rgb fail_colour" : "font 'sans-serif,12' textcolor rgb ink", stream);
  measures_text(outcome, text, sizeof text);
  label_at(67, cut(text, 140, line, sizeof line), "font 'sans-serif,12' textcolor rgb ink", stream);
  print_event_labels(frame, stream);
  if (is_conditional(frame)) print_conditional_word(frame, stream);
}

/* --- within the panels --- */

static void print_time(const TimeFrame *frame, double time_s, FILE *stream) {
  time_frame_number(fmax(time_s, frame->axis.from_s) / frame->axis.unit_s, stream);
}

void time_frame_print_lines(const TimeFrame *frame, FILE *stream) {
  const TransientResult *run = frame->outcome->transient;
  const char *colour = frame->marks.count > MANY_LINES ? "0xDADADA" : "0xA0A0A0";
  if (is_conditional(frame)) {
    fputs("  set object rectangle from first ", stream);
    print_time(frame, run->conditional_from_s, stream);
    fputs(", graph 0 to graph 1, graph 1 behind fillcolor rgb 0xF9E9E9 fillstyle solid noborder\n", stream);
  }
  for (int i = 0; i < frame->marks.count; i++) {
    fputs("  set arrow from first ", stream);
    print_time(frame, run->events[frame->marks.marks[i].first].time_s, stream);
    fputs(", graph 0 to first ", stream);
    print_time(frame, run->events[frame->marks.marks[i].first].time_s, stream);
    fprintf(stream, ", graph 1 nohead back linecolor rgb %s linewidth 1\n", colour);
  }
}

void time_frame_print_tics(const TimeFrame *frame, bool labels, FILE *stream) {
  const TimeAxis *axis = &frame->axis;
  if (axis->log)
    log_tics_print(
        &(LogTics){"xtics", labels ? "font 'sans-serif,11' nomirror textcolor rgb ink" : "nomirror", labels, 10},
        (AxisRange){axis->from_s, axis->to_s}, stream);
  else
    fputs(labels ? "set xtics autofreq font 'sans-serif,11' nomirror textcolor rgb ink format '%g'"
                 : "set xtics autofreq nomirror format ''",
          stream);
}

/* --- foot --- */

enum { COLUMNS = 2 };

static int listed(const TimeFrame *frame) {
  return frame->marks.count < FRAME_LISTED_MAX ? frame->marks.count : FRAME_LISTED_MAX;
}

static int list_lines(const TimeFrame *frame) {
  return (listed(frame) + COLUMNS - 1) / COLUMNS + (frame->marks.count > FRAME_LISTED_MAX);
}

int time_frame_foot_lines(const TimeFrame *frame) {
  return list_lines(frame) + is_conditional(frame);
}

static void foot_text(double x, int line, const char *text, const char *colour, FILE *stream) {
  fputs("  set label ", stream);
  gnuplot_quoted(stream, text);
  fputs(" at screen ", stream);
  time_frame_number(x / 1000, stream);
  fprintf(stream, ", screen pixels(foot + %d) font 'sans-serif,10' textcolor rgb %s noenhanced\n", FRAME_FOOT * line,
          colour);
}

void time_frame_foot_line(int line, const char *text, const char *colour, FILE *stream) {
  char shown[FRAME_TEXT + 8];
  foot_text(15, line, cut(text, FRAME_TEXT, shown, sizeof shown), colour, stream);
}

/* Down the first column, then down the second. */
static void print_list(const TimeFrame *frame, int line, FILE *stream) {
  enum { NUMBER = 8 };
  char words[EVENT_TEXT_SIZE + 160], shown[EVENT_TEXT_SIZE], text[EVENT_TEXT_SIZE + NUMBER];
  int rows = (listed(frame) + COLUMNS - 1) / COLUMNS;
  for (int i = 0; i < listed(frame); i++) {
    char number[NUMBER] = "";
    if (frame->marks.numbered) snprintf(number, sizeof number, "%d  ", i + 1);
    event_mark_words(&frame->marks, i, words, sizeof words);
    snprintf(text, sizeof text, "%s%s", number, cut(words, FRAME_TEXT / COLUMNS - 8, shown, sizeof shown));
    foot_text(15 + 492 * (i / rows), line + i % rows, text, "faint", stream);
  }
  if (frame->marks.count <= FRAME_LISTED_MAX) return;
  snprintf(text, sizeof text, "and %d more: events.csv has them all", frame->marks.count - FRAME_LISTED_MAX);
  time_frame_foot_line(line + rows, text, "faint", stream);
}

int time_frame_print_foot(const TimeFrame *frame, int line, FILE *stream) {
  char words[900], text[920];
  if (is_conditional(frame)) {
    snprintf(text, sizeof text, "Shaded: %s", conditional_words(frame->outcome, words, sizeof words));
    time_frame_foot_line(line++, text, "fail_colour", stream);
  }
  print_list(frame, line, stream);
  return line + list_lines(frame);
}

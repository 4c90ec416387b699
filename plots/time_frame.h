/* What the charts of one run through time share: its time axis, its events, its conditional stretch, and the words about them. */
#ifndef XSAVAC_PLOTS_TIME_FRAME_H
#define XSAVAC_PLOTS_TIME_FRAME_H

#include <stdio.h>

#include "plots/event_marks.h"

/* in the units of the picture, which is 1000 wide */
enum { FRAME_LEFT = 120, FRAME_RIGHT = 785, FRAME_HEAD = 92, FRAME_ROW = 15, FRAME_AXIS = 58, FRAME_FOOT = 15 };
enum { FRAME_LISTED_MAX = 24, FRAME_TEXT = 160 };

typedef struct {
  const RunOutcome *outcome; /* with a transient */
  TimeAxis axis;
  EventMarks marks;
} TimeFrame;

/* False: the run has no stretch of time to draw. */
bool time_frame_init(TimeFrame *frame, const RunOutcome *outcome);

double time_frame_place(const TimeFrame *frame,
                        double time_s);            /* from the panel's left edge, in units of the picture */
double time_frame_top(const TimeFrame *frame);     /* of the first panel, from the picture's top */
int time_frame_foot_lines(const TimeFrame *frame); /* that time_frame_print_foot() prints */

/* Lines of gnuplot; places are in seconds over the axis's unit. */
void time_frame_print_numbers(const TimeFrame *frame,
                              FILE *stream);                      /* time_from, time_to, time_unit, panel_width, ... */
void time_frame_print_head(const TimeFrame *frame, FILE *stream); /* title, verdict, measures, labels of events */
void time_frame_print_lines(const TimeFrame *frame,
                            FILE *stream); /* events and the conditional stretch, for every panel */
void time_frame_print_tics(const TimeFrame *frame, bool labels, FILE *stream);

/* The list of events and what a reader must know of the run, from a height downwards; returns the lines used. */
int time_frame_print_foot(const TimeFrame *frame, int line, FILE *stream);

/* A line of the foot, cut to the picture's width; colour: a gnuplot name such as ink. */
void time_frame_foot_line(int line, const char *text, const char *colour, FILE *stream);

/* A number of a gnuplot script, never an integer division's operand. */
void time_frame_number(double value, FILE *stream);

#endif

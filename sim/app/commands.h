/* The commands of DESIGN section 3; each takes its own argv (argv[0] is the command's name) and returns an exit code. */
#ifndef XSAVAC_SIM_APP_COMMANDS_H
#define XSAVAC_SIM_APP_COMMANDS_H

int command_study(int argc, char **argv); /* run, check, steady, transient, limits, uncertainty */
int command_curve(int argc, char **argv);
int command_catalog(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_components(int argc, char **argv);

int command_merge(int argc, char **argv); /* merge */

#endif

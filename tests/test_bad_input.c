/* Wrong inputs, each with its exact findings. A case is a file tests/data/bad/NAME.cfg and what is to be said of it in
   NAME.expected; a first line '#set PATH=VALUE' stands for that option. @TYPES@ and @GASES@ are what the registry and
   the gas table hold. With XSAVAC in the environment the program is asked as well: exit code 3, the same words, nothing
   written. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config/reader.h"
#include "models/component.h"
#include "tests/check.h"

enum { CASES_MAX = 400, NAME_SIZE = 96, TEXT_SIZE = 16384, PATH_SIZE = 4096 };

static const char folder[] = "tests/data/bad";

typedef struct {
  char name[NAME_SIZE], file[NAME_SIZE + 8];
  char set[256];
  bool has_set;
} Case;

/* --- texts --- */

static size_t file_read(const char *file, char *text, size_t size) {
  FILE *stream = fopen(file, "rb");
  if (!stream) fail_msg("%s: %s", file, strerror(errno));
  size_t length = fread(text, 1, size - 1, stream);
  fclose(stream);
  text[length] = '\0';
  return length;
}

static void join(char *list, size_t size, const char *word) {
  size_t length = strlen(list);
  snprintf(list + length, size - length, "%s%s", length ? ", " : "", word);
}

static void replace(char *text, const char *mark, const char *words) {
  char *at = strstr(text, mark), rest[TEXT_SIZE];
  if (!at) return;
  snprintf(rest, sizeof rest, "%s", at + strlen(mark));
  snprintf(at, TEXT_SIZE - (size_t)(at - text), "%s%s", words, rest);
}

static void expected_read(const Case *wrong, char *text) {
  char file[NAME_SIZE + 16], types[512] = "", gases[512] = "";
  snprintf(file, sizeof file, "%s.expected", wrong->name);
  file_read(file, text, TEXT_SIZE);
  for (int i = 0; component_types[i]; i++)
    if (component_types[i]->section == SECTION_ELEMENTS) join(types, sizeof types, component_types[i]->name);
  for (int i = 0; i < gas_table_count; i++)
    join(gases, sizeof gases, gas_table[i].name);
  replace(text, "@TYPES@", types);
  replace(text, "@GASES@", gases);
}

static void diagnostics_text(Diagnostics *diagnostics, char *text) {
  FILE *stream = fmemopen(text, TEXT_SIZE, "w");
  assert_non_null(stream);
  diagnostics_print(diagnostics, stream);
  fclose(stream);
}

/* --- a case by the reader --- */

static Status read_case(const char *file, const char *const *sets, int count, char *said) {
  Diagnostics diagnostics = {0};
  Study study;
  memset(said, 0, TEXT_SIZE);
  Status status = study_read(&(ReaderInput){file, sets, count}, &study, &diagnostics);
  diagnostics_text(&diagnostics, said);
  if (status != STATUS_OK) {
    assert_true(diagnostics.errors > 0);
    assert_null(study.network.nodes);
    assert_null(study.catalogue);
    assert_null(study.file);
  }
  study_free(&study);
  diagnostics_free(&diagnostics);
  return status;
}

static void check_reader(const Case *wrong, const char *expected) {
  char said[TEXT_SIZE];
  const char *sets[] = {wrong->set};
  Status status = read_case(wrong->file, sets, wrong->has_set, said);
  assert_string_equal(said, expected);
  assert_int_equal(status, STATUS_CONFIG);
}

/* --- a case by the program --- */

static void run_program(const char *program, const char *const *arguments, const char *errors) {
  int descriptor = open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int nothing = open("/dev/null", O_WRONLY);
  if (descriptor < 0 || nothing < 0 || dup2(descriptor, STDERR_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0)
    _exit(126);
  execv(program, (char *const *)arguments);
  _exit(127);
}

static void check_program(const Case *wrong, const char *expected, const char *program) {
  char errors[PATH_SIZE], output[PATH_SIZE], said[TEXT_SIZE];
  const char *scratch = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
  snprintf(errors, sizeof errors, "%s/bad_input_%ld.err", scratch, (long)getpid());
  snprintf(output, sizeof output, "%s/bad_input_%ld.out", scratch, (long)getpid());
  const char *arguments[] = {program,    "run", wrong->file, "-o", output, wrong->has_set ? "--set" : NULL,
                             wrong->set, NULL};
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) run_program(program, arguments, errors);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  file_read(errors, said, sizeof said);
  unlink(errors);
  assert_true(WIFEXITED(status));
  assert_string_equal(said, expected);
  assert_int_equal(WEXITSTATUS(status), status_exit_code(STATUS_CONFIG));
  assert_int_equal(access(output, F_OK), -1);
}

static void test_case(void **state) {
  const Case *wrong = *state;
  char expected[TEXT_SIZE];
  expected_read(wrong, expected);
  assert_true(strstr(expected, "error: ") != NULL);
  check_reader(wrong, expected);
  if (getenv("XSAVAC")) check_program(wrong, expected, getenv("XSAVAC"));
}

/* --- what needs no file of its own --- */

static void assert_said(const char *file, const char *const *sets, int count, Status status, const char *expected) {
  char said[TEXT_SIZE];
  Status got = read_case(file, sets, count, said);
  assert_string_equal(said, expected);
  assert_int_equal(got, status);
}

static void test_file_itself(void **state) {
  (void)state;
  assert_said("absent.cfg", NULL, 0, STATUS_IO, "absent.cfg: error: cannot be read: No such file or directory\n");
  assert_said("parts", NULL, 0, STATUS_IO, "parts: error: cannot be read: it is a directory, a file is wanted\n");
  assert_said("", NULL, 0, STATUS_IO, ": error: cannot be read: No such file or directory\n");
  assert_said("/dev/null", NULL, 0, STATUS_CONFIG, "/dev/null: error: the file is empty\n");
}

static void test_sets(void **state) {
  (void)state;
  static const struct {
    const char *set, *said;
  } rows[] = {
      {"title", "error: --set title: PATH=VALUE is wanted, such as elements.L1.diameter=12 mm\n"},
      {"", "error: --set : PATH=VALUE is wanted, such as elements.L1.diameter=12 mm\n"},
      {"=2", "error: --set =2: PATH=VALUE is wanted, such as elements.L1.diameter=12 mm\n"},
      {"a..b=2",
       "error: --set a..b=2: a path is names and [numbers] with dots between, such as elements.L1.diameter or "
       "nodes.[0].volume\n"},
      {"nodes.[x].volume=2",
       "error: --set nodes.[x].volume=2: a path is names and [numbers] with dots between, such as "
       "elements.L1.diameter or nodes.[0].volume\n"},
      {"title=", "error: --set title=: the value is missing\n"},
      {"title=  ", "error: --set title=  : the value is missing\n"},
      {"title=\033[1m", "error: --set title=?[1m: it holds characters that are not plain text\n"},
      {"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=1",
       "error: --set a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=1: the path is too long\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    assert_said("absent.cfg", &rows[i].set, 1, STATUS_USAGE, rows[i].said);
}

/* Files too large or too many to be kept in the checkout. */
static void scratch_file(char path[PATH_SIZE], const char *name) {
  snprintf(path, PATH_SIZE, "%s/bad_input_%ld_%s", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)getpid(), name);
}

static void test_too_large(void **state) {
  (void)state;
  char path[PATH_SIZE], expected[PATH_SIZE + 100];
  scratch_file(path, "large.cfg");
  int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(descriptor >= 0);
  assert_int_equal(ftruncate(descriptor, (off_t)65 << 20), 0);
  close(descriptor);
  snprintf(expected, sizeof expected, "%s: error: cannot be read: larger than 64 MiB\n", path);
  assert_said(path, NULL, 0, STATUS_IO, expected);
  unlink(path);
}

static void write_includer(const char *path, const char *target, int times) {
  FILE *stream = fopen(path, "w");
  assert_non_null(stream);
  for (int i = 0; i < times; i++)
    fprintf(stream, "@include \"%s\"\n", target);
  fclose(stream);
}

static void test_too_many_includes(void **state) {
  (void)state;
  char outer[PATH_SIZE], inner[PATH_SIZE], expected[2 * PATH_SIZE + 100];
  scratch_file(outer, "outer.cfg");
  scratch_file(inner, "inner.cfg");
  write_includer(outer, inner, 1000);
  write_includer(inner, "", 0);
  snprintf(expected, sizeof expected, "%s:1000: error: @include \"%.100s\": more files than 1000\n", outer, inner);
  assert_said(outer, NULL, 0, STATUS_CONFIG, expected);
  unlink(outer);
  unlink(inner);
}

static void test_too_deep_includes(void **state) {
  (void)state;
  char path[20][PATH_SIZE], name[32], expected[2 * PATH_SIZE + 100];
  for (int i = 0; i < 20; i++) {
    snprintf(name, sizeof name, "%d.cfg", i);
    scratch_file(path[i], name);
  }
  for (int i = 0; i < 20; i++)
    write_includer(path[i], i < 19 ? path[i + 1] : "", i < 19);
  snprintf(expected, sizeof expected, "%s:1: error: @include \"%.100s\": nested deeper than 16\n", path[16], path[17]);
  assert_said(path[0], NULL, 0, STATUS_CONFIG, expected);
  for (int i = 0; i < 20; i++)
    unlink(path[i]);
}

static void test_too_large_group(void **state) {
  (void)state;
  char path[PATH_SIZE], expected[PATH_SIZE + 100];
  scratch_file(path, "group.cfg");
  FILE *stream = fopen(path, "w");
  assert_non_null(stream);
  for (int i = 0; i <= 20000; i++)
    fprintf(stream, "n%d = 1;\n", i);
  fclose(stream);
  snprintf(expected, sizeof expected,
           "%s:20001: error: more than 20000 settings in one group; write a list: ( { name = \"...\"; }, ... )\n",
           path);
  assert_said(path, NULL, 0, STATUS_CONFIG, expected);
  unlink(path);
}

/* --- the list of cases --- */

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length > tail && strcmp(text + length - tail, end) == 0;
}

static void case_fill(Case *wrong, const char *file) {
  static const char mark[] = "#set ";
  char text[TEXT_SIZE];
  snprintf(wrong->file, sizeof wrong->file, "%s", file);
  snprintf(wrong->name, sizeof wrong->name, "%.*s", (int)(strlen(file) - strlen(".cfg")), file);
  file_read(file, text, sizeof text);
  if (strncmp(text, mark, strlen(mark)) != 0) return;
  wrong->has_set = true;
  snprintf(wrong->set, sizeof wrong->set, "%.*s", (int)strcspn(text + strlen(mark), "\n"), text + strlen(mark));
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const Case *)a)->name, ((const Case *)b)->name);
}

static int cases_list(Case *cases) {
  int count = 0;
  DIR *listing = opendir(".");
  if (!listing) return 0;
  for (struct dirent *entry = readdir(listing); entry && count < CASES_MAX; entry = readdir(listing))
    if (ends_with(entry->d_name, ".cfg") && strlen(entry->d_name) < NAME_SIZE)
      case_fill(&cases[count++], entry->d_name);
  closedir(listing);
  qsort(cases, (size_t)count, sizeof *cases, by_name);
  return count;
}

/* The program's path must hold from within the folder of the cases. */
static void settle_program(void) {
  char path[PATH_SIZE];
  const char *program = getenv("XSAVAC");
  if (!program || program[0] == '/') return;
  if (!getcwd(path, sizeof path) || strlen(path) + strlen(program) + 2 > sizeof path) return;
  strcat(strcat(path, "/"), program);
  setenv("XSAVAC", path, 1);
}

int main(void) {
  static Case cases[CASES_MAX];
  static struct CMUnitTest tests[CASES_MAX + 8] = {
      cmocka_unit_test(test_file_itself),       cmocka_unit_test(test_sets),
      cmocka_unit_test(test_too_large),         cmocka_unit_test(test_too_many_includes),
      cmocka_unit_test(test_too_deep_includes), cmocka_unit_test(test_too_large_group)};
  size_t own = 6;
  settle_program();
  if (chdir(folder) != 0) {
    fprintf(stderr, "%s: %s; tests run from the top of the checkout\n", folder, strerror(errno));
    return 1;
  }
  int count = cases_list(cases);
  for (int i = 0; i < count; i++)
    tests[own + (size_t)i] = (struct CMUnitTest){cases[i].name, test_case, NULL, NULL, &cases[i]};
  if (count < 60) fprintf(stderr, "only %d cases in %s\n", count, folder);
  return count < 60 ? 1 : _cmocka_run_group_tests("bad_input", tests, own + (size_t)count, NULL, NULL);
}

# xsavac. `make help` lists what can be made; `make run` and `make test` install what is missing first (.ci/packages).
# MPI=1: a program that mpirun starts (a folder of its own, nothing of it in any other build)
mpi := $(filter-out 0 no,$(MPI))
BUILD ?= build$(if $(mpi),-mpi)
PREFIX ?= /usr/local
DESTDIR ?=
SECONDS := 30
T :=
V := 0

ifeq ($(origin CC),default)
CC := $(if $(mpi),mpicc,gcc)
endif
# Pairs of doubles put into vectors wait for the memory they were written to one by one: 3 % of a pump-down. Nobody looks at errno or at
# floating-point traps after mathematics, and no value depends on it: 2 %.
OPTIMISE ?= -O2 -g -fno-tree-slp-vectorize -fno-math-errno -fno-trapping-math
WERROR ?= -Werror
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
  -Wvla $(WERROR)
SANITIZE ?=
sanitize := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer)
# No -ffast-math: NaN checks and results to the last bit are part of the contract.
compile := $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(OPTIMISE) $(WARNINGS) $(sanitize) -fopenmp \
  -I. -I$(BUILD) -isystem /usr/include/suitesparse $(if $(mpi),-DXSAVAC_MPI) $(CPPFLAGS) $(CFLAGS)
link := $(CC) $(sanitize) -fopenmp $(LDFLAGS)
libraries := -lklu -lamd -lcolamd -lbtf -lsuitesparseconfig -lgsl -lgslcblas -lconfig -ludunits2 -ljansson -lmuparser -lm $(LDLIBS)

folders := models models/data sim $(patsubst %/,%,$(sort $(dir $(wildcard sim/*/*.c)))) config plots
sources := $(sort $(wildcard $(addsuffix /*.c,$(folders))))
sources := $(filter-out $(if $(mpi),,sim/app/ranks.c),$(sources))
objects := $(patsubst %.c,$(BUILD)/obj/%.o,$(filter-out sim/app/main.c,$(sources))) $(BUILD)/obj/gen/plot_templates.o
templates := $(sort $(wildcard plots/*.gp plots/templates/*))
examples := $(sort $(wildcard config/examples/*.cfg tests/broken_*.cfg))
suites := $(patsubst tests/%.c,$(BUILD)/%,$(sort $(wildcard tests/test_*.c)))
benches := $(patsubst tests/%.c,$(BUILD)/%,$(sort $(wildcard tests/bench_*.c)))
fuzzers := $(patsubst tests/%.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz_*.c)))
helpers := $(filter-out tests/test_% tests/bench_% tests/fuzz_%,$(sort $(wildcard tests/*.c)))
helpers := $(helpers:%.c=$(BUILD)/obj/%.o)
checks := $(sort $(wildcard tests/*.sh))

program := $(BUILD)/xsavac
library := $(BUILD)/libxsavac.a
helper_library := $(BUILD)/libtests.a
templates_h := $(BUILD)/gen/plot_templates.h

# As many jobs as processors; -j on the command line wins, a make within a make shares its parent's.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
ifneq ($(filter clean,$(MAKECMDGOALS)),)
.NOTPARALLEL: # make clean all: in this order
endif
MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

say = @$(if $(filter 0,$(V)),printf '  %-4s %s\n' $(1) $(2);,echo '$(3)';) $(3)

.PHONY: all run test mpi-test mpi-run asan valgrind bench fuzz install clean help deps run-items fuzz-run FORCE

all: $(program) ## the program: build/xsavac

run: $(program) $(BUILD)/packages-run ## the main job: every analysis of the load-lock example
	@$(program) run config/examples/loadlock.cfg

test: items = $(suites) $(checks)
test: run-items ## every test; T="gas quantity" picks by name

run-items: $(program) $(suites)
	@BUILD=$(BUILD) bash tests/run "$(T)" $(items)

# 99, because 1 means a violated limit
asan fuzz: export ASAN_OPTIONS := detect_leaks=1:exitcode=99
asan fuzz: export UBSAN_OPTIONS := print_stacktrace=1:exitcode=99
asan fuzz: export LSAN_OPTIONS := suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
sanitized := BUILD=$(BUILD)-asan SANITIZE=address,undefined

asan: ## every test and example with the address and undefined-behaviour sanitizers
	@$(MAKE) $(sanitized) run-items items='$(suites:$(BUILD)/%=$(BUILD)-asan/%) $(checks) $(examples)'

valgrind: $(program) $(BUILD)/packages-valgrind ## every example under valgrind
	@VALGRIND=1 BUILD=$(BUILD) bash tests/run "$(T)" $(examples)

mpi-test: ## the sweep over ranks (installs Open MPI, builds build-mpi/)
	@$(MAKE) MPI=1 BUILD=$(BUILD)-mpi mpi-run

mpi-run: $(program) $(BUILD)/packages-run
	@BUILD=$(BUILD) bash tests/run "$(T)" tests/sweep_ranks.sh

bench: $(program) $(benches) ## measure speed
	@set -e; for bench in $(benches); do echo "== $${bench##*/}"; $$bench; done

fuzz: ## feed the readers damaged input for SECONDS=30 per fuzzer
	@$(MAKE) $(sanitized) fuzz-run

fuzz-run: $(fuzzers)
	@set -e; for fuzzer in $(fuzzers); do echo "== $${fuzzer##*/}"; $$fuzzer $(SECONDS); done

install: $(program) ## install under PREFIX=/usr/local (and DESTDIR)
	install -D -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/xsavac
	install -d $(DESTDIR)$(PREFIX)/share/xsavac
	cp -R config/examples README.md $(DESTDIR)$(PREFIX)/share/xsavac/

clean: ## remove what was built
	rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-mpi

deps: $(addprefix $(BUILD)/packages-,build run test) ## install the missing packages (Debian, Ubuntu)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
	  printf '%-15s %s\n' "$$name" "$$text"; done

# Packages. A stamp per set keeps later runs free of the question; PACKAGES=no skips it where the libraries come from
# elsewhere.
$(BUILD)/packages-%: .ci/packages
	@mkdir -p $(@D)
	@$(if $(filter no,$(PACKAGES)),:,BUILD=$(BUILD) bash .ci/packages $*)
	@touch $@
# one after the other: apt-get works alone
$(BUILD)/packages-run: | $(BUILD)/packages-build
$(BUILD)/packages-test: | $(BUILD)/packages-run
$(BUILD)/packages-valgrind: | $(BUILD)/packages-test

# Whatever changes the command lines or the list of sources rebuilds what depends on it.
$(BUILD)/compile: FORCE
	@mkdir -p $(@D)
	@echo '$(compile)' | cmp -s - $@ || echo '$(compile)' >$@
$(BUILD)/link: FORCE
	@mkdir -p $(@D)
	@echo '$(link) $(libraries) $(objects) $(helpers)' | cmp -s - $@ || echo '$(link) $(libraries) $(objects) $(helpers)' >$@

$(program): $(BUILD)/obj/sim/app/main.o $(library) $(BUILD)/link
	$(call say,LINK,$@,$(link) -o $@ $< $(library) $(libraries))

$(library): $(objects) $(BUILD)/link
	$(call say,AR,$@,rm -f $@ && ar rcs $@ $(objects))

# what several suites share: every tests/*.c that is no program of its own
$(helper_library): $(helpers) $(BUILD)/link
	$(call say,AR,$@,rm -f $@ && ar rcs $@ $(helpers))

$(BUILD)/obj/%.o: %.c $(BUILD)/compile | $(BUILD)/packages-build $(templates_h)
	@mkdir -p $(@D)
	$(call say,CC,$<,$(compile) -MMD -MP -c -o $@ $<)

$(BUILD)/obj/tests/%.o: tests/%.c $(BUILD)/compile | $(BUILD)/packages-test $(templates_h)
	@mkdir -p $(@D)
	$(call say,CC,$<,$(compile) -MMD -MP -c -o $@ $<)

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/compile | $(BUILD)/packages-build
	@mkdir -p $(@D)
	$(call say,CC,$<,$(compile) -c -o $@ $<)

$(suites) $(benches) $(fuzzers): $(BUILD)/%: $(BUILD)/obj/tests/%.o $(helper_library) $(library) $(BUILD)/link
	$(call say,LINK,$@,$(link) -o $@ $< $(helper_library) $(library) $(libraries) -lcmocka)

# Templates become string constants, so that the program runs from anywhere: plots/templates/pumpdown.gp is
# plot_template_pumpdown in "gen/plot_templates.h"; another suffix stays in the name (report.html is
# plot_template_report_html).
template_name = $(subst -,_,$(subst .,_,$(notdir $(1:.gp=))))
$(BUILD)/templates: FORCE
	@mkdir -p $(@D)
	@echo '$(templates)' | cmp -s - $@ || echo '$(templates)' >$@

$(templates_h): $(BUILD)/templates
	@mkdir -p $(@D)
	@{ echo '/* made by the Makefile from plots/ */'; \
  $(foreach t,$(templates),echo 'extern const char plot_template_$(call template_name,$(t))[];';) } >$@

$(BUILD)/gen/plot_templates.c: $(templates) $(templates_h)
	@{ echo '#include "gen/plot_templates.h"'; \
	  $(foreach t,$(templates),echo 'const char plot_template_$(call template_name,$(t))[] = ""'; \
	    sed -e 's/[\\"?]/\\&/g' -e 's/^/  "/' -e 's/$$/\\n"/' $(t); echo ';';) } >$@

# the compiler itself comes with the packages
ifneq ($(mpi),)
$(BUILD)/packages-mpi: | $(BUILD)/packages-run
$(objects) $(BUILD)/obj/sim/app/main.o: | $(BUILD)/packages-mpi
endif

-include $(patsubst %.o,%.d,$(objects) $(helpers) $(BUILD)/obj/sim/app/main.o) \
  $(patsubst $(BUILD)/%,$(BUILD)/obj/tests/%.d,$(suites) $(benches) $(fuzzers))

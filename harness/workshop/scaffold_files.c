#include "workshop/scaffold_files.h"

#include <stddef.h>

const char scaffold_readme_head[] =
    "# Races to fix\n"
    "\n"
    "Each file in `exercises/` is a small program with a race in it. Fix it, save it, and see it\n"
    "proved right in every interleaving of its threads, or be shown the one that fails.\n"
    "\n"
    "```\n"
    "racelab workshop             watches this folder and judges what you save\n"
    "racelab workshop list        the exercises, and which of them you have passed\n"
    "racelab workshop check NAME  judges one exercise\n"
    "racelab workshop hint NAME   the next hint\n"
    "racelab workshop reset NAME  the exercise as it was\n"
    "make run-NAME                builds it by hand and runs it on real threads\n"
    "```\n"
    "\n"
    "Change the actors and what they share. What describes the exercise at the end of the file,\n"
    "and what its check counts, stays as it is; where your data are of another kind (an atomic, a\n"
    "pointer), `reset` and `check` may follow.\n"
    "\n";

const char scaffold_readme_foot[] =
    "\n"
    "Everything that is needed besides `racelab` lies in this folder. The answers do too, in\n"
    "`.racelab/pack/fixes`; they are worth more after the exercise.\n";

static const char makefile[] =
    "# Builds the exercises by hand, with what lies in this folder.\n"
    "#   make            all of them       make run-NAME   one of them, on real threads\n"
    "CC ?= cc\n"
    "CFLAGS ?= -std=c11 -O0 -g -Wall -Wextra -pthread\n"
    "source := .racelab/source\n"
    "includes := -I$(source)/lab -I$(source)/loop\n"
    "own := -std=c11 -O2 -g -pthread -D_GNU_SOURCE -I$(source) "
    "-I$(source)/stress/arch/$(shell uname -m)\n"
    "runtime := $(patsubst $(source)/%.c,build/%.o,$(wildcard $(source)/*/*.c))\n"
    "exercises := $(patsubst exercises/%.c,%,$(wildcard exercises/*.c))\n"
    "# An exercise's own headers, and the libraries that it needs.\n"
    "lab = .racelab/pack/labs/$*\n"
    "needs = -I$(lab) $(if $(wildcard $(lab)/libraries),$(shell pkg-config --cflags --libs "
    "$(file <$(lab)/libraries)))\n"
    "\n"
    "all: $(exercises:%=build/%)\n"
    "\n"
    "$(exercises:%=run-%): run-%: build/%\n"
    "\t./$<\n"
    "\n"
    "build/%: exercises/%.c build/libruntime.a\n"
    "\t$(CC) -D_GNU_SOURCE $(CFLAGS) $(includes) -o $@ $< build/libruntime.a $(needs) -lm\n"
    "\n"
    "build/libruntime.a: $(runtime)\n"
    "\t@rm -f $@\n"
    "\tar rcs $@ $^\n"
    "\n"
    "$(runtime): build/%.o: $(source)/%.c\n"
    "\t@mkdir -p $(@D)\n"
    "\t$(CC) $(own) -c -o $@ $<\n"
    "\n"
    "clean:\n"
    "\trm -rf build\n"
    "\n"
    ".PHONY: all clean $(exercises:%=run-%)\n";

static const char editorconfig[] = "root = true\n"
                                   "\n"
                                   "[*]\n"
                                   "charset = utf-8\n"
                                   "end_of_line = lf\n"
                                   "insert_final_newline = true\n"
                                   "trim_trailing_whitespace = true\n"
                                   "\n"
                                   "[*.{c,h}]\n"
                                   "indent_style = space\n"
                                   "indent_size = 4\n"
                                   "\n"
                                   "[Makefile]\n"
                                   "indent_style = tab\n";

static const char compile_flags[] = "-std=c11\n"
                                    "-D_GNU_SOURCE\n"
                                    "-Wall\n"
                                    "-Wextra\n"
                                    "-pthread\n"
                                    "-I.racelab/source/lab\n"
                                    "-I.racelab/source/loop\n";

static const char vscode[] =
    "{\n"
    "    \"C_Cpp.default.cStandard\": \"c11\",\n"
    "    \"C_Cpp.default.includePath\": [\"${workspaceFolder}/.racelab/source/lab\",\n"
    "                                  \"${workspaceFolder}/.racelab/source/loop\"],\n"
    "    \"C_Cpp.default.defines\": [\"_GNU_SOURCE\"],\n"
    "    \"files.exclude\": {\"build\": true}\n"
    "}\n";

static const char gitignore[] = "build/\n"
                                ".racelab/lock\n";

const struct scaffold_file scaffold_files[] = {
    {"Makefile", makefile},
    {".editorconfig", editorconfig},
    {"compile_flags.txt", compile_flags},
    {".vscode/settings.json", vscode},
    {".gitignore", gitignore},
    {NULL, NULL},
};

#include "build/recipe.h"
#include "build/depfile.h"
#include "build/resources.h"
#include "build/sources.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/child.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUILD_SECONDS = 300 };

/* Exit codes of explore-cc that no compiler uses. */
enum { SCRIPT_UNLINKED = 5, SCRIPT_UNFIT = 6 };

/* One build at work. */
struct recipe {
    const struct build_order *order;
    const char *folder;
    struct build *build;
    struct command *inputs;
    struct command objects; /* what was compiled */
};

static bool has_cxx(const struct build_order *order)
{
    for (size_t i = 0; order->files[i]; i++)
        if (source_is_cxx(order->files[i]))
            return true;
    return false;
}

bool recipe_tools(const struct build_order *order, struct command *files, char **message)
{
    bool good = true;
    int last = has_cxx(order) ? 1 : 0;
    for (int cxx = 0; cxx <= last && good; cxx++) {
        char *compiler = build_compiler(order->flavour, cxx);
        good = compiler != NULL;
        if (good)
            command_add(files, compiler);
        else
            *message = memory_print("no %s compiler for the flavour '%s' was found",
                                    cxx ? "C++" : "C", build_flavour_name(order->flavour));
        free(compiler);
    }
    static const char *const engine[] = {"explore-cc",    "dead_spills.awk", "known.syms",
                                         "redirect.syms", "libexplore.a",    NULL};
    for (size_t i = 0; order->flavour == BUILD_EXPLORE && engine[i]; i++) {
        char *name = memory_print("explore/%s", engine[i]), *path = resource_path(name);
        command_add(files, path);
        if (good && access(path, R_OK) != 0) {
            good = false;
            *message =
                memory_print("the explorer is not built on this machine ('%s' is missing)", path);
        }
        free(path);
        free(name);
    }
    return good;
}

static void fail(struct build *build, enum build_end end, char *message)
{
    build->end = end;
    free(build->message);
    build->message = message;
}

/* Why a tool could not write, in the words of the C library that all of them pass
 * on; NULL: that was not it. */
static const char *disk_trouble(const char *words)
{
    static const int troubles[] = {ENOSPC, EROFS, EDQUOT};
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (strstr(words, strerror(troubles[i])))
            return strerror(troubles[i]);
    return NULL;
}

static char *disk_message(const char *trouble, const char *folder)
{
    int above = (int)(strrchr(folder, '/') - folder); /* the folder itself goes with the build */
    return memory_print("no file can be written in '%.*s': %s; XDG_CACHE_HOME names another folder",
                        above, folder, trouble);
}

/* What it means that a tool ended with this code, where its refusal means `refused`. */
static enum build_end end_of(int code, enum build_end refused)
{
    if (code == EXIT_ENVIRONMENT)
        return BUILD_LACKING;
    return code == SCRIPT_UNLINKED ? BUILD_UNLINKED : code == SCRIPT_UNFIT ? BUILD_UNFIT : refused;
}

/* Runs one of the tools, whose refusal means `refused`. Its standard output goes
 * to *output unless that is NULL. False: build->end says why. */
static bool run(struct recipe *recipe, const struct command *command, enum build_end refused,
                char **output)
{
    char text[128];
    struct child_result result;
    /* What the compiler writes for itself goes with the folder, also when it is killed. */
    char *temporary = memory_print("TMPDIR=%s", recipe->folder);
    const struct child_spec spec = {.argv = command_argv(command),
                                    .environment = (const char *const[]){temporary, NULL},
                                    .seconds = BUILD_SECONDS};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    free(temporary);
    bool good = result.end == CHILD_EXITED && result.code == 0;
    const char *trouble = good ? NULL : disk_trouble(result.errors);
    if (result.end == CHILD_INTERRUPTED)
        fail(recipe->build, BUILD_INTERRUPTED, memory_copy_text("interrupted"));
    else if (trouble)
        fail(recipe->build, BUILD_LACKING, disk_message(trouble, recipe->folder));
    else if (!good && result.end == CHILD_EXITED && result.errors_size > 0)
        fail(recipe->build, end_of(result.code, refused), memory_copy_text(result.errors));
    else if (!good)
        fail(
            recipe->build, BUILD_LACKING,
            memory_print("'%s' %s", command->words[0], child_end_text(&result, text, sizeof text)));
    if (good && output)
        *output = memory_copy_text(result.output);
    child_result_release(&result);
    return good;
}

/* What the build itself made is none of its inputs. */
static void take_inputs(struct recipe *recipe, const char *rules)
{
    struct command paths = {0};
    size_t length = strlen(recipe->folder);
    depfile_read(rules, &paths);
    for (size_t i = 0; i < paths.count; i++)
        if (strncmp(paths.words[i], recipe->folder, length) != 0)
            command_add(recipe->inputs, paths.words[i]);
    command_release(&paths);
}

static void read_depfile(struct recipe *recipe, const char *path)
{
    char *line = NULL, *all = memory_copy_text("");
    size_t room = 0, size = 0;
    FILE *file = fopen(path, "re");
    for (ssize_t got; file && (got = getline(&line, &room, file)) > 0;) {
        all = memory_resize(all, size + (size_t)got + 1, 1);
        memcpy(all + size, line, (size_t)got + 1);
        size += (size_t)got;
    }
    if (file)
        fclose(file);
    take_inputs(recipe, all);
    free(line);
    free(all);
}

/* DWARF 4, because valgrind 3.19 cannot read what clang writes by default. */
static void add_base_flags(struct command *command, const struct build_order *order,
                           const char *compiler)
{
    static const char *const base[] = {"-g",       "-gdwarf-4", "-O0", "-fno-omit-frame-pointer",
                                       "-pthread", NULL};
    const char *name = strrchr(compiler, '/');
    command_add(command, compiler);
    command_add_all(command, base);
    if (strstr(name ? name : compiler, "clang"))
        command_add(command, "-Qunused-arguments");
    if (order->flavour != BUILD_PLAIN)
        command_add(command, "-fsanitize=thread");
}

static void add_headers(struct command *command)
{
    char *headers = resource_path("include");
    command_add(command, "-idirafter");
    command_add(command, headers);
    free(headers);
}

/* The compilers' own default is another before clang 16, and before gcc 11; what one of
 * them takes the others are to take, too. The same stands in explore-cc. */
static const char cxx_standard[] = "-std=gnu++17";

static bool compile(struct recipe *recipe, const char *source)
{
    const struct build_order *order = recipe->order;
    char *compiler = build_compiler(order->flavour, source_is_cxx(source));
    char *object = memory_print("%s/%zu.o", recipe->folder, recipe->objects.count);
    char *depfile = memory_print("%s.d", object);
    struct command command = {0};
    add_base_flags(&command, order, compiler);
    if (source_is_cxx(source))
        command_add(&command, cxx_standard);
    command_add_all(&command, order->flags);
    add_headers(&command);
    command_add_all(&command,
                    (const char *const[]){"-MD", "-MF", depfile, "-c", source, "-o", object, NULL});
    bool good = run(recipe, &command, BUILD_REFUSED, NULL);
    if (good)
        read_depfile(recipe, depfile);
    command_add(&recipe->objects, object);
    command_release(&command);
    free(depfile);
    free(object);
    free(compiler);
    return good;
}

/* Whether nm's output has a global symbol of that name. */
static bool defines(const char *symbols, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = strstr(symbols, name); at; at = strstr(at + 1, name))
        if (at > symbols && at[-1] == ' ' && (at[length] == '\n' || at[length] == '\0'))
            return true;
    return false;
}

/* Looks for main() and lab in what will be linked. */
static bool ask_nm(struct recipe *recipe, const char *option, bool *has_main, bool *has_lab)
{
    struct command command = {0};
    char *symbols = NULL;
    command_add_all(&command, (const char *const[]){"nm", "-g", "--defined-only", option, NULL});
    command_add_all(&command, command_argv(&recipe->objects));
    for (size_t i = 0; recipe->order->files[i]; i++)
        if (!source_is_code(recipe->order->files[i]))
            command_add(&command, recipe->order->files[i]);
    bool good = run(recipe, &command, BUILD_UNLINKED, &symbols);
    *has_main = good && defines(symbols, "main");
    *has_lab = good && defines(symbols, "lab");
    free(symbols);
    command_release(&command);
    return good;
}

/* A program has a main(), a lab describes itself; what has neither cannot run. */
static bool find_main(struct recipe *recipe)
{
    bool has_main, has_lab;
    /* The plugins for link-time optimisation take ten times as long to load as nm has to do. */
    bool good = ask_nm(recipe, "--plugin=/dev/null", &has_main, &has_lab);
    if (good && !has_main && !has_lab)
        good = ask_nm(recipe, NULL, &has_main, &has_lab);
    recipe->build->lab = has_lab && !has_main;
    if (good && !has_main && !has_lab) {
        good = false;
        fail(recipe->build, BUILD_UNFIT,
             memory_print("'%s' has no main() and describes no lab\n", recipe->order->files[0]));
    }
    return good;
}

static void add_lab_runtime(struct command *command, enum build_flavour flavour)
{
    char *name = memory_print("runtime/%s/libruntime.a", build_flavour_name(flavour));
    char *path = resource_path(name);
    command_add(command, path);
    free(path);
    free(name);
}

static bool link_program(struct recipe *recipe)
{
    const struct build_order *order = recipe->order;
    char *compiler = build_compiler(order->flavour, has_cxx(order));
    struct command command = {0};
    add_base_flags(&command, order, compiler);
    command_add_all(&command, command_argv(&recipe->objects));
    for (size_t i = 0; order->files[i]; i++)
        if (!source_is_code(order->files[i]))
            command_add(&command, order->files[i]);
    if (recipe->build->lab)
        add_lab_runtime(&command, order->flavour);
    command_add_all(&command, order->flags);
    command_add(&command, "-lm");
    command_print(&command, "-Wl,--dependency-file=%s/link.d", recipe->folder);
    command_add(&command, "-o");
    command_print(&command, "%s/program", recipe->folder);
    bool good = run(recipe, &command, BUILD_UNLINKED, NULL);
    command_release(&command);
    free(compiler);
    return good;
}

static void follow_compiler(struct recipe *recipe)
{
    const struct build_order *order = recipe->order;
    bool good = true;
    for (size_t i = 0; order->files[i] && good; i++)
        if (source_is_code(order->files[i]))
            good = compile(recipe, order->files[i]);
    if (good && find_main(recipe))
        link_program(recipe);
}

/* The explorer's script does all in one call. */
static void follow_script(struct recipe *recipe)
{
    struct command command = {0};
    char *runtime = resource_path("explore"),
         *depfile = memory_print("%s/depend.d", recipe->folder);
    char *lab = memory_print("%s/lab", recipe->folder);
    command_print(&command, "%s/explore-cc", runtime);
    command_add(&command, runtime);
    command_print(&command, "%s/program", recipe->folder);
    command_add(&command, recipe->folder);
    command_add_all(&command, recipe->order->files);
    command_add(&command, "--");
    command_add_all(&command, recipe->order->flags);
    add_headers(&command);
    if (run(recipe, &command, BUILD_REFUSED, NULL))
        read_depfile(recipe, depfile);
    recipe->build->lab = access(lab, F_OK) == 0;
    command_release(&command);
    free(lab);
    free(depfile);
    free(runtime);
}

void recipe_follow(const struct build_order *order, const char *folder, struct build *build,
                   struct command *inputs)
{
    struct recipe recipe = {.order = order, .folder = folder, .build = build, .inputs = inputs};
    char *link = memory_print("%s/link.d", folder);
    build->end = BUILD_DONE;
    if (order->flavour == BUILD_EXPLORE)
        follow_script(&recipe);
    else
        follow_compiler(&recipe);
    if (build->end == BUILD_DONE)
        read_depfile(&recipe, link);
    command_release(&recipe.objects);
    free(link);
}

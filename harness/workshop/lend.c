/* lend.c: commands that have the terminal to themselves for a while. */
#include "build/build.h"
#include "judge/memory.h"
#include "workshop/desk.h"
#include "workshop/support.h"
#include "workshop/sentence.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the foreground, with our input and output; Ctrl-C ends it and not us. */
static void run_in_front(const char *const *argv)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    pid_t pid = fork();
    if (pid == 0) {
        sigaction(SIGINT, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
        sigaction(SIGQUIT, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
        execvp(argv[0], (char *const *)argv);
        perror(argv[0]);
        _exit(4);
    }
    int status;
    while (pid > 0 && waitpid(pid, &status, 0) < 0)
        ;
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
}

static void wait_for_key(void)
{
    char key;
    printf("\n%s\n", sentence("press return"));
    fflush(stdout);
    while (read(STDIN_FILENO, &key, 1) == 1 && key != '\n')
        ;
}

static enum terminal_color color_of(const struct desk *desk)
{
    return desk->screen.terminal.color ? COLOR_ALWAYS : COLOR_NEVER;
}

/* What an earlier command said goes to where the terminal scrolls back to. */
static void clear_page(const struct desk *desk)
{
    for (int i = 0; i < desk->screen.rows; i++)
        putchar('\n');
    fputs("\033[H", stdout);
}

/* heading: a line above what the command says; NULL: none. */
static void lend(struct desk *desk, const char *const *argv, const char *heading)
{
    enum terminal_color color = color_of(desk);
    screen_give_back(&desk->screen);
    clear_page(desk);
    if (heading)
        printf("%s\n\n", heading);
    fflush(stdout);
    run_in_front(argv);
    wait_for_key();
    if (screen_take(&desk->screen, color) != 0)
        desk->screen.taken = false; /* the terminal is gone, and the keys will say so */
    desk_show_card(desk);
}

void desk_run(struct desk *desk)
{
    struct build build;
    struct command flags = {0};
    char *path = folder_file(&desk->session->folder, desk->exercise);
    char *lacking = support_flags(desk->exercise, &flags);
    const char *const files[] = {path, NULL};
    const struct build_order order = {
        .flavour = BUILD_PLAIN, .files = files, .flags = command_argv(&flags)};
    build_make(&order, &build);
    if (lacking) {
        desk_note(desk, lacking);
    } else if (build.end == BUILD_DONE) {
        const char *const argv[] = {build.binary, NULL};
        lend(desk, argv, NULL);
    } else {
        desk_note(desk, sentence("it does not compile"));
    }
    build_release(&build);
    command_release(&flags);
    free(lacking);
    free(path);
}

/* The verb with the exercise's file, in a size that has something to show. option: one more
 * word before the file; NULL: none. */
static void lend_verb(struct desk *desk, const char *verb, const char *option, const char *heading)
{
    struct configuration size = {2, 1};
    if (desk->exercise->text.prove_count > 0)
        size = desk->exercise->text.prove[0];
    if (desk->card.size.threads > 0)
        size = desk->card.size;
    char *path = folder_file(&desk->session->folder, desk->exercise);
    char *models = folder_models(&desk->session->folder, desk->exercise);
    struct command words = {0};
    command_add(&words, "/proc/self/exe");
    command_add(&words, verb);
    command_print(&words, "--threads=%ld", size.threads);
    command_print(&words, "--increments=%ld", size.increments);
    if (option)
        command_add(&words, option);
    command_add(&words, path);
    if (models) {
        command_add(&words, "--");
        command_print(&words, "-I%s", models);
    }
    lend(desk, command_argv(&words), heading);
    command_release(&words);
    free(models);
    free(path);
}

void desk_explore(struct desk *desk)
{
    lend_verb(desk, "explore", NULL, NULL);
}

void desk_play(struct desk *desk)
{
    lend_verb(desk, "play", sentence_is_german() ? "--language=de" : NULL,
              sentence("You choose who goes on: A, B, ... and return; q leaves, ? tells more."));
}

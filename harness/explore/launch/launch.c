#include "explore/launch/arguments.h"
#include "explore/search/board.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    GRACE_SECONDS = 60,
    ASK_SECONDS = 10 /* for the result of a search that is interrupted */
};

static const size_t output_limit = (size_t)1 << 28;

static int read_result(const struct child_result *result, const char *program,
                       struct exploration *exploration)
{
    char text[128];
    if (result->end == CHILD_EXITED && (result->code == 0 || result->code == 3) &&
        exploration_read(exploration, result->output) == 0)
        return 0;
    if (result->end == CHILD_EXITED && (result->code == 0 || result->code == 3))
        exploration_release(exploration);
    if (exploration_is_foreign(result->output)) {
        fprintf(stderr, "%s: the program was linked by another version of racelab; link it again\n",
                program);
        return EXIT_USAGE;
    }
    if (interrupt_requested())
        return EXIT_INCONCLUSIVE; /* before it could tell anything: whoever interrupted knows */
    if (result->end == CHILD_SIGNALLED && result->output_size == 0) {
        fprintf(stderr, "%s: before main(), the program was %s\n", program,
                child_end_text(result, text, sizeof text));
        return EXIT_FOUND;
    }
    if (result->errors_size)
        fprintf(stderr, "%s: %s", program, result->errors);
    else
        fprintf(stderr, "%s: the program under exploration %s\n", program,
                child_end_text(result, text, sizeof text));
    if (result->end == CHILD_EXITED &&
        (result->code == EXIT_USAGE || result->code == EXIT_ENVIRONMENT))
        return result->code;
    return result->end == CHILD_NOT_STARTED                                     ? EXIT_ENVIRONMENT
           : result->end == CHILD_TIMED_OUT || result->end == CHILD_INTERRUPTED ? EXIT_INCONCLUSIVE
                                                                                : EXIT_BUG;
}

/* The tool's side of the board (search/board.h). */
struct watcher {
    const struct launch_order *order;
    struct board *board; /* NULL: nobody watches */
    int descriptor;
    struct sample { /* a second ago or more, and a second before that */
        double seconds;
        uint64_t states;
    } last, before;
};

/* New states a second since the older sample. */
static double growth(struct watcher *watcher, uint64_t states, double seconds)
{
    if (states < watcher->last.states) /* it began afresh */
        watcher->last = watcher->before = (struct sample){seconds, states};
    if (seconds - watcher->last.seconds >= 1) {
        watcher->before = watcher->last;
        watcher->last = (struct sample){seconds, states};
    }
    double time = seconds - watcher->before.seconds;
    return time > 1 ? (double)(states - watcher->before.states) / time : 0;
}

/* Where there is no memory for it, nobody watches. */
static void watcher_init(struct watcher *watcher, const struct launch_order *order)
{
    *watcher = (struct watcher){.order = order};
    if (!order->watch)
        return;
    watcher->descriptor = memfd_create("racelab-board", MFD_CLOEXEC);
    if (watcher->descriptor < 0)
        return;
    void *memory = MAP_FAILED;
    if (ftruncate(watcher->descriptor, sizeof *watcher->board) == 0)
        memory = mmap(NULL, sizeof *watcher->board, PROT_READ, MAP_SHARED, watcher->descriptor, 0);
    if (memory == MAP_FAILED)
        close(watcher->descriptor);
    else
        watcher->board = memory;
}

static void watcher_release(struct watcher *watcher)
{
    if (!watcher->board)
        return;
    munmap(watcher->board, sizeof *watcher->board);
    close(watcher->descriptor);
    watcher->order->watch(watcher->order->context, NULL);
}

static uint64_t look(_Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void watch(void *context, double seconds)
{
    struct watcher *watcher = context;
    struct board *board = watcher->board;
    uint64_t states = look(&board->states);
    const struct launch_sight sight = {.order = watcher->order,
                                       .executions = look(&board->executions),
                                       .states = states,
                                       .growth = growth(watcher, states, seconds),
                                       .waiting = look(&board->waiting),
                                       .transitions = look(&board->transitions),
                                       .bound = look(&board->bound),
                                       .share = (double)look(&board->share) / BOARD_WHOLE,
                                       .counting = look(&board->counting) != 0,
                                       .seconds = seconds};
    watcher->order->watch(watcher->order->context, &sight);
}

void launch_run(const struct launch_order *order, struct launched *launched)
{
    struct arguments arguments;
    struct watcher watcher;
    launched->failed = arguments_init(&arguments, order);
    watcher_init(&watcher, order);
    if (watcher.board)
        arguments_add(&arguments, "board", memory_print("%d", watcher.descriptor));
    if (launched->failed == 0)
        launched->failed = arguments_add_program(&arguments, order->arguments);
    const struct child_spec spec = {.argv = (const char *const *)arguments.items,
                                    .seconds =
                                        order->seconds > 0 ? order->seconds + GRACE_SECONDS : 0,
                                    .output_limit = output_limit,
                                    .ask = SIGTERM,
                                    .ask_seconds = ASK_SECONDS,
                                    .keep = watcher.board ? watcher.descriptor : 0,
                                    .watch = watcher.board ? watch : NULL,
                                    .context = &watcher};
    if (launched->failed == 0 && child_run(&spec, &launched->result) != 0)
        memory_exhausted();
    watcher_release(&watcher);
    arguments_release(&arguments);
}

int launch_read(struct launched *launched, const char *program, struct exploration *exploration)
{
    if (launched->failed != 0 && launched->failed != -E2BIG && launched->failed != -EINVAL) {
        fprintf(stderr, "%s: cannot write a temporary file: %s\n", program,
                strerror(-launched->failed));
        return EXIT_ENVIRONMENT;
    }
    if (launched->failed != 0) {
        fprintf(stderr, "%s: bad --args: %s\n", program,
                launched->failed == -E2BIG ? "too many words" : "a quote is not closed");
        return EXIT_USAGE;
    }
    int code = read_result(&launched->result, program, exploration);
    child_result_release(&launched->result);
    return code;
}

int launch(const struct launch_order *order, const char *program, struct exploration *exploration)
{
    struct launched launched;
    launch_run(order, &launched);
    return launch_read(&launched, program, exploration);
}

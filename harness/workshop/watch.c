#include "workshop/watch.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "workshop/compare.h"
#include "workshop/desk.h"
#include "workshop/pages.h"
#include "workshop/stamps.h"
#include "workshop/sentence.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

enum { SETTLE_MS = 40, POLL_MS = 700, CONTROL_C = 3, CONTROL_L = 12 };

/* What the worker does, one thing at a time. */
enum job { JOB_NONE, JOB_JUDGE, JOB_ALL, JOB_COMPARE };

struct watch {
    struct desk desk; /* what the person sees */
    struct stamps stamps;
    uv_loop_t loop;
    uv_fs_event_t events;
    uv_timer_t settle, poll;
    uv_poll_t keys;
    uv_signal_t resized;
    uv_work_t work;
    enum job job, next; /* at work; to be done after it */
    const struct exercise *subject;
    struct session_screen screen; /* the window as it was when the job began */
    struct card card;             /* of the job */
    char *text;                   /* of the job; NULL: none */
    bool leaving, confirm_reset;
    void (*lent)(struct desk *desk); /* a command that waits for the job's end; NULL: none */
};

static void begin(struct watch *watch, enum job job);
static void lend(struct watch *watch, void (*command)(struct desk *desk));

/* On the worker's thread: reads the session's pack and references, which nobody
 * else does meanwhile, and nothing of the desk, which goes on. */
static void do_work(uv_work_t *work)
{
    struct watch *watch = work->data;
    struct session *session = watch->desk.session;
    size_t size;
    FILE *out;
    switch (watch->job) {
    case JOB_JUDGE:
        session_look(session, watch->subject, &watch->screen, &watch->card);
        break;
    case JOB_ALL:
        watch->text = pages_check_all(session, &watch->screen);
        break;
    case JOB_COMPARE:
        out = open_memstream(&watch->text, &size);
        if (!out)
            memory_exhausted();
        const struct lab_run trial = session_trial(session, watch->subject);
        compare_print(out, &session->folder, watch->subject, &trial, watch->screen.columns);
        fclose(out);
        break;
    case JOB_NONE:
        break;
    }
}

static void take_card(struct watch *watch)
{
    struct desk *desk = &watch->desk;
    session_remember(desk->session, &watch->card);
    desk_keep(desk);
    if (watch->subject == desk->exercise) {
        desk_take_card(desk, &watch->card);
        desk_show_card(desk);
    } else {
        card_release(&watch->card);
    }
}

static void stop(struct watch *watch)
{
    uv_fs_event_stop(&watch->events);
    uv_timer_stop(&watch->settle);
    uv_timer_stop(&watch->poll);
    uv_poll_stop(&watch->keys);
    uv_signal_stop(&watch->resized);
}

static void work_done(uv_work_t *work, int status)
{
    struct watch *watch = work->data;
    enum job done = watch->job, next = watch->next;
    (void)status;
    watch->job = watch->next = JOB_NONE;
    watch->desk.busy = NULL;
    if (done == JOB_JUDGE && watch->leaving)
        card_release(&watch->card);
    else if (done == JOB_JUDGE)
        take_card(watch);
    else if (!watch->leaving)
        desk_show_text(&watch->desk, watch->text);
    else
        free(watch->text);
    watch->text = NULL;
    if (watch->leaving)
        return;
    desk_draw(&watch->desk);
    if (next != JOB_NONE)
        begin(watch, next);
    else if (watch->lent)
        lend(watch, watch->lent);
}

static void begin(struct watch *watch, enum job job)
{
    const char *const words[] = {[JOB_NONE] = NULL,
                                 [JOB_JUDGE] = sentence("judging ..."),
                                 [JOB_ALL] = sentence("judging all ..."),
                                 [JOB_COMPARE] = sentence("measuring ...")};
    if (watch->job != JOB_NONE) {
        watch->next = job;
        return;
    }
    watch->job = job;
    watch->screen = (struct session_screen){watch->desk.screen.terminal.width,
                                            watch->desk.screen.terminal.utf8};
    watch->subject = watch->desk.exercise;
    watch->desk.busy = words[job];
    desk_draw(&watch->desk);
    watch->work.data = watch;
    if (uv_queue_work(&watch->loop, &watch->work, do_work, work_done) != 0) {
        watch->job = JOB_NONE;
        watch->desk.busy = NULL;
    }
}

/* A file that was saved is what the person works on now. */
static void look_for_changes(struct watch *watch)
{
    const struct exercise *changed = stamps_changed(&watch->stamps);
    if (!changed)
        return;
    desk_choose(&watch->desk, changed);
    begin(watch, JOB_JUDGE);
}

static void settled(uv_timer_t *timer)
{
    look_for_changes(timer->data);
}

/* Editors write in several steps: look when they are over. */
static void on_event(uv_fs_event_t *events, const char *name, int what, int status)
{
    struct watch *watch = events->data;
    (void)name;
    (void)what;
    (void)status;
    uv_timer_start(&watch->settle, settled, SETTLE_MS, 0);
}

static void leave(struct watch *watch)
{
    if (watch->leaving)
        return;
    watch->leaving = true;
    if (watch->job != JOB_NONE && !interrupt_requested())
        raise(SIGTERM); /* remembered: what runs for the job ends now */
    stop(watch);
}

/* Where the file system tells nothing, this does; and signals arrive here. */
static void on_poll(uv_timer_t *timer)
{
    struct watch *watch = timer->data;
    if (interrupt_requested())
        leave(watch);
    else if (watch->job == JOB_NONE)
        look_for_changes(watch);
}

static void on_resize(uv_signal_t *resized, int signal)
{
    struct watch *watch = resized->data;
    (void)signal;
    screen_measure(&watch->desk.screen);
    desk_redo(&watch->desk);
    desk_draw(&watch->desk);
}

/* Another command has the terminal until it ends. */
static void lend(struct watch *watch, void (*command)(struct desk *desk))
{
    watch->lent = watch->job != JOB_NONE ? command : NULL;
    if (watch->lent)
        return; /* two at once would be slow, and in each other's way */
    uv_poll_stop(&watch->keys);
    command(&watch->desk);
    desk_draw(&watch->desk);
    uv_poll_start(&watch->keys, UV_READABLE, watch->keys.poll_cb);
}

static void reset(struct watch *watch)
{
    struct desk *desk = &watch->desk;
    if (!watch->confirm_reset) {
        watch->confirm_reset = true;
        desk_note(desk, sentence("press x again to lose what you wrote in this exercise"));
        return;
    }
    watch->confirm_reset = false;
    desk_reset(desk);
    stamps_changed(&watch->stamps);
    begin(watch, JOB_JUDGE);
}

static void on_key(struct watch *watch, int key)
{
    struct desk *desk = &watch->desk;
    bool passed = progress_passed(&desk->session->folder.progress, desk->exercise->name);
    if (key != 'x')
        watch->confirm_reset = false;
    desk_note(desk, NULL);
    switch (key) {
    case 'n':
        desk_next(desk);
        begin(watch, JOB_JUDGE);
        break;
    case 'h':
        desk_hint(desk);
        break;
    case 'l':
        desk_show_list(desk);
        break;
    case 'a':
        begin(watch, JOB_ALL);
        break;
    case 'c':
        if (passed)
            begin(watch, JOB_COMPARE);
        else
            desk_note(desk, sentence("the remedies can be compared once this exercise is passed"));
        break;
    case 'x':
        reset(watch);
        break;
    case 'r':
        lend(watch, desk_run);
        break;
    case 'e':
        lend(watch, desk_explore);
        break;
    case 'p':
        lend(watch, desk_play);
        break;
    case ' ':
        desk_page(desk);
        break;
    case '\r':
    case '\n':
        desk_show_card(desk);
        break;
    case CONTROL_L:
        screen_measure(&desk->screen);
        break;
    case 'q':
    case CONTROL_C:
        leave(watch);
        return;
    default:
        break;
    }
    desk_draw(desk);
}

static void on_keys(uv_poll_t *keys, int status, int what)
{
    struct watch *watch = keys->data;
    char bytes[64];
    (void)what;
    ssize_t count = status == 0 ? read(STDIN_FILENO, bytes, sizeof bytes) : 0;
    if (count <= 0) {
        leave(watch); /* the terminal is gone */
        return;
    }
    if (bytes[0] == '\033')
        return; /* arrows and the like mean nothing here */
    for (ssize_t i = 0; i < count && !watch->leaving; i++)
        on_key(watch, (unsigned char)bytes[i]);
}

static void start(struct watch *watch)
{
    char *exercises = memory_print("%s/exercises", watch->desk.session->folder.path);
    uv_loop_init(&watch->loop);
    uv_fs_event_init(&watch->loop, &watch->events);
    uv_timer_init(&watch->loop, &watch->settle);
    uv_timer_init(&watch->loop, &watch->poll);
    uv_poll_init(&watch->loop, &watch->keys, STDIN_FILENO);
    uv_signal_init(&watch->loop, &watch->resized);
    watch->events.data = watch->settle.data = watch->poll.data = watch;
    watch->keys.data = watch->resized.data = watch;
    uv_fs_event_start(&watch->events, on_event, exercises, 0); /* refused: the poll serves */
    uv_timer_start(&watch->poll, on_poll, POLL_MS, POLL_MS);
    uv_poll_start(&watch->keys, UV_READABLE, on_keys);
    uv_signal_start(&watch->resized, on_resize, SIGWINCH);
    free(exercises);
}

static void close_all(struct watch *watch)
{
    uv_close((uv_handle_t *)&watch->events, NULL);
    uv_close((uv_handle_t *)&watch->settle, NULL);
    uv_close((uv_handle_t *)&watch->poll, NULL);
    uv_close((uv_handle_t *)&watch->keys, NULL);
    uv_close((uv_handle_t *)&watch->resized, NULL);
    uv_run(&watch->loop, UV_RUN_DEFAULT);
    uv_loop_close(&watch->loop);
}

int watch(const char *program, struct session *session, enum terminal_color color)
{
    struct watch watch = {0};
    int error = folder_lock(&session->folder);
    if (error == -EBUSY) {
        fprintf(stderr, "%s: somebody watches '%s' already\n", program, session->folder.path);
        return EXIT_USAGE;
    }
    if (desk_init(&watch.desk, session, color) != 0) {
        fprintf(stderr, "%s: no terminal here; use 'racelab workshop check'\n", program);
        return EXIT_USAGE;
    }
    if (error != 0)
        desk_note(&watch.desk, sentence("this folder cannot be written: progress is not kept"));
    interrupt_catch();
    stamps_init(&watch.stamps, &session->folder);
    start(&watch);
    desk_show_card(&watch.desk);
    begin(&watch, JOB_JUDGE);
    uv_run(&watch.loop, UV_RUN_DEFAULT);
    close_all(&watch);
    stamps_release(&watch.stamps);
    desk_release(&watch.desk);
    return EXIT_NOTHING_FOUND;
}

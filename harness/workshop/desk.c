#include "workshop/desk.h"
#include "judge/memory.h"
#include "workshop/pages.h"
#include "workshop/prose.h"
#include "workshop/sentence.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAR = 16 };

int desk_init(struct desk *desk, struct session *session, enum terminal_color color)
{
    *desk = (struct desk){.session = session, .exercise = folder_current(&session->folder)};
    return screen_take(&desk->screen, color);
}

void desk_release(struct desk *desk)
{
    screen_give_back(&desk->screen);
    card_release(&desk->card);
    free(desk->body);
    free(desk->note);
}

static size_t passed_count(const struct session *session)
{
    size_t count = 0;
    for (size_t i = 0; i < session->folder.pack.count; i++)
        count += progress_passed(&session->folder.progress, session->folder.pack.exercises[i].name);
    return count;
}

static char *head_of(const struct desk *desk)
{
    const struct terminal *terminal = &desk->screen.terminal;
    size_t count = desk->session->folder.pack.count, passed = passed_count(desk->session);
    int full = (int)(passed * BAR / count);
    full += passed > 0 && full == 0; /* who has begun sees it */
    char *state = memory_print(sentence("%zu of %zu passed"), passed, count);
    char *head = memory_print(
        "%sracelab workshop%s  %s  %s[%.*s%.*s]%s %s  %s%s%s", terminal_bold(terminal),
        terminal_plain(terminal), desk->exercise->name, terminal_green(terminal), full,
        "################", BAR - full, "................", terminal_plain(terminal), state,
        terminal_yellow(terminal), desk->busy ? desk->busy : "", terminal_plain(terminal));
    free(state);
    return head;
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static char *foot_of(const struct desk *desk)
{
    const struct terminal *terminal = &desk->screen.terminal;
    bool more = desk->body && lines_of(desk->body) > desk->top + screen_room(&desk->screen);
    if (desk->note)
        return memory_print("%s%s%s", terminal_yellow(terminal), desk->note,
                            terminal_plain(terminal));
    return memory_print(sentence("%sn%sext %sh%sint %sl%sist %sr%sun %se%sxplore %sp%slay %sa%sll "
                                 "x:reset %sc%sompare %sq%suit%s"),
                        terminal_bold(terminal), terminal_plain(terminal), terminal_bold(terminal),
                        terminal_plain(terminal), terminal_bold(terminal), terminal_plain(terminal),
                        terminal_bold(terminal), terminal_plain(terminal), terminal_bold(terminal),
                        terminal_plain(terminal), terminal_bold(terminal), terminal_plain(terminal),
                        terminal_bold(terminal), terminal_plain(terminal), terminal_bold(terminal),
                        terminal_plain(terminal), terminal_bold(terminal), terminal_plain(terminal),
                        more ? sentence("  space: more") : "");
}

void desk_draw(const struct desk *desk)
{
    char *head = head_of(desk), *foot = foot_of(desk);
    if (desk->screen.taken)
        screen_draw(&desk->screen, head, desk->body ? desk->body : "", desk->top, foot);
    free(head);
    free(foot);
}

void desk_note(struct desk *desk, const char *note)
{
    free(desk->note);
    desk->note = memory_copy_text(note);
}

void desk_page(struct desk *desk)
{
    size_t room = screen_room(&desk->screen);
    desk->top += room;
    if (!desk->body || desk->top >= lines_of(desk->body))
        desk->top = 0;
}

void desk_show_text(struct desk *desk, char *text)
{
    free(desk->body);
    desk->body = text;
    desk->card_shown = false;
    desk->top = 0;
}

void desk_show_card(struct desk *desk)
{
    desk_show_text(desk,
                   pages_card(desk->session, desk->exercise,
                              desk->card.exercise ? &desk->card : NULL, &desk->screen.terminal));
    desk->card_shown = true;
}

void desk_redo(struct desk *desk)
{
    size_t top = desk->top;
    if (!desk->card_shown)
        return;
    desk_show_card(desk);
    desk->top = top;
}

void desk_show_list(struct desk *desk)
{
    desk_show_text(desk, pages_list(desk->session, desk->exercise, &desk->screen.terminal));
}

void desk_take_card(struct desk *desk, struct card *card)
{
    card_release(&desk->card);
    desk->card = *card;
    *card = (struct card){0};
}

void desk_choose(struct desk *desk, const struct exercise *exercise)
{
    if (exercise != desk->exercise)
        card_release(&desk->card);
    desk->exercise = exercise;
    progress_set_current(&desk->session->folder.progress, exercise->name);
    desk_show_card(desk);
}

void desk_next(struct desk *desk)
{
    const struct pack *pack = &desk->session->folder.pack;
    size_t at = (size_t)(desk->exercise - pack->exercises);
    for (size_t i = 1; i <= pack->count; i++) {
        const struct exercise *exercise = &pack->exercises[(at + i) % pack->count];
        if (!progress_passed(&desk->session->folder.progress, exercise->name)) {
            desk_choose(desk, exercise);
            desk_keep(desk);
            return;
        }
    }
    if (pack->count > 0)
        desk_choose(desk, &pack->exercises[(at + 1) % pack->count]);
    desk_note(desk, sentence("all exercises are passed"));
}

void desk_hint(struct desk *desk)
{
    enum hint_tier tier =
        session_hint(desk->session, desk->exercise, desk->card.exercise ? &desk->card : NULL);
    desk_show_text(desk, pages_hint(desk->exercise, tier, &desk->screen.terminal));
    desk_keep(desk);
}

void desk_reset(struct desk *desk)
{
    int error = folder_reset(&desk->session->folder, desk->exercise);
    if (error != 0) {
        desk_note(desk, strerror(-error));
        return;
    }
    progress_entry(&desk->session->folder.progress, desk->exercise->name)->passed = false;
    card_release(&desk->card);
    desk_keep(desk);
    desk_show_card(desk);
}

void desk_keep(struct desk *desk)
{
    int error = folder_save(&desk->session->folder);
    if (error == 0)
        return;
    char *note = memory_print(sentence("progress is not kept: %s"), strerror(-error));
    desk_note(desk, note);
    free(note);
}

#include "workshop/compare.h"
#include "judge/memory.h"
#include "process/interrupt.h"
#include "workshop/prose.h"
#include "workshop/real.h"
#include "workshop/sentence.h"

#include <stdlib.h>

static void print_one(FILE *out, const char *name, const struct real_order *what, const char *path,
                      const char *text, int width)
{
    struct real_order order = *what;
    struct real_answer answer;
    order.source = path;
    real_stress(&order, &answer);
    if (answer.ns_per_increment > 0)
        fprintf(out, "%-20s %8.1f ns\n", name, answer.ns_per_increment);
    else
        fprintf(out, "%-20s %s\n", name, answer.text);
    if (text)
        prose_print(out, text, width, "    ", "    ");
    free(answer.text);
}

void compare_print(FILE *out, const struct folder *folder, const struct exercise *exercise,
                   const struct lab_run *size, int width)
{
    const struct real_order what = {.exercise = exercise, .size = *size, .hang_seconds = 2};
    char *own = folder_file(folder, exercise);
    fprintf(out, sentence("%ld threads x %ld, wall time per operation on this machine"),
            size->threads, size->increments);
    fputs("\n\n", out);
    print_one(out, sentence("yours"), &what, own, NULL, width);
    for (size_t i = 0; i < exercise->remedy_count && !interrupt_requested(); i++) {
        const struct pack_file *remedy = &exercise->remedies[i];
        print_one(out, remedy->name, &what, remedy->path,
                  exercise_text(exercise, "remedy", remedy->name), width);
    }
    fputc('\n', out);
    fprintf(out, sentence("Their texts: .racelab/pack/fixes/%s"), exercise->name);
    fputc('\n', out);
    free(own);
}

#include "report/judged_json.h"
#include "judge/memory.h"
#include "report/findings_json.h"
#include "report/json_file.h"

static json_t *testimony_json(const struct testimony *testimony)
{
    return json_pack(
        "{s:s, s:s, s:o, s:I, s:f, s:o, s:o}", "witness", witness_name(testimony->witness),
        "verdict", verdict_name(testimony->verdict), "evidence", json_of_text(testimony->evidence),
        "runs", (json_int_t)testimony->runs, "seconds", testimony->seconds, "discounted",
        json_of_text(testimony->known), "findings", findings_json(&testimony->findings));
}

static json_t *program_json(const struct judged *judged)
{
    json_t *witnesses = json_array(), *notes = json_array();
    for (size_t i = 0; i < judged->count; i++)
        json_array_append_new(witnesses, testimony_json(&judged->testimonies[i]));
    for (size_t i = 0; i < judged->note_count; i++)
        json_array_append_new(notes, json_of_text(judged->notes[i]));
    const struct finding *worst = judged->worst.finding;
    return json_pack("{s:o, s:o, s:s, s:o, s:f, s:o, s:I, s:o, s:o}", "name",
                     json_of_text(judged->name), "source", json_of_text(judged->source), "verdict",
                     verdict_name(judged->verdict), "worst",
                     worst ? json_string(finding_kind_name(worst->kind)) : json_null(), "seconds",
                     judged->seconds, "again", json_of_text(judged->again), "accepted",
                     (json_int_t)judged->known, "notes", notes, "witnesses", witnesses);
}

int judged_json(FILE *out, const struct judged_list *list, const char *document, bool partial)
{
    json_t *programs = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(programs, program_json(list->items[i]));
    json_t *json = json_pack("{s:s, s:i, s:b, s:o}", "document", document, "version",
                             JUDGED_JSON_VERSION, "partial", partial, "programs", programs);
    if (!json)
        memory_exhausted();
    int result = json_file_print(json, out);
    json_decref(json);
    return result;
}

#include "explore/launch/launch.h"
#include "build/fat.h"
#include "build/sources.h"
#include "options/option.h"

#include <stdio.h>
#include <string.h>

static void tell(const char *program, const struct build *build)
{
    int line = (int)strcspn(build->message, "\n");
    if (build->end == BUILD_REFUSED && build->message[0] == '\'') {
        fprintf(stderr, "%s: %.*s\n", program, line, build->message); /* our own words */
    } else if (build->end == BUILD_REFUSED) {
        fputs(build->message, stderr);
        fprintf(stderr, "%s: it does not compile\n", program);
    } else {
        fprintf(stderr, "%s: cannot build: %.*s\n", program, line, build->message);
    }
}

int launch_build(const char *program, const char *const *files, const char *const *flags,
                 struct build *build)
{
    const struct build_order order = {.flavour = BUILD_EXPLORE, .files = files, .flags = flags};
    bool fat = !files[1] && fat_is_program(files[0]);
    int code = fat ? 0 : sources_check(program, files, flags);
    if (code != 0)
        return code;
    if (fat)
        fat_extract(files[0], build);
    else
        build_make(&order, build);
    if (build->warning)
        fprintf(stderr, "%s: %s\n", program, build->warning);
    if (build->end == BUILD_DONE)
        return 0;
    code = build_exit_code(build);
    tell(program, build);
    build_release(build);
    return code;
}

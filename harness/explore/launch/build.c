#include "explore/launch/launch.h"
#include "build/fat.h"
#include "build/refusal.h"
#include "build/sources.h"

#include <stdio.h>

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
    code = refusal_tell(program, build);
    build_release(build);
    return code;
}

#include "cli/chosen.h"

#include "options/option.h"

#include <errno.h>

int chosen_open(struct chosen *chosen, const char *program, const char *name)
{
    if (catalogue_init(&chosen->catalogue) != 0)
        return EXIT_ENVIRONMENT;
    int error = catalogue_select(&chosen->catalogue, program, name, &chosen->selection);
    if (error == 0)
        return 0;
    catalogue_release(&chosen->catalogue);
    return error == -ENOENT ? EXIT_USAGE : EXIT_ENVIRONMENT;
}

void chosen_close(struct chosen *chosen)
{
    selection_release(&chosen->selection);
    catalogue_release(&chosen->catalogue);
}

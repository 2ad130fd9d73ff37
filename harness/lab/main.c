/* The main() of every lab's binary. Three programs in one:
 *
 *   bin/counter-mutex --threads 8    a person watches this variant alone
 *   bin/counter-mutex --describe     the tool asks what the file says of itself
 *   bin/counter-mutex --runner FD    the supervisor's child: trials, no talk
 */
#include "lab/describe.h"
#include "lab/lab.h"
#include "lab/runner.h"
#include "lab/watch.h"

#include <stdio.h>
#include <string.h>

/* What the description must have and lacks, or NULL. */
static const char *lacks(void)
{
    if (!lab.file)
        return "'.file = __FILE__'";
    return lab.actors[0] || lab.trial ? NULL : "'.actors', or a '.trial' of its own";
}

int main(int argc, char **argv)
{
    if (lacks()) {
        fprintf(stderr, "%s: the lab's description lacks %s\n", argv[0], lacks());
        return 2;
    }
    if (argc == 3 && strcmp(argv[1], "--runner") == 0)
        return runner_main(argv[2]);
    if (argc == 2 && strcmp(argv[1], "--describe") == 0)
        return describe_main();
    return watch_main(argc, argv);
}

/* The main() of every lab's binary. Three programs in one:
 *
 *   bin/counter-mutex --threads 8    a person watches this variant alone
 *   bin/counter-mutex --describe     the tool asks what the file says of itself
 *   bin/counter-mutex --runner FD    the supervisor's child: trials, no talk
 */
#include "lab/describe.h"
#include "lab/runner.h"
#include "lab/watch.h"

#include <string.h>

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--runner") == 0)
        return runner_main(argv[2]);
    if (argc == 2 && strcmp(argv[1], "--describe") == 0)
        return describe_main();
    return watch_main(argc, argv);
}

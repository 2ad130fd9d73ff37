#include "workshop/usual_calls.h"

#include <stddef.h>
#include <string.h>

static const char *const usual[] = {
    /* memory and text */
    "malloc", "calloc", "realloc", "free", "aligned_alloc", "memcpy", "memmove", "memset", "memcmp",
    "memchr", "strlen", "strnlen", "strcpy", "strncpy", "strcat", "strncat", "strcmp", "strncmp",
    "strchr", "strrchr", "strstr", "strdup", "strndup", "strtol", "strtoul", "strerror", "qsort",
    "abs", "labs", "snprintf", "vsnprintf", "sprintf", "printf", "puts", "putchar", "fprintf",
    "fputs", "perror", "fflush", "stdout", "stderr", "__errno_location", "__isoc99_sscanf",
    /* the end */
    "exit", "abort", "__assert_fail",
    /* threads */
    "pthread_create", "pthread_join", "pthread_detach", "pthread_self", "pthread_equal",
    "pthread_exit", "pthread_once", "sched_yield", "usleep", "nanosleep", "sleep",
    "clock_nanosleep", "call_once", "thrd_create", "thrd_join", "thrd_detach", "thrd_exit",
    "thrd_yield", "thrd_current", "thrd_equal", "thrd_sleep"};

static const char *const families[] = {
    "pthread_mutex_",
    "pthread_mutexattr_",
    "pthread_cond_",
    "pthread_condattr_",
    "pthread_rwlock",
    "pthread_spin_",
    "pthread_barrier_",
    "pthread_barrierattr_",
    "pthread_attr_",
    "pthread_getspecific",
    "pthread_key_",
    "pthread_setspecific",
    "sem_init",
    "sem_destroy",
    "sem_wait",
    "sem_post",
    "sem_trywait",
    "sem_timedwait",
    "sem_getvalue",
    "mtx_",
    "cnd_",
    "tss_",
    "__atomic_",
    "atomic_",
    "__emutls_",
    "__tsan_func",
};

bool usual_call(const char *name)
{
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (strcmp(usual[i], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strncmp(families[i], name, strlen(families[i])) == 0)
            return true;
    return false;
}

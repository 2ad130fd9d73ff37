/* locale.c: the locale of a system that has "C" alone, and messages without a
 * translation. Nothing here has a state. */
#include "explore/runtime/libc/program_side.h"

#include <locale.h>
#include <string.h>

static char name_of_locale[] = "C";

char *wrap_setlocale(int category, const char *name);
char *wrap_setlocale(int category, const char *name)
{
    if (category < LC_CTYPE || category > LC_IDENTIFICATION)
        return NULL;
    if (!name)
        return name_of_locale;
    stub_access_read(name, strlen(name) + 1);
    bool known = !*name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
    return known ? name_of_locale : NULL;
}

char *wrap_gettext(const char *message);
char *wrap_gettext(const char *message)
{
    return (char *)(uintptr_t)message;
}

char *wrap_dgettext(const char *domain, const char *message);
char *wrap_dgettext(const char *domain, const char *message)
{
    (void)domain;
    return (char *)(uintptr_t)message;
}

char *wrap_dcgettext(const char *domain, const char *message, int category);
char *wrap_dcgettext(const char *domain, const char *message, int category)
{
    (void)domain;
    (void)category;
    return (char *)(uintptr_t)message;
}

char *wrap_ngettext(const char *one, const char *many, unsigned long count);
char *wrap_ngettext(const char *one, const char *many, unsigned long count)
{
    return (char *)(uintptr_t)(count == 1 ? one : many);
}

char *wrap_textdomain(const char *domain);
char *wrap_textdomain(const char *domain)
{
    static char standard[] = "messages";
    return domain ? (char *)(uintptr_t)domain : standard;
}

char *wrap_bindtextdomain(const char *domain, const char *folder);
char *wrap_bindtextdomain(const char *domain, const char *folder)
{
    (void)domain;
    return (char *)(uintptr_t)folder;
}

char *wrap_bind_textdomain_codeset(const char *domain, const char *codeset);
char *wrap_bind_textdomain_codeset(const char *domain, const char *codeset)
{
    (void)domain;
    return (char *)(uintptr_t)codeset;
}

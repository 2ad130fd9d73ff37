// locale.cc: the one locale that there is, "C", and what of it streams need: kinds
// of characters, numbers read and printed. Made once, before any stream; nothing of
// it ever changes, so that copies of it are all the same and count nothing.
#include <cerrno>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <istream>
#include <locale>
#include <new>
#include <ostream>

#define QUIET __attribute__((section("racelab_quiet")))

// Nobody sets another.
extern "C" locale_t __uselocale(locale_t)
{
    return nullptr;
}

namespace std
{

namespace
{
enum { FACETS = 32 };
QUIET const locale::facet *facets[FACETS], *caches[FACETS];
alignas(16) QUIET char classic_place[64], locale_place[sizeof(locale)];
} // namespace

// Facets.

locale::facet::~facet() = default;
__c_locale locale::facet::_S_get_c_locale()
{
    return nullptr;
}

size_t locale::id::_M_id() const throw()
{
    static size_t last QUIET;
    if (!_M_index)
        _M_index = ++last;
    return _M_index - 1;
}

locale::id ctype<char>::id QUIET;

ctype<char>::ctype(const mask *table, bool del, size_t refs)
    : facet(refs), _M_c_locale_ctype(nullptr), _M_del(table && del),
      _M_toupper(*__ctype_toupper_loc()), _M_tolower(*__ctype_tolower_loc()),
      _M_table(table ? table : classic_table()), _M_widen_ok(1), _M_narrow_ok(1)
{
    for (unsigned i = 0; i < sizeof _M_widen; i++)
        _M_widen[i] = _M_narrow[i] = static_cast<char>(i);
}

ctype<char>::~ctype()
{
    if (_M_del)
        delete[] _M_table;
}

const ctype_base::mask *ctype<char>::classic_table() throw()
{
    return *__ctype_b_loc();
}

void ctype<char>::_M_widen_init() const
{
}

void ctype<char>::_M_narrow_init() const
{
}

char ctype<char>::do_toupper(char c) const
{
    return static_cast<char>(toupper(static_cast<unsigned char>(c)));
}

const char *ctype<char>::do_toupper(char *from, const char *to) const
{
    for (; from < to; from++)
        *from = do_toupper(*from);
    return to;
}

char ctype<char>::do_tolower(char c) const
{
    return static_cast<char>(tolower(static_cast<unsigned char>(c)));
}

const char *ctype<char>::do_tolower(char *from, const char *to) const
{
    for (; from < to; from++)
        *from = do_tolower(*from);
    return to;
}

const char *__num_base::_S_atoms_out = "-+xX0123456789abcdef0123456789ABCDEF";
const char *__num_base::_S_atoms_in = "-+xX0123456789abcdefABCDEF";

// The format of printf() that prints a number so.
void __num_base::_S_format_float(const ios_base &stream, char *to, char length) throw()
{
    ios_base::fmtflags flags = stream.flags(), how = flags & ios_base::floatfield;
    bool upper = flags & ios_base::uppercase, hex = how == ios_base::floatfield;
    *to++ = '%';
    if (flags & ios_base::showpos)
        *to++ = '+';
    if (flags & ios_base::showpoint)
        *to++ = '#';
    if (!hex) {
        *to++ = '.';
        *to++ = '*';
    }
    if (length)
        *to++ = length;
    char kind = hex ? 'a' : how == ios_base::fixed ? 'f' : how == ios_base::scientific ? 'e' : 'g';
    *to++ = upper ? static_cast<char>(kind - 'a' + 'A') : kind;
    *to = '\0';
}

template <> void numpunct<char>::_M_initialize_numpunct(__c_locale)
{
    _M_data = new __numpunct_cache<char>(1);
    _M_data->_M_grouping = "";
    _M_data->_M_decimal_point = '.';
    _M_data->_M_thousands_sep = ',';
    _M_data->_M_truename = "true";
    _M_data->_M_truename_size = 4;
    _M_data->_M_falsename = "false";
    _M_data->_M_falsename_size = 5;
    memcpy(_M_data->_M_atoms_out, __num_base::_S_atoms_out, __num_base::_S_oend);
    memcpy(_M_data->_M_atoms_in, __num_base::_S_atoms_in, __num_base::_S_iend);
}

template <> numpunct<char>::~numpunct()
{
    delete _M_data;
}

template class numpunct<char>;
template class num_put<char>;
template class num_get<char>;

bool __verify_grouping(const char *, size_t, const string &) throw()
{
    return true; // "C" groups nothing
}

// Numbers from text: all of it, as the streams have found it to be one.
template <typename Number>
static void convert(const char *text, Number &to, ios_base::iostate &state, Number parsed,
                    const char *end)
{
    bool whole = end != text && !*end;
    to = whole ? parsed : Number();
    if (!whole)
        state = ios_base::failbit;
}

#define CONVERT(type, function)                                                                    \
    template <>                                                                                    \
    void __convert_to_v(const char *text, type &to, ios_base::iostate &state,                      \
                        const __c_locale &) throw()                                                \
    {                                                                                              \
        char *end;                                                                                 \
        type parsed = function(text, &end);                                                        \
        convert(text, to, state, parsed, end);                                                     \
    }
CONVERT(float, strtof)
CONVERT(double, strtod)
CONVERT(long double, strtold)

// The locale.

class locale::_Impl *locale::_S_classic QUIET;

locale::_Impl::_Impl(size_t refs) throw()
    : _M_refcount(static_cast<_Atomic_word>(refs)), _M_facets(facets), _M_facets_size(FACETS),
      _M_caches(caches), _M_names(nullptr)
{
    auto *numbers = new numpunct<char>(1);
    facets[std::ctype<char>::id._M_id()] = new std::ctype<char>(nullptr, false, 1);
    facets[numpunct<char>::id._M_id()] = numbers;
    facets[num_put<char>::id._M_id()] = new num_put<char>(1);
    facets[num_get<char>::id._M_id()] = new num_get<char>(1);
    auto *cache = new __numpunct_cache<char>(1);
    _M_install_cache(cache, numpunct<char>::id._M_id());
    new (locale_place) locale(this);
    cache->_M_cache(*reinterpret_cast<locale *>(locale_place));
}

void locale::_Impl::_M_install_cache(const facet *cache, size_t index)
{
    caches[index] = cache;
}

const locale &locale::classic()
{
    static_assert(sizeof(_Impl) <= sizeof classic_place, "room for the locale");
    if (!_S_classic) {
        _S_classic = reinterpret_cast<_Impl *>(classic_place);
        new (classic_place) _Impl(1);
    }
    return *reinterpret_cast<locale *>(locale_place);
}

locale::locale(_Impl *impl) throw() : _M_impl(impl)
{
}

locale::locale() throw() : _M_impl((classic(), _S_classic))
{
}

locale::locale(const locale &other) throw() : _M_impl(other._M_impl)
{
}

locale::~locale() throw()
{
}

const locale &locale::operator=(const locale &other) throw()
{
    _M_impl = other._M_impl;
    return *this;
}

bool locale::operator==(const locale &other) const throw()
{
    return _M_impl == other._M_impl;
}

string locale::name() const
{
    return "C";
}

locale locale::global(const locale &)
{
    return locale();
}

template bool has_facet<ctype<char>>(const locale &);
template bool has_facet<num_put<char>>(const locale &);
template bool has_facet<num_get<char>>(const locale &);
template bool has_facet<numpunct<char>>(const locale &);
template const ctype<char> &use_facet(const locale &);
template const num_put<char> &use_facet(const locale &);
template const num_get<char> &use_facet(const locale &);
template const numpunct<char> &use_facet(const locale &);

} // namespace std

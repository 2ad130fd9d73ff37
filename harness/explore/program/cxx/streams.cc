// streams.cc: the streams of the C++ library: what its headers hold, made here once,
// and std::cin, std::cout, std::cerr and std::clog, which read and write at once.
//
// Threads may use those four at a time, and do: what lies in `racelab_quiet` is part
// of the state, but using it is no step and no race. A stream of the program's own is
// memory like any other.
#include <cstring>
#include <iomanip>
#include <ios>
#include <istream>
#include <new>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <unistd.h>

#define QUIET __attribute__((section("racelab_quiet")))
#define PLACE(type, name, symbol) alignas(type) QUIET char name[sizeof(type)] __asm__(symbol);

namespace std
{

// What all streams have.

ios_base::ios_base() throw()
    : _M_precision(), _M_width(), _M_flags(), _M_exception(), _M_streambuf_state(),
      _M_callbacks(nullptr), _M_word_zero(), _M_word_size(_S_local_word_size),
      _M_word(_M_local_word), _M_ios_locale()
{
}

ios_base::~ios_base()
{
    _M_call_callbacks(erase_event);
    _M_dispose_callbacks();
}

void ios_base::_M_init() throw()
{
    _M_precision = 6;
    _M_width = 0;
    _M_flags = skipws | dec;
    _M_ios_locale = locale();
}

void ios_base::_M_call_callbacks(event what) throw()
{
    for (_Callback_list *at = _M_callbacks; at; at = at->_M_next)
        at->_M_fn(what, *this, at->_M_index);
}

void ios_base::_M_dispose_callbacks() throw()
{
    while (_Callback_list *first = _M_callbacks) {
        _M_callbacks = first->_M_next;
        delete first;
    }
}

locale ios_base::imbue(const locale &fresh) throw()
{
    locale old = _M_ios_locale;
    _M_ios_locale = fresh;
    _M_call_callbacks(imbue_event);
    return old;
}

void ios_base::_M_move(ios_base &other) noexcept
{
    _M_precision = other._M_precision;
    _M_width = other._M_width;
    _M_flags = other._M_flags;
    _M_exception = other._M_exception;
    _M_streambuf_state = other._M_streambuf_state;
    _M_callbacks = std::__exchange(other._M_callbacks, static_cast<_Callback_list *>(nullptr));
    _M_ios_locale = other._M_ios_locale;
}

void ios_base::_M_swap(ios_base &other) noexcept
{
    std::swap(_M_precision, other._M_precision);
    std::swap(_M_width, other._M_width);
    std::swap(_M_flags, other._M_flags);
    std::swap(_M_exception, other._M_exception);
    std::swap(_M_streambuf_state, other._M_streambuf_state);
    std::swap(_M_callbacks, other._M_callbacks);
}

bool ios_base::sync_with_stdio(bool)
{
    return true;
}

void __throw_ios_failure(const char *text)
{
    throw runtime_error(text);
}

void __throw_ios_failure(const char *text, int)
{
    throw runtime_error(text);
}

// Everything up to the end of the source.
template <> streamsize __copy_streambufs_eof(streambuf *from, streambuf *to, bool &ended)
{
    streamsize count = 0;
    ended = true;
    for (int c = from->sgetc(); c != EOF; c = from->snextc(), count++)
        if (to->sputc(static_cast<char>(c)) == EOF) {
            ended = false;
            break;
        }
    return count;
}

template streamsize __copy_streambufs(streambuf *, streambuf *);

// Texts read: the library has these by hand too.

// Takes characters into `to` while `wanted` says so; returns the last one met.
template <typename Wanted> static int take(istream &in, string &to, Wanted wanted)
{
    int c = in.rdbuf()->sgetc();
    for (; c != EOF && wanted(c); c = in.rdbuf()->snextc())
        to.push_back(static_cast<char>(c));
    return c;
}

template <> istream &getline(istream &in, string &to, char end)
{
    istream::sentry ready(in, true);
    if (!ready)
        return in;
    to.clear();
    int last = take(in, to, [&](int c) { return c != static_cast<unsigned char>(end); });
    if (last == EOF)
        in.setstate(to.empty() ? ios_base::eofbit | ios_base::failbit : ios_base::eofbit);
    else
        in.rdbuf()->sbumpc();
    return in;
}

template <> istream &operator>>(istream &in, string &to)
{
    istream::sentry ready(in);
    if (!ready)
        return in;
    to.clear();
    size_t most = in.width() > 0 ? static_cast<size_t>(in.width()) : to.max_size();
    int last = take(in, to, [&](int c) { return to.size() < most && !isspace(c); });
    in.width(0);
    in.setstate((last == EOF ? ios_base::eofbit : ios_base::goodbit) |
                (to.empty() ? ios_base::failbit : ios_base::goodbit));
    return in;
}

template <> istream &istream::getline(char *to, streamsize size, char end)
{
    string line;
    std::getline(*this, line, end);
    _M_gcount = static_cast<streamsize>(line.size()) + !eof();
    if (static_cast<streamsize>(line.size()) >= size)
        setstate(ios_base::failbit);
    size_t kept = size > 0 ? std::min(line.size(), static_cast<size_t>(size - 1)) : 0;
    if (size > 0) {
        memcpy(to, line.data(), kept);
        to[kept] = '\0';
    }
    return *this;
}

template <> istream &istream::ignore(streamsize count)
{
    for (_M_gcount = 0; _M_gcount < count; _M_gcount++)
        if (rdbuf()->sbumpc() == EOF) {
            setstate(ios_base::eofbit);
            break;
        }
    return *this;
}

template <> istream &istream::ignore(streamsize count, int_type end)
{
    int c = 0;
    for (_M_gcount = 0; _M_gcount < count && c != end; _M_gcount++)
        if ((c = rdbuf()->sbumpc()) == EOF) {
            setstate(ios_base::eofbit);
            break;
        }
    return *this;
}

// Templates of the headers.

template class basic_streambuf<char>;
template class basic_ios<char>;
template class basic_ostream<char>;
template class basic_istream<char>;
template class basic_iostream<char>;
inline namespace __cxx11
{
template class basic_stringbuf<char>;
template class basic_ostringstream<char>;
template class basic_istringstream<char>;
template class basic_stringstream<char>;
} // namespace __cxx11

#define INSERT(type) template ostream &ostream::_M_insert(type);
#define EXTRACT(type) template istream &istream::_M_extract(type &);
#define OUT(...) template ostream &operator<<(ostream &, __VA_ARGS__);
#define IN(...) template istream &operator>>(istream &, __VA_ARGS__);
INSERT(long)
INSERT(unsigned long)
INSERT(long long)
INSERT(unsigned long long)
INSERT(bool)
INSERT(double)
INSERT(long double)
INSERT(const void *)
EXTRACT(unsigned short)
EXTRACT(unsigned)
EXTRACT(long)
EXTRACT(unsigned long)
EXTRACT(bool)
EXTRACT(long long)
EXTRACT(unsigned long long)
EXTRACT(float)
EXTRACT(double)
EXTRACT(long double)
EXTRACT(void *)
OUT(char)
OUT(unsigned char)
OUT(signed char)
OUT(const char *)
OUT(const unsigned char *)
OUT(const signed char *)
OUT(const string &)
OUT(_Setfill<char>)
OUT(_Setiosflags)
OUT(_Resetiosflags)
OUT(_Setbase)
OUT(_Setprecision)
OUT(_Setw)
IN(char &)
IN(unsigned char &)
IN(signed char &)
IN(_Setw)
IN(_Setbase)
IN(_Setiosflags)
IN(_Resetiosflags)
template ostream &endl(ostream &);
template ostream &ends(ostream &);
template ostream &flush(ostream &);
template istream &ws(istream &);
template ostream &__ostream_insert(ostream &, const char *, streamsize);
template istream &getline(istream &, string &);

// The four that are there from the start.

namespace
{

class writer : public streambuf
{
    int descriptor;

  public:
    explicit writer(int number) : descriptor(number)
    {
    }

  protected:
    int overflow(int c) override
    {
        char byte = static_cast<char>(c);
        return c == EOF || write(descriptor, &byte, 1) == 1 ? 0 : EOF;
    }
    streamsize xsputn(const char *bytes, streamsize size) override
    {
        return write(descriptor, bytes, static_cast<size_t>(size));
    }
};

class reader : public streambuf
{
    char byte;

  protected:
    int underflow() override
    {
        if (read(0, &byte, 1) != 1)
            return EOF;
        setg(&byte, &byte, &byte + 1);
        return static_cast<unsigned char>(byte);
    }
};

QUIET int users;

} // namespace

PLACE(istream, input_place, "_ZSt3cin")
PLACE(ostream, out_place, "_ZSt4cout")
PLACE(ostream, error_place, "_ZSt4cerr")
PLACE(ostream, log_place, "_ZSt4clog")
PLACE(reader, reader_place, "stream_reader")
PLACE(writer, writer_place, "stream_writer")
PLACE(writer, error_writer_place, "stream_error_writer")

ios_base::Init::Init()
{
    if (users++)
        return;
    auto *out = new (out_place) ostream(new (writer_place) writer(1));
    auto *error = new (error_place) ostream(new (error_writer_place) writer(2));
    new (log_place) ostream(error->rdbuf());
    auto *in = new (input_place) istream(new (reader_place) reader);
    in->tie(out);
    error->setf(unitbuf);
    error->tie(out);
}

ios_base::Init::~Init() = default;

} // namespace std

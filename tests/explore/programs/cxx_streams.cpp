/* explore: proved
 * Streams: of a program's own, and std::cout from two threads at once. */
#include <cassert>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>

static void say(int number)
{
    std::cout << "thread " << number << '\n';
}

static std::string printed()
{
    std::ostringstream text;
    text << 42 << ' ' << -7L << ' ' << 3.5 << ' ' << std::hex << 255 << std::dec << ' '
         << std::setw(5) << std::setfill('.') << 12 << ' ' << std::boolalpha << true << ' '
         << std::fixed << std::setprecision(2) << 2.0 / 3 << ' ' << std::string("end");
    return text.str();
}

static void read_back()
{
    std::istringstream text("17 2.25 word 0x1f\nsecond line\nlast");
    int number = 0, hex = 0;
    double real = 0;
    std::string word, line;
    text >> number >> real >> word >> std::hex >> hex;
    assert(number == 17 && real == 2.25 && word == "word" && hex == 31);
    text.ignore(10, '\n');
    assert(std::getline(text, line) && line == "second line");
    assert(std::getline(text, line) && line == "last" && text.eof());
    assert(!std::getline(text, line));
    std::stringstream both;
    both << "x" << 1;
    char letter = 0;
    both >> letter >> number;
    assert(letter == 'x' && number == 1 && !(both >> number));
}

int main()
{
    assert(printed() == "42 -7 3.5 ff ...12 true 0.67 end");
    read_back();
    std::thread other(say, 1);
    say(2);
    other.join();
    std::cout << std::endl;
    return 0;
}

// Two std::threads count the words of two halves of a text.
#include <cstdio>
#include <string>
#include <thread>

static long words;

static void count(const char *text)
{
    for (; *text; text++)
        if (*text == ' ')
            words++;
}

int main()
{
    std::thread one(count, "a b");
    std::thread two(count, "c d");
    one.join();
    two.join();
    std::printf("%ld words\n", words + 2);
    return 0;
}

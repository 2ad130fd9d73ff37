/* explore: proved
 * One thread has one interleaving. */
static int numbers[100];

int main(void)
{
    for (int i = 1; i < 100; i++)
        numbers[i] = numbers[i - 1] + i;
    return numbers[99] != 4950;
}

/* Nothing to report. */
int main(void)
{
    return 0;
}

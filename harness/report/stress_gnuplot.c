#include "report/stress_report.h"

#include <string.h>

/* A name as a gnuplot string: single quotes doubled. */
static void print_quoted(const char *text, FILE *out)
{
    fputc('\'', out);
    for (; *text; text++) {
        if (*text == '\'')
            fputc('\'', out);
        fputc(*text, out);
    }
    fputc('\'', out);
}

static bool is_png(const char *output)
{
    size_t length = strlen(output);
    return length >= 4 && strcmp(output + length - 4, ".png") == 0;
}

static bool has_wrong(const struct stress_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->runs[i].wrong > 0)
            return true;
    return false;
}

/* threads, share lost in percent, nanoseconds per increment. */
static void print_data(const struct stress_series *series, size_t index, FILE *out)
{
    fprintf(out, "$series%zu << END\n", index);
    for (size_t i = 0; i < series->count; i++) {
        const struct stress_run *run = &series->runs[i];
        if (run->trials == 0)
            continue;
        double lost = run->expected > 0 && run->wrong > 0
                          ? 100.0 * (double)run->lost.median / (double)run->expected
                          : 0;
        fprintf(out, "%ld %.6g %.6g\n", run->threads, lost, run->ns_per_increment);
    }
    fprintf(out, "END\n");
}

static void print_head(const struct stress_report *report, const char *output, FILE *out)
{
    fprintf(out, "set terminal %s\n",
            is_png(output) ? "pngcairo size 1200,520 font ',10'"
                           : "svg size 1200,520 dynamic font ',12' background rgb 'white'");
    fprintf(out, "set output ");
    print_quoted(output, out);
    fprintf(out, "\nset multiplot layout 1,2\nset logscale x 2\nset grid\n"
                 "set key outside right top samplen 1\nset xlabel 'threads'\nset title ");
    char title[128];
    snprintf(title, sizeof title, "%s: lost updates, %% of all (median of wrong trials)",
             report->lab);
    print_quoted(title, out);
    fprintf(out, "\nset yrange [0:*]\n");
}

/* One curve per variant; nothing where no variant has any. */
static void print_curves(const struct stress_report *report, bool lost, FILE *out)
{
    const char *separator = "plot ";
    for (size_t i = 0; i < report->count; i++) {
        const struct stress_series *series = &report->series[i];
        if (series->count == 0 || (lost && !has_wrong(series)))
            continue;
        /* Eight colours; the dash tells the first eight from the next. */
        fprintf(out, "%s$series%zu using 1:%d with linespoints lw 2 lc %zu pt %zu dt %zu title ",
                separator, i, lost ? 2 : 3, i % 8 + 1, i + 1, i / 8 + 1);
        char name[160];
        snprintf(name, sizeof name, "%s", series->variant->name);
        for (char *c = name; *c; c++)
            if (*c == '_')
                *c = ' '; /* gnuplot would lower the next letter */
        print_quoted(name, out);
        separator = ", \\\n     ";
    }
    if (separator[0] == 'p')
        fprintf(out, "set yrange [0:1]\nplot NaN title 'none'");
    fputc('\n', out);
}

void stress_report_gnuplot(const struct stress_report *report, const char *output, FILE *out)
{
    for (size_t i = 0; i < report->count; i++)
        print_data(&report->series[i], i, out);
    print_head(report, output, out);
    print_curves(report, true, out);
    fprintf(out, "set title 'cost: nanoseconds per increment'\nset logscale y\n"
                 "set yrange [*:*]\n");
    print_curves(report, false, out);
    fprintf(out, "unset multiplot\nset output\n");
}

/* explore: proved
 * Files: what exists is read, what is written lasts as long as the execution,
 * and two threads that append to one file do so in some order. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static FILE *shared;

static void *append(void *argument)
{
    fprintf(shared, "%s\n", (const char *)argument);
    return NULL;
}

static void use_descriptors(void)
{
    char path[] = "/tmp/filesXXXXXX", bytes[16] = "";
    struct stat status;
    int file = mkstemp(path);
    assert(file > 2 && write(file, "one two", 7) == 7);
    assert(lseek(file, 4, SEEK_SET) == 4 && read(file, bytes, sizeof bytes) == 3);
    assert(strcmp(bytes, "two") == 0 && read(file, bytes, 1) == 0);
    assert(fstat(file, &status) == 0 && status.st_size == 7);
    assert(close(file) == 0 && close(file) == -1 && errno == EBADF);
    assert(access(path, F_OK) == 0 && unlink(path) == 0 && access(path, F_OK) == -1);
    assert(open(path, O_RDONLY) == -1 && errno == ENOENT);
    assert(open("/no/such/folder/file", O_WRONLY | O_CREAT, 0600) == -1 && errno == ENOENT);
}

static void rename_them(void)
{
    char path[] = "/tmp/filesXXXXXX", bytes[8] = "";
    int file = mkstemp(path);
    assert(write(file, "moved", 5) == 5 && close(file) == 0);
    assert(rename(path, "/tmp/elsewhere") == 0 && access(path, F_OK) == -1);
    file = open("/tmp/elsewhere", O_RDONLY);
    assert(read(file, bytes, 8) == 5 && strcmp(bytes, "moved") == 0 && close(file) == 0);
    assert(rename(path, "/tmp/nothing") == -1 && errno == ENOENT);
}

static void use_streams(void)
{
    char word[8], line[32];
    int number, end;
    FILE *file = tmpfile();
    assert(file && fputs("12 apples\nlast", file) >= 0);
    rewind(file);
    assert(fscanf(file, "%d %7s%n", &number, word, &end) == 2);
    assert(number == 12 && end == 9 && strcmp(word, "apples") == 0);
    assert(fgetc(file) == '\n' && ungetc('x', file) == 'x');
    assert(fgets(line, sizeof line, file) && strcmp(line, "xlast") == 0);
    assert(fgetc(file) == EOF && feof(file) && fclose(file) == 0);
    assert((file = fopen("/proc/version", "r")) || errno == ENOENT);
    if (file)
        fclose(file);
}

int main(void)
{
    pthread_t thread;
    char lines[8] = "";
    use_descriptors();
    rename_them();
    use_streams();
    shared = tmpfile();
    pthread_create(&thread, NULL, append, (void *)"x");
    append((void *)"y");
    pthread_join(thread, NULL);
    rewind(shared);
    assert(fread(lines, 1, sizeof lines - 1, shared) == 4);
    assert(strcmp(lines, "x\ny\n") == 0 || strcmp(lines, "y\nx\n") == 0);
    fclose(shared);
    return 0;
}

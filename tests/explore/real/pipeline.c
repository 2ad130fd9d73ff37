/* A pipeline of stages joined by bounded queues.
 *
 * Text goes in, "6*7", and comes out with its answer, "6*7=42":
 *
 *     feed -> [evaluate] x 2 -> [render] x 1 -> answers
 *
 * A stage is a number of threads that take items from one queue and put them
 * into the next. The end of the input travels along as a marker: the thread
 * that meets it gives it to its siblings, and the last one hands it on.
 *
 * With -DBUG, a getter that was woken does not look again whether the queue
 * has something for it. Another one of the stage may have been faster: then the
 * slot is empty, and the stage is given no job to work on.
 */
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bounded queues of pointers */

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t not_empty, not_full;
    size_t capacity, head, count;
    void **slots;
};

static int queue_init(struct queue *queue, size_t capacity)
{
    queue->slots = calloc(capacity, sizeof *queue->slots);
    if (!queue->slots)
        return -1;
    queue->capacity = capacity;
    queue->head = 0;
    queue->count = 0;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->not_empty, NULL);
    pthread_cond_init(&queue->not_full, NULL);
    return 0;
}

static void queue_release(struct queue *queue)
{
    assert(queue->count == 0);
    pthread_cond_destroy(&queue->not_full);
    pthread_cond_destroy(&queue->not_empty);
    pthread_mutex_destroy(&queue->lock);
    free(queue->slots);
}

/* Waits for room. */
static void queue_put(struct queue *queue, void *item)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == queue->capacity)
        pthread_cond_wait(&queue->not_full, &queue->lock);
    queue->slots[(queue->head + queue->count) % queue->capacity] = item;
    queue->count++;
    pthread_cond_signal(&queue->not_empty);
    pthread_mutex_unlock(&queue->lock);
}

static void queue_await_item(struct queue *queue)
{
#ifdef BUG
    if (queue->count == 0)
        pthread_cond_wait(&queue->not_empty, &queue->lock);
#else
    while (queue->count == 0)
        pthread_cond_wait(&queue->not_empty, &queue->lock);
#endif
}

/* Waits for an item. */
static void *queue_get(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue_await_item(queue);
    size_t head = queue->head;
    void *item = queue->slots[head];
    queue->slots[head] = NULL;
    queue->head = (head + 1) % queue->capacity;
    queue->count--;
    pthread_cond_signal(&queue->not_full);
    pthread_mutex_unlock(&queue->lock);
    return item;
}

/* Jobs: what travels */

enum { LINE_MAX = 64 };

struct job {
    char *text;
    char **answer; /* where it goes in the end */
    bool valid;
    int result;
};

static struct job end_of_input;

static bool is_end(const struct job *job)
{
    return job == &end_of_input;
}

static struct job *job_new(const char *text, char **answer)
{
    struct job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->answer = answer;
    job->text = strdup(text);
    if (!job->text) {
        free(job);
        return NULL;
    }
    return job;
}

static void job_free(struct job *job)
{
    free(job->text);
    free(job);
}

/* What the stages do with a job */

struct expression {
    char operation;
    int left, right;
};

static bool parse_number(const char **text, int *number)
{
    const char *at = *text;
    unsigned digit;
    int value = 0;
    while ((digit = (unsigned)*at - '0') <= 9 && value < 10000) {
        value = value * 10 + (int)digit;
        at++;
    }
    *number = value;
    bool some = at > *text;
    *text = at;
    return some;
}

static bool parse_operation(const char **text, char *operation)
{
    *operation = *(*text)++;
    return *operation == '+' || *operation == '-' || *operation == '*';
}

static bool parse(const char *text, struct expression *expression)
{
    return parse_number(&text, &expression->left) &&
           parse_operation(&text, &expression->operation) &&
           parse_number(&text, &expression->right) && *text == '\0';
}

static int compute(const struct expression *expression)
{
    switch (expression->operation) {
    case '+':
        return expression->left + expression->right;
    case '-':
        return expression->left - expression->right;
    default:
        return expression->left * expression->right;
    }
}

static void evaluate(struct job *job)
{
    struct expression expression;
    bool valid = parse(job->text, &expression); /* expect: crash */
    job->valid = valid;
    job->result = valid ? compute(&expression) : 0;
}

/* The last one: the job ends here. */
static void render(struct job *job)
{
    char line[LINE_MAX];
    if (job->valid)
        snprintf(line, sizeof line, "%s=%d", job->text, job->result);
    else
        snprintf(line, sizeof line, "%s?", job->text);
    assert(!*job->answer);
    *job->answer = strdup(line);
    job_free(job);
}

/* Stages */

struct stage {
    const char *name;
    void (*work)(struct job *job);
    size_t thread_count;
    struct queue *in, *out; /* out: NULL for the last */
    pthread_mutex_t lock;
    size_t running;
    size_t done; /* jobs */
    pthread_t *threads;
};

/* The marker goes round among the threads of a stage; the last hands it on. */
static void stage_end(struct stage *stage, size_t done)
{
    pthread_mutex_lock(&stage->lock);
    stage->done += done;
    bool last = --stage->running == 0;
    pthread_mutex_unlock(&stage->lock);
    struct queue *next = last ? stage->out : stage->in;
    if (next)
        queue_put(next, &end_of_input);
}

static void *stage_run(void *argument)
{
    struct stage *stage = argument;
    struct job *job;
    size_t done = 0;
    while (!is_end(job = queue_get(stage->in))) {
        stage->work(job);
        if (stage->out)
            queue_put(stage->out, job);
        done++;
    }
    stage_end(stage, done);
    return NULL;
}

static int stage_start(struct stage *stage)
{
    stage->threads = calloc(stage->thread_count, sizeof *stage->threads);
    if (!stage->threads)
        return -1;
    pthread_mutex_init(&stage->lock, NULL);
    stage->running = stage->thread_count;
    for (size_t i = 0; i < stage->thread_count; i++)
        if (pthread_create(&stage->threads[i], NULL, stage_run, stage) != 0)
            return -1;
    return 0;
}

static void stage_join(struct stage *stage)
{
    for (size_t i = 0; i < stage->thread_count; i++)
        pthread_join(stage->threads[i], NULL);
    assert(stage->running == 0);
    pthread_mutex_destroy(&stage->lock);
    free(stage->threads);
}

/* The pipeline: stage i takes from queue i and puts into queue i + 1 */

enum { STAGES = 2, CAPACITY = 2 };

struct pipeline {
    struct queue queues[STAGES];
    struct stage stages[STAGES];
};

static int pipeline_start(struct pipeline *pipeline)
{
    for (int i = 0; i < STAGES; i++)
        if (queue_init(&pipeline->queues[i], CAPACITY) != 0)
            return -1;
    for (int i = 0; i < STAGES; i++) {
        pipeline->stages[i].in = &pipeline->queues[i];
        pipeline->stages[i].out = i + 1 < STAGES ? &pipeline->queues[i + 1] : NULL;
        if (stage_start(&pipeline->stages[i]) != 0)
            return -1;
    }
    return 0;
}

/* answers[i] receives that of lines[i], to be freed, once the pipeline has
 * finished. */
static void pipeline_feed(struct pipeline *pipeline, const char *const *lines, char **answers,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct job *job = job_new(lines[i], &answers[i]);
        if (!job)
            abort();
        queue_put(&pipeline->queues[0], job);
    }
}

/* Sends the marker after the last job and waits until it has arrived. */
static void pipeline_finish(struct pipeline *pipeline, size_t count)
{
    queue_put(&pipeline->queues[0], &end_of_input);
    for (int i = 0; i < STAGES; i++) {
        stage_join(&pipeline->stages[i]);
        assert(pipeline->stages[i].done == count);
    }
    for (int i = 0; i < STAGES; i++)
        queue_release(&pipeline->queues[i]);
}

/* The workload */

enum { LINES = 2 };

int main(void)
{
    static const char *const lines[LINES] = {"2+3", "6*7"};
    static const char *const expected[LINES] = {"2+3=5", "6*7=42"};
    static struct pipeline pipeline = {
        .stages = {{.name = "evaluate", .work = evaluate, .thread_count = 2},
                   {.name = "render", .work = render, .thread_count = 1}}};
    char *answers[LINES] = {NULL};
    if (pipeline_start(&pipeline) != 0) {
        fprintf(stderr, "pipeline: cannot start\n");
        return EXIT_FAILURE;
    }
    pipeline_feed(&pipeline, lines, answers, LINES);
    pipeline_finish(&pipeline, LINES);
    for (int i = 0; i < LINES; i++) {
        assert(strcmp(answers[i], expected[i]) == 0);
        printf("%s\n", answers[i]);
        free(answers[i]);
    }
    return EXIT_SUCCESS;
}

// The race of a destructor with a virtual call: "data race on vptr".
#include <pthread.h>
#include <semaphore.h>

struct Base {
    sem_t done;
    Base() { sem_init(&done, 0, 0); }
    virtual void run() { sem_post(&done); }
    void finish() { sem_wait(&done); }
    virtual ~Base() { finish(); }
};

struct Derived : Base {
    void run() override {}
    ~Derived() override {}
};

static void *worker(void *object)
{
    static_cast<Base *>(object)->run();
    static_cast<Base *>(object)->Base::run();
    return nullptr;
}

int main()
{
    Base *object = new Derived;
    pthread_t thread;
    pthread_create(&thread, nullptr, worker, object);
    delete object;
    pthread_join(thread, nullptr);
    return 0;
}

[New LWP 1890]
[New LWP 1901]
[New LWP 1902]
[New LWP 1903]
[New LWP 1904]
[New LWP 1905]
[Thread debugging using libthread_db enabled]
Using host libthread_db library "/lib/x86_64-linux-gnu/libthread_db.so.1".
__futex_abstimed_wait_common64 (private=<optimized out>, cancel=true, abstime=0x0, op=393, expected=0, futex_word=0x55b6df23b390) at ./nptl/futex-internal.c:57
57	./nptl/futex-internal.c: No such file or directory.

Thread 7 (Thread 0x7f75062176c0 (LWP 1905) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055b6a31a5a4e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055b6a31a5bf9 in wait_spinning (ticket=..., gate=...) at /src/harness/stress/gate.c:141
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:162
#5  0x000055b6a31a54a4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 6 (Thread 0x7f75062586c0 (LWP 1904) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055b6a31a5a4e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055b6a31a5bf9 in wait_spinning (ticket=..., gate=...) at /src/harness/stress/gate.c:141
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:162
#5  0x000055b6a31a54a4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 5 (Thread 0x7f75062996c0 (LWP 1903) "exe"):
#0  __futex_abstimed_wait_common64 (private=..., cancel=..., abstime=..., op=..., expected=..., futex_word=...) at ./nptl/futex-internal.c:57
#1  __futex_abstimed_wait_common (futex_word=..., expected=..., clockid=..., abstime=..., private=..., cancel=...) at ./nptl/futex-internal.c:87
#2  0x00007f75064e6f7b in __GI___futex_abstimed_wait_cancelable64 (futex_word=..., expected=..., clockid=..., abstime=..., private=...) at ./nptl/futex-internal.c:139
#3  0x00007f75064e95d8 in __pthread_cond_wait_common (abstime=..., clockid=..., mutex=..., cond=...) at ./nptl/pthread_cond_wait.c:503
#4  ___pthread_cond_wait (cond=..., mutex=...) at ./nptl/pthread_cond_wait.c:618
#5  0x000055b6a31a187f in await (event=...) at /src/labs/lost-wakeup/no_predicate.c:30
#6  0x000055b6a31a1925 in await_all (self=...) at /src/labs/lost-wakeup/no_predicate.c:44
#7  0x000055b6a31a53f2 in gate_member_main (argument=...) at /src/harness/stress/crew.c:151
#8  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#9  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 4 (Thread 0x7f75062da6c0 (LWP 1902) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055b6a31a5a4e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055b6a31a5bab in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055b6a31a54a4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 3 (Thread 0x7f750631b6c0 (LWP 1901) "exe"):
#0  __futex_abstimed_wait_common64 (private=..., cancel=..., abstime=..., op=..., expected=..., futex_word=...) at ./nptl/futex-internal.c:57
#1  __futex_abstimed_wait_common (futex_word=..., expected=..., clockid=..., abstime=..., private=..., cancel=...) at ./nptl/futex-internal.c:87
#2  0x00007f75064e6f7b in __GI___futex_abstimed_wait_cancelable64 (futex_word=..., expected=..., clockid=..., abstime=..., private=...) at ./nptl/futex-internal.c:139
#3  0x00007f75064e95d8 in __pthread_cond_wait_common (abstime=..., clockid=..., mutex=..., cond=...) at ./nptl/pthread_cond_wait.c:503
#4  ___pthread_cond_wait (cond=..., mutex=...) at ./nptl/pthread_cond_wait.c:618
#5  0x000055b6a31a187f in await (event=...) at /src/labs/lost-wakeup/no_predicate.c:30
#6  0x000055b6a31a1925 in await_all (self=...) at /src/labs/lost-wakeup/no_predicate.c:44
#7  0x000055b6a31a53f2 in gate_member_main (argument=...) at /src/harness/stress/crew.c:151
#8  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#9  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 2 (Thread 0x7f750635c6c0 (LWP 1890) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055b6a31a5a4e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055b6a31a5bab in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055b6a31a54a4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f75064ea1f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f750656a8ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 1 (Thread 0x7f750645e740 (LWP 1887) "exe"):
#2  0x00007f75064e6f7b in __GI___futex_abstimed_wait_cancelable64 (futex_word=..., expected=..., clockid=..., abstime=..., private=...) at ./nptl/futex-internal.c:139
#3  0x00007f75064f1cff in do_futex_wait (sem=..., abstime=..., clockid=...) at ./nptl/sem_waitcommon.c:111
#4  0x00007f75064f1d90 in __new_sem_wait_slow64 (sem=..., abstime=..., clockid=...) at ./nptl/sem_waitcommon.c:183
#5  0x00007f75064f1df9 in __new_sem_wait (sem=...) at ./nptl/sem_wait.c:42
#6  0x000055b6a31a585c in crew_run (crew=..., job=..., refusal=...) at /src/harness/stress/crew.c:280
#7  0x000055b6a31a3a24 in run_slice (crew=..., session=...) at /src/harness/stress/session.c:64
#8  run_slices (canary=..., crew=..., session=...) at /src/harness/stress/session.c:80
#9  session_run (what=..., tally=...) at /src/harness/stress/session.c:113
#10 0x000055b6a31a1c43 in runner_main (descriptor=...) at /src/harness/lab/runner.c:50
#11 0x00007f750648824a in __libc_start_call_main (main=..., argc=..., argv=...) at ../sysdeps/nptl/libc_start_call_main.h:58
#12 0x00007f7506488305 in __libc_start_main_impl (main=..., argc=..., argv=..., init=..., fini=..., rtld_fini=..., stack_end=...) at ../csu/libc-start.c:360
#13 0x000055b6a31a1751 in _start ()
[Inferior 1 (process 1887) detached]

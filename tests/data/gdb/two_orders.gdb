[New LWP 1885]
[New LWP 1892]
[New LWP 1893]
[New LWP 1894]
[New LWP 1895]
[New LWP 1896]
[New LWP 1897]
[New LWP 1898]
[New LWP 1899]
[New LWP 1900]
[Thread debugging using libthread_db enabled]
Using host libthread_db library "/lib/x86_64-linux-gnu/libthread_db.so.1".
__futex_abstimed_wait_common64 (private=<optimized out>, cancel=true, abstime=0x0, op=393, expected=0, futex_word=0x55bc519b8390) at ./nptl/futex-internal.c:57
57	./nptl/futex-internal.c: No such file or directory.

Thread 11 (Thread 0x7f10514ff6c0 (LWP 1900) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659ea49 in wait_spinning (ticket=..., gate=...) at /src/harness/stress/gate.c:141
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:162
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 10 (Thread 0x7f10515406c0 (LWP 1899) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659ea49 in wait_spinning (ticket=..., gate=...) at /src/harness/stress/gate.c:141
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:162
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 9 (Thread 0x7f10515816c0 (LWP 1898) "exe"):
#0  futex_wait (private=..., expected=..., futex_word=...) at ../sysdeps/nptl/futex-internal.h:146
#1  __GI___lll_lock_wait (futex=..., private=...) at ./nptl/lowlevellock.c:49
#2  0x00007f10518d9482 in lll_mutex_lock_optimized (mutex=...) at ./nptl/pthread_mutex_lock.c:48
#3  ___pthread_mutex_lock (mutex=...) at ./nptl/pthread_mutex_lock.c:93
#4  0x000055bc4659a7c9 in transfer (from=..., to=..., amount=...) at /src/labs/deadlock-abba/two_orders.c:24
#5  0x000055bc4659a89d in spend (self=...) at /src/labs/deadlock-abba/two_orders.c:42
#6  0x000055bc4659e242 in gate_member_main (argument=...) at /src/harness/stress/crew.c:151
#7  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#8  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 8 (Thread 0x7f10515c26c0 (LWP 1897) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659e9fb in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 7 (Thread 0x7f10516036c0 (LWP 1896) "exe"):
#0  futex_wait (private=..., expected=..., futex_word=...) at ../sysdeps/nptl/futex-internal.h:146
#1  __GI___lll_lock_wait (futex=..., private=...) at ./nptl/lowlevellock.c:49
#2  0x00007f10518d9482 in lll_mutex_lock_optimized (mutex=...) at ./nptl/pthread_mutex_lock.c:48
#3  ___pthread_mutex_lock (mutex=...) at ./nptl/pthread_mutex_lock.c:93
#4  0x000055bc4659a7d5 in transfer (from=..., to=..., amount=...) at /src/labs/deadlock-abba/two_orders.c:25
#5  0x000055bc4659a89d in spend (self=...) at /src/labs/deadlock-abba/two_orders.c:42
#6  0x000055bc4659e242 in gate_member_main (argument=...) at /src/harness/stress/crew.c:151
#7  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#8  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 6 (Thread 0x7f10516446c0 (LWP 1895) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659e9fb in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 5 (Thread 0x7f10516856c0 (LWP 1894) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659e9fb in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 4 (Thread 0x7f10516c66c0 (LWP 1893) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659e9fb in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 3 (Thread 0x7f10517076c0 (LWP 1892) "exe"):
#0  syscall () at ../sysdeps/unix/sysv/linux/x86_64/syscall.S:38
#1  0x000055bc4659e89e in futex_sleep (value=..., word=...) at /src/harness/stress/gate.c:42
#2  sleep_on_epoch (gate=..., ticket=...) at /src/harness/stress/gate.c:135
#3  0x000055bc4659e9fb in wait_sleeping (ticket=..., gate=...) at /src/harness/stress/gate.c:147
#4  gate_pass (gate=..., ticket=...) at /src/harness/stress/gate.c:164
#5  0x000055bc4659e2f4 in gate_member_main (argument=...) at /src/harness/stress/crew.c:159
#6  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#7  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 2 (Thread 0x7f10517486c0 (LWP 1885) "exe"):
#0  futex_wait (private=..., expected=..., futex_word=...) at ../sysdeps/nptl/futex-internal.h:146
#1  __GI___lll_lock_wait (futex=..., private=...) at ./nptl/lowlevellock.c:49
#2  0x00007f10518d9482 in lll_mutex_lock_optimized (mutex=...) at ./nptl/pthread_mutex_lock.c:48
#3  ___pthread_mutex_lock (mutex=...) at ./nptl/pthread_mutex_lock.c:93
#4  0x000055bc4659a7d5 in transfer (from=..., to=..., amount=...) at /src/labs/deadlock-abba/two_orders.c:25
#5  0x000055bc4659a852 in save (self=...) at /src/labs/deadlock-abba/two_orders.c:36
#6  0x000055bc4659e242 in gate_member_main (argument=...) at /src/harness/stress/crew.c:151
#7  0x00007f10518d61f5 in start_thread (arg=...) at ./nptl/pthread_create.c:442
#8  0x00007f10519568ec in clone3 () at ../sysdeps/unix/sysv/linux/x86_64/clone3.S:81

Thread 1 (Thread 0x7f105184a740 (LWP 1883) "exe"):
#2  0x00007f10518d2f7b in __GI___futex_abstimed_wait_cancelable64 (futex_word=..., expected=..., clockid=..., abstime=..., private=...) at ./nptl/futex-internal.c:139
#3  0x00007f10518ddcff in do_futex_wait (sem=..., abstime=..., clockid=...) at ./nptl/sem_waitcommon.c:111
#4  0x00007f10518ddd90 in __new_sem_wait_slow64 (sem=..., abstime=..., clockid=...) at ./nptl/sem_waitcommon.c:183
#5  0x00007f10518dddf9 in __new_sem_wait (sem=...) at ./nptl/sem_wait.c:42
#6  0x000055bc4659e6ac in crew_run (crew=..., job=..., refusal=...) at /src/harness/stress/crew.c:280
#7  0x000055bc4659c874 in run_slice (crew=..., session=...) at /src/harness/stress/session.c:64
#8  run_slices (canary=..., crew=..., session=...) at /src/harness/stress/session.c:80
#9  session_run (what=..., tally=...) at /src/harness/stress/session.c:113
#10 0x000055bc4659aa93 in runner_main (descriptor=...) at /src/harness/lab/runner.c:50
#11 0x00007f105187424a in __libc_start_call_main (main=..., argc=..., argv=...) at ../sysdeps/nptl/libc_start_call_main.h:58
#12 0x00007f1051874305 in __libc_start_main_impl (main=..., argc=..., argv=..., init=..., fini=..., rtld_fini=..., stack_end=...) at ../csu/libc-start.c:360
#13 0x000055bc4659a6e1 in _start ()
[Inferior 1 (process 1883) detached]

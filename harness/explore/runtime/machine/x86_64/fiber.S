/* Entering and leaving fibers on x86-64 (System V ABI), and a stub for every
 * name of stubs.def. See fiber.h and rule 1 of runtime.h.
 *
 * struct fiber_regs: sp 0, ret 8 and 16, saved[] from 24: rbx rbp r12 r13 r14 r15.
 */
    .text
    .hidden fiber_engine_sp

    .globl fiber_resume
    .type fiber_resume, @function
fiber_resume:
    pushq %rbx
    pushq %rbp
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    movq %rsp, fiber_engine_sp(%rip)
    movq %rdi, fiber_regs(%rip)
    movq 24(%rdi), %rbx
    movq 32(%rdi), %rbp
    movq 40(%rdi), %r12
    movq 48(%rdi), %r13
    movq 56(%rdi), %r14
    movq 64(%rdi), %r15
    movq 8(%rdi), %rax
    movq 16(%rdi), %rdx
    movq 0(%rdi), %rsp
    movl $1, fiber_running(%rip)
    ret
    .size fiber_resume, . - fiber_resume

    .globl fiber_park
    .type fiber_park, @function
fiber_park:
    movl $0, fiber_running(%rip)
    movq fiber_engine_sp(%rip), %rsp
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbp
    popq %rbx
    ret
    .size fiber_park, . - fiber_park

    /* The first code of a fiber: entry in r12, argument in r13. */
    .globl fiber_start
    .type fiber_start, @function
fiber_start:
    movq %r13, %rdi
    callq *%r12
    ud2
    .size fiber_start, . - fiber_start

    .macro stub name, target
    .globl \name
    .type \name, @function
\name:
    movq fiber_regs(%rip), %r11
    movq %rsp, 0(%r11)
    movq %rbx, 24(%r11)
    movq %rbp, 32(%r11)
    movq %r12, 40(%r11)
    movq %r13, 48(%r11)
    movq %r14, 56(%r11)
    movq %r15, 64(%r11)
    movl $0, fiber_running(%rip)
    movq fiber_engine_sp(%rip), %rsp
    callq \target
    movl $1, fiber_running(%rip)
    movq fiber_regs(%rip), %r11
    movq 0(%r11), %rsp
    ret
    .size \name, . - \name
    .endm

#define STUB(name, target) stub name, target;
#include "explore/runtime/stubs.def"

    /* setjmp() is called by nobody: it remembers its caller. Its buffer is
     * declared first. */
    .macro jump name, target
    .globl \name
    .type \name, @function
\name:
    pushq %rdi
    pushq %rsi
    subq $8, %rsp
    movl $200, %esi
    callq stub_access_write
    addq $8, %rsp
    popq %rsi
    popq %rdi
    jmp \target
    .size \name, . - \name
    .endm
    jump wrap_setjmp, _setjmp
    jump wrap__setjmp, _setjmp
    jump wrap___sigsetjmp, __sigsetjmp

    .data
    .balign 16
    .globl fiber_regs
fiber_regs:
    .quad boot_regs
    .globl fiber_engine_sp
fiber_engine_sp:
    .quad boot_stack_end
    .globl fiber_running
fiber_running:
    .long 0

    /* Code of the program that runs before main() meets these. */
    .bss
    .balign 16
boot_regs:
    .skip 184
    .balign 16
    .skip 65536
boot_stack_end:
    .section .note.GNU-stack,"",@progbits

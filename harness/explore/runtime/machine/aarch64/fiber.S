/* Entering and leaving fibers on arm64 (AAPCS64), and a stub for every name of
 * stubs.def. See fiber.h and rule 1 of runtime.h.
 *
 * struct fiber_regs: sp 0, ret 8 and 16, saved[] from 24: x28 x29 x30, x19 to
 * x27, d8 to d15. The word that x86-64 has at the stack pointer, the address
 * to go on at, is x30 here.
 */
    .text

    .globl fiber_resume
    .type fiber_resume, %function
fiber_resume:
    stp x29, x30, [sp, #-160]!
    stp x19, x20, [sp, #16]
    stp x21, x22, [sp, #32]
    stp x23, x24, [sp, #48]
    stp x25, x26, [sp, #64]
    stp x27, x28, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mov x9, sp
    adrp x10, fiber_engine_sp
    str x9, [x10, :lo12:fiber_engine_sp]
    adrp x10, fiber_regs
    str x0, [x10, :lo12:fiber_regs]
    mov x11, x0
    ldp x28, x29, [x11, #24]
    ldp x30, x19, [x11, #40]
    ldp x20, x21, [x11, #56]
    ldp x22, x23, [x11, #72]
    ldp x24, x25, [x11, #88]
    ldp x26, x27, [x11, #104]
    ldp d8, d9, [x11, #120]
    ldp d10, d11, [x11, #136]
    ldp d12, d13, [x11, #152]
    ldp d14, d15, [x11, #168]
    ldr x9, [x11, #0]
    mov sp, x9
    ldp x0, x1, [x11, #8]
    adrp x10, fiber_running
    mov w9, #1
    str w9, [x10, :lo12:fiber_running]
    ret
    .size fiber_resume, . - fiber_resume

    .globl fiber_park
    .type fiber_park, %function
fiber_park:
    adrp x10, fiber_running
    str wzr, [x10, :lo12:fiber_running]
    adrp x10, fiber_engine_sp
    ldr x9, [x10, :lo12:fiber_engine_sp]
    mov sp, x9
    ldp x19, x20, [sp, #16]
    ldp x21, x22, [sp, #32]
    ldp x23, x24, [sp, #48]
    ldp x25, x26, [sp, #64]
    ldp x27, x28, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    ldp x29, x30, [sp], #160
    ret
    .size fiber_park, . - fiber_park

    /* The first code of a fiber: entry in x19, argument in x20. */
    .globl fiber_start
    .type fiber_start, %function
fiber_start:
    mov x0, x20
    blr x19
    brk #1
    .size fiber_start, . - fiber_start

    .macro stub name, target
    .globl \name
    .type \name, %function
\name:
    adrp x9, fiber_regs
    ldr x9, [x9, :lo12:fiber_regs]
    mov x10, sp
    str x10, [x9, #0]
    stp x28, x29, [x9, #24]
    stp x30, x19, [x9, #40]
    stp x20, x21, [x9, #56]
    stp x22, x23, [x9, #72]
    stp x24, x25, [x9, #88]
    stp x26, x27, [x9, #104]
    stp d8, d9, [x9, #120]
    stp d10, d11, [x9, #136]
    stp d12, d13, [x9, #152]
    stp d14, d15, [x9, #168]
    adrp x10, fiber_running
    str wzr, [x10, :lo12:fiber_running]
    adrp x10, fiber_engine_sp
    ldr x10, [x10, :lo12:fiber_engine_sp]
    mov sp, x10
    bl \target
    adrp x10, fiber_running
    mov w11, #1
    str w11, [x10, :lo12:fiber_running]
    adrp x9, fiber_regs
    ldr x9, [x9, :lo12:fiber_regs]
    ldr x10, [x9, #0]
    ldr x30, [x9, #40]
    mov sp, x10
    ret
    .size \name, . - \name
    .endm

#define STUB(name, target) stub name, target;
#include "explore/runtime/stubs.def"

    /* setjmp() is called by nobody: it remembers its caller. Its buffer is
     * declared first. */
    .macro jump name, target
    .globl \name
    .type \name, %function
\name:
    stp x0, x1, [sp, #-32]!
    str x30, [sp, #16]
    mov x1, #312
    bl stub_access_write
    ldr x30, [sp, #16]
    ldp x0, x1, [sp], #32
    b \target
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
    .word 0

    .bss
    .balign 16
boot_regs:
    .skip 192
    .balign 16
    .skip 65536
boot_stack_end:
    .section .note.GNU-stack,"",%progbits

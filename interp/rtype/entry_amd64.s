#include "textflag.h"

// An entry point jumps to the closure in its place of the list. It has no
// frame, so that it is as if the closure itself had been called: arguments stay
// where they are, in registers and on the stack.
#define ENTRY(i) \
	MOVQ ·entries+((i)*8)(SB), DX; \
	MOVQ (DX), R12; \
	JMP  R12; \
	PCALIGN $16

#define ENTRIES4(i) ENTRY(i); ENTRY((i)+1); ENTRY((i)+2); ENTRY((i)+3)
#define ENTRIES16(i) ENTRIES4(i); ENTRIES4((i)+4); ENTRIES4((i)+8); ENTRIES4((i)+12)
#define ENTRIES64(i) ENTRIES16(i); ENTRIES16((i)+16); ENTRIES16((i)+32); ENTRIES16((i)+48)
#define ENTRIES256(i) ENTRIES64(i); ENTRIES64((i)+64); ENTRIES64((i)+128); ENTRIES64((i)+192)
#define ENTRIES1024(i) ENTRIES256(i); ENTRIES256((i)+256); ENTRIES256((i)+512); ENTRIES256((i)+768)

// As many as maxEntries, each entrySize long.
TEXT entryPoints<>(SB), NOSPLIT|NOFRAME, $0-0
	ENTRIES1024(0)
	ENTRIES1024(1024)
	ENTRIES1024(2048)
	ENTRIES1024(3072)
	ENTRIES1024(4096)
	ENTRIES1024(5120)
	ENTRIES1024(6144)
	ENTRIES1024(7168)
	RET

DATA ·entryBase+0(SB)/8, $entryPoints<>(SB)
GLOBL ·entryBase(SB), NOPTR|RODATA, $8

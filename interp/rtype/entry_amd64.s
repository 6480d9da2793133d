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
#define ENTRIES4096(i) ENTRIES1024(i); ENTRIES1024((i)+1024); ENTRIES1024((i)+2048); ENTRIES1024((i)+3072)

// As many as MaxEntries, each entrySize long.
TEXT entryPoints<>(SB), NOSPLIT|NOFRAME, $0-0
	ENTRIES4096(0)
	ENTRIES4096(4096)
	ENTRIES4096(8192)
	ENTRIES4096(12288)
	ENTRIES4096(16384)
	ENTRIES4096(20480)
	ENTRIES4096(24576)
	ENTRIES4096(28672)
	ENTRIES4096(32768)
	ENTRIES4096(36864)
	ENTRIES4096(40960)
	ENTRIES4096(45056)
	ENTRIES4096(49152)
	ENTRIES4096(53248)
	ENTRIES4096(57344)
	ENTRIES4096(61440)
	RET

DATA ·entryBase+0(SB)/8, $entryPoints<>(SB)
GLOBL ·entryBase(SB), NOPTR|RODATA, $8

/* Diagnostics: gathered while a briefing is made, printed together, and their worst
 * fault is the exit status.  A message reads `file:line: error: what: detail`. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"

/* A place in an input file.  `line` counts from 1; 0 means the file as a whole. */
typedef struct {
    const char *file;
    int line;
} Origin;

/* From harmless to worst; the order decides which exit status wins. */
typedef enum {
    FAULT_NONE,
    FAULT_WARNING, /* published all the same */
    FAULT_HELD,    /* a rule holds the briefing: the last edition stays */
    FAULT_BUSY,    /* another run is at the same work */
    FAULT_DIFFERS, /* a PDF is not what its attachments make */
    FAULT_USAGE,   /* the command line */
    FAULT_DATA,    /* an input file says something wrong */
    FAULT_MISSING, /* an input file is not there */
    FAULT_CREATE,  /* the output cannot be made */
    FAULT_IO,      /* the output cannot be written to its end */
    FAULT_BUG,     /* our own mistake */
    FAULT_COUNT
} Fault;

typedef struct Diags Diags;

Diags *diags_new(Arena *arena);

/* Gathers a message.  The fix, when there is one, ends the message.  A message
 * that is given again counts, but is printed once. */
void diag_report(Diags *diags, Fault fault, Origin at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Gathers what another gathered, in its order. */
void diags_absorb(Diags *diags, const Diags *from);

/* The worst fault, FAULT_NONE when there is none, and how many there are of one. */
Fault diags_worst(const Diags *diags);
int diags_count(const Diags *diags, Fault fault);

/* The message of number `index` in the order reported, NULL past the end. */
const char *diags_message(const Diags *diags, int index);

/* Prints all messages, at most 100, then how many more there were. */
void diags_print(const Diags *diags, FILE *out);

/* sysexits.h's statuses, 10 for a held briefing and 11 for a PDF that differs; 0 for
 * FAULT_WARNING and below. */
int fault_exit_status(Fault fault);

/* That of the worse fault. */
int worse_exit_status(int a, int b);

#endif

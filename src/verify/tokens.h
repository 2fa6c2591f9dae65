/* Tokens of content streams and of CMaps. */
#ifndef VERIFY_TOKENS_H
#define VERIFY_TOKENS_H

#include <stdbool.h>

#include "base/text.h"

typedef enum {
    TOKEN_END,
    TOKEN_STRING, /* its bytes */
    TOKEN_NAME,   /* without its '/' */
    TOKEN_WORD,   /* a number or an operator */
    TOKEN_MARK,   /* a bracket of arrays and dictionaries */
} TokenKind;

typedef struct {
    TokenKind kind;
    const char *bytes; /* NUL-terminated */
    size_t size;
} Token;

typedef struct {
    const unsigned char *at, *end;
    Arena *arena; /* of the tokens */
} Tokens;

/* The next token; every call moves on until TOKEN_END. */
Token token_next(Tokens *tokens);

#endif

#include "verify/tokens.h"

#include <string.h>

static bool is_space(unsigned char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(unsigned char c) {
    return c && strchr("()<>[]{}/%", c) != NULL;
}

static int hex_value(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static void skip_space(Tokens *tokens) {
    while (tokens->at < tokens->end) {
        if (*tokens->at == '%')
            while (tokens->at < tokens->end && *tokens->at != '\n' &&
                   *tokens->at != '\r')
                tokens->at++;
        else if (is_space(*tokens->at))
            tokens->at++;
        else
            return;
    }
}

static Token finish(TokenKind kind, char *bytes, size_t size) {
    bytes[size] = '\0';
    return (Token){kind, bytes, size};
}

static Token read_hex(Tokens *tokens) {
    const unsigned char *close =
        memchr(tokens->at, '>', (size_t) (tokens->end - tokens->at));
    if (!close) close = tokens->end;
    char *bytes = arena_alloc(tokens->arena, (size_t) (close - tokens->at) / 2 + 2);
    size_t digits = 0;
    for (; tokens->at < close; tokens->at++) {
        int value = hex_value(*tokens->at);
        if (value < 0) continue;
        int kept = (unsigned char) bytes[digits / 2];
        bytes[digits / 2] = (char) (digits % 2 ? kept | value : value << 4);
        digits++;
    }
    if (tokens->at < tokens->end) tokens->at++;
    return finish(TOKEN_STRING, bytes, (digits + 1) / 2);
}

/* What stands behind a backslash; -1 for nothing. */
static int read_escape(Tokens *tokens) {
    static const char LETTERS[] = "nrtbf", MEANT[] = "\n\r\t\b\f";
    if (tokens->at == tokens->end) return -1;
    unsigned char c = *tokens->at++;
    const char *letter = c ? strchr(LETTERS, c) : NULL;
    if (letter) return MEANT[letter - LETTERS];
    if (c == '\r' && tokens->at < tokens->end && *tokens->at == '\n') tokens->at++;
    if (c == '\n' || c == '\r') return -1;
    if (c < '0' || c > '7') return c;
    int value = c - '0';
    for (int i = 0;
         i < 2 && tokens->at < tokens->end && *tokens->at >= '0' && *tokens->at <= '7';
         i++)
        value = value * 8 + (*tokens->at++ - '0');
    return value & 255;
}

static Token read_literal(Tokens *tokens) {
    Text text = {.arena = tokens->arena};
    int depth = 1;
    while (tokens->at < tokens->end) {
        int c = *tokens->at++;
        if (c == '\\')
            c = read_escape(tokens);
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            break;
        if (c >= 0) text_add_char(&text, (char) c);
    }
    return (Token){TOKEN_STRING, text_string(&text), text.length};
}

static Token read_word(Tokens *tokens, TokenKind kind) {
    const unsigned char *start = tokens->at;
    while (tokens->at < tokens->end && !is_space(*tokens->at) &&
           !is_delimiter(*tokens->at))
        tokens->at++;
    size_t size = (size_t) (tokens->at - start);
    return (Token){kind, arena_copy(tokens->arena, (const char *) start, size), size};
}

Token token_next(Tokens *tokens) {
    skip_space(tokens);
    if (tokens->at == tokens->end) return (Token){TOKEN_END, "", 0};
    unsigned char c = *tokens->at;
    if (!is_delimiter(c)) return read_word(tokens, TOKEN_WORD);
    tokens->at++;
    if (c == '/') return read_word(tokens, TOKEN_NAME);
    if (c == '(') return read_literal(tokens);
    bool doubled = tokens->at < tokens->end && *tokens->at == c;
    if (c == '<' && !doubled) return read_hex(tokens);
    if ((c == '<' || c == '>') && doubled) tokens->at++;
    return (Token){TOKEN_MARK, arena_copy(tokens->arena, (const char *) &c, 1), 1};
}

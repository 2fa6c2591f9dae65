/* UTF-8 text. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at `text` (`length` bytes, at least 1) into `*code`; returns
 * its bytes, at least 1.  A malformed sequence gives U+FFFD and one byte. */
int utf8_decode(const char *text, size_t length, uint32_t *code);

/* Writes `code` as 1 to 4 bytes without NUL; returns how many. */
int utf8_encode(uint32_t code, char *bytes);

/* True for characters of scripts that do not space words: Chinese characters, kana and
 * their full-width punctuation. */
bool utf8_is_wide(uint32_t code);

/* True for characters that only say where a line may break: the soft hyphen, the word
 * joiner, the zero-width space and the byte order mark. */
bool utf8_governs_breaks(uint32_t code);

/* The last character of `length` bytes, 0 of none. */
uint32_t utf8_last(const char *text, size_t length);

#endif

/* Compression beside the writing: while the next page is written, the last one is
 * packed by a thread of its own.  Which thread packs does not change the bytes. */
#ifndef PDF_PACKER_H
#define PDF_PACKER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Packer Packer;

/* libdeflate's levels: 4 takes two thirds of the time of 5 for a twentieth more bytes,
 * 1 again half of 4's: for attachments, which are long and seldom read. */
typedef enum { PACK_QUICKLY = 1, PACK_WELL = 4 } Packing;

/* The bytes as zlib data, in malloc's memory; NULL when memory runs out. */
void *pack_bytes(const void *bytes, size_t size, Packing packing, size_t *packed_size);

/* NULL when memory runs out. */
Packer *packer_new(bool alone);
void packer_free(Packer *packer);

/* Packs a copy of the bytes as zlib data; `owner` comes back with them.  Waits when
 * much is waiting already.  False when memory runs out. */
bool packer_add(Packer *packer, void *owner, const void *bytes, size_t size);

/* Waits until all is packed; false when memory ran out. */
bool packer_finish(Packer *packer);

/* After packer_finish(): packed bytes number `index` in the order added; NULL past the
 * end. */
const void *packer_packed(const Packer *packer, int index, size_t *size, void **owner);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CONSULTANTOS_ICONV_H
#define CONSULTANTOS_ICONV_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The three functions of POSIX's iconv.h over the code pages that Windows has, for libxml2 and Poppler, which need them.
   Known: UTF-8, UTF-16 and UTF-16LE/BE (without a name of order: little-endian, no mark), UTF-32 likewise, the names of
   libxml2's and HTML's single-byte and East Asian sets that Windows has a code page for. Stateful sets (ISO-2022-*) are not.
   "//TRANSLIT" and "//IGNORE" after the target's name are taken off: what can't be written is an error, EILSEQ.
   Errors as POSIX says: EINVAL (unknown set; incomplete character at the end), EILSEQ, E2BIG. A descriptor belongs to one
   thread at a time. */
typedef struct consultantos_iconv *iconv_t;

iconv_t iconv_open(const char *to, const char *from);
size_t iconv(iconv_t converter, char **in, size_t *in_left, char **out, size_t *out_left);
int iconv_close(iconv_t converter);

#ifdef __cplusplus
}
#endif

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/checksum.h"

#include <xxhash.h>

namespace consultantos {

quint64 checksumOf(QByteArrayView bytes, quint64 seed)
{
    return XXH3_64bits_withSeed(bytes.data(), size_t(bytes.size()), seed);
}

} // namespace consultantos

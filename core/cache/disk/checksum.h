// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace consultantos {

/// XXH3 with 64 bits (Collet, xxHash specification, 2021). Finds damage; no defence against forgery. Several pieces are
/// bound together by giving the checksum of one as the seed of the next.
[[nodiscard]] quint64 checksumOf(QByteArrayView bytes, quint64 seed = 0);

} // namespace consultantos

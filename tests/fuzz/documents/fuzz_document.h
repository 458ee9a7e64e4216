// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../../unit/evidence/documents/office_fixture.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace consultantos::fuzz {

inline QByteArray bytesOf(const uint8_t *data, size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
}

/// Tight, so that an input that is slow or hungry shows.
inline ImportLimits tightLimits()
{
    ImportLimits limits;
    limits.expandedBytes = 64LL * 1024 * 1024;
    limits.blocks = 20'000;
    limits.cells = 20'000;
    limits.time = std::chrono::seconds(5);
    return limits;
}

/// Whatever comes out must keep the rules of a document; an error must say something. Its limit on time is one of the clock on
/// the wall: on a busy machine it is no fault of the importer, which had little of the processor then.
inline int read(const ContentImporter &importer, const QByteArray &content)
{
    const auto limits = tightLimits();
    const auto before = std::clock();
    const auto document = importer.parse(content, QStringLiteral("file"), limits);
    const std::chrono::duration<double> worked(double(std::clock() - before) / CLOCKS_PER_SEC);
    const bool isSlow = !document && document.error().code == ErrorCode::TimedOut && worked > limits.time / 2;
    const bool isSound = document ? test::hasSoundOffsets(*document) : !document.error().message.isEmpty();
    if (isSlow || !isSound)
        std::abort();
    return 0;
}

} // namespace consultantos::fuzz

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../../unit/evidence/documents/office_fixture.h"

#include <cstdint>
#include <cstdlib>

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

/// Whatever comes out must keep the rules of a document; an error must say something.
inline int demandSound(const Result<Document> &document)
{
    const bool isSound = document ? test::hasSoundOffsets(*document)
                                  : !document.error().message.isEmpty() && document.error().code != ErrorCode::TimedOut;
    if (!isSound)
        std::abort();
    return 0;
}

inline int read(const ContentImporter &importer, const QByteArray &content)
{
    return demandSound(importer.parse(content, QStringLiteral("file"), tightLimits()));
}

} // namespace consultantos::fuzz

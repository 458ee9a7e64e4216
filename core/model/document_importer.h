// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/document.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

namespace consultantos {

/// How much one file may cost. What goes past it is an error or a warning of that file alone.
struct ImportLimits {
    qint64 inputBytes = 256LL * 1024 * 1024;
    qint64 expandedBytes = 1024LL * 1024 * 1024; ///< all that is unpacked from one file
    double expansionRatio = 200;                 ///< unpacked to packed, beyond the first megabyte
    int archiveEntries = 10'000;
    int depth = 256; ///< of nested elements
    int pages = 5'000;
    qint64 blocks = 1'000'000;
    qint64 cells = 2'000'000; ///< of all tables together
    std::chrono::milliseconds time{60'000};
};

/// Reads files of one format. Stateless and thread-safe.
class DocumentImporter {
public:
    virtual ~DocumentImporter() = default;

    /// "docx": the value of Document::format.
    [[nodiscard]] virtual QString format() const = 0;
    /// Whether the content is of this format; the name only decides between formats that look alike. `head` holds the
    /// first kilobytes; of a ZIP archive the last ones behind them, which hold its directory.
    [[nodiscard]] virtual bool accepts(const QByteArray &head, const QString &name) const = 0;
    /// Malformed, Unreadable, TimedOut or Cancelled; the message names the file and says what to do. id and name are
    /// filled by the caller.
    [[nodiscard]] virtual Result<Document> read(const QString &path, const ImportLimits &limits,
                                                const CancellationToken &cancel) const = 0;
};

} // namespace consultantos

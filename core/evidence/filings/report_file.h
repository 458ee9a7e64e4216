// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document_importer.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// A report's file as its importer needs it.
struct ReportFile {
    QByteArray content; ///< unpacked
    QString document;   ///< Document::id
    QString name;       ///< without folder
};

/// Does I/O. Errors as readPossiblyGzipped().
[[nodiscard]] Result<ReportFile> readReportFile(const QString &path, const ImportLimits &limits);

/// The first kilobytes of what a gzip file holds, or of what `head` is itself.
[[nodiscard]] QByteArray unpackedHead(const QByteArray &head);

} // namespace consultantos

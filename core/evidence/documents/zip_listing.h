// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QList>
#include <QString>

namespace consultantos {

/// The names of entries that can be seen in the first and last kilobytes of a ZIP archive (DocumentReader gives both to
/// importers). Only for telling formats apart: SafeArchive is what reads.
struct ZipListing {
    QList<QByteArray> names; ///< empty if it is no archive
    bool isComplete = false; ///< the whole directory is seen

    [[nodiscard]] static ZipListing of(const QByteArray &head);
};

/// Whether it is an archive with the part `mainPart`, or one that is too large or cut short to tell, and whose name's
/// ending begins with `ending` ("xls" for .xlsx and .xlsm).
[[nodiscard]] bool isOfficePackage(const QByteArray &head, const QString &name, const QByteArray &mainPart,
                                   QLatin1String ending);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

#include <QString>

namespace consultantos {

/// Copies of the documents as they were when they were imported, so that a page can be shown though the user's file has
/// moved or changed: "<folder>/<document id>.<format>". Do I/O.

/// Copies the file at `path` unless the copy is there. DiskFull or Unreadable leave nothing half written.
[[nodiscard]] Status keepCopy(const QString &folder, const Document &document, const QString &path);
/// Likewise of a file whose bytes are at hand.
[[nodiscard]] Status keepCopy(const QString &folder, const QString &documentId, const QString &format,
                              const QByteArray &bytes);
/// Where the copy is; NotFound if there is none.
[[nodiscard]] Result<QString> copyOf(const QString &folder, const QString &documentId);
/// Nothing happens if there is none.
void removeCopy(const QString &folder, const QString &documentId);

/// The copy of a document that was removed and may be put back, out of the folder: in "<folder>-removed". Goes with this
/// object; what a crash leaves there goes by dropAsideCopies().
class AsideCopy {
public:
    /// Moves the copy away, if there is one.
    AsideCopy(const QString &folder, const QString &documentId);
    ~AsideCopy();
    AsideCopy(const AsideCopy &) = delete;
    AsideCopy &operator=(const AsideCopy &) = delete;

    /// Moves it back. A copy that came there meanwhile stays.
    void putBack() const;

private:
    QString m_from;
    QString m_aside;
};

/// Deletes what lies beside the folder for more than a day: nobody will put it back.
void dropAsideCopies(const QString &folder);

} // namespace consultantos

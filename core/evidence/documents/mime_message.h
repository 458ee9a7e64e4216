// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/mime_header.h"

#include <QList>

namespace consultantos {

class ImportBudget;

/// A message, or a part of one.
struct MimePart {
    MimeHeader header;
    QString type; ///< "text/plain", "multipart/mixed", …
    QString charset;
    QString fileName;          ///< of an attachment, without folders
    bool isAttachment = false; ///< to be saved rather than shown
    QByteArray body;           ///< decoded; empty for a part that has parts
    QList<MimePart> parts;     ///< of a multipart; the message within a message/rfc822

    [[nodiscard]] bool isMultipart() const { return type.startsWith(QLatin1String("multipart/")); }
};

/// Reads a message (RFC 5322 and 2046). Parts may nest as deep and be as many as the limits for archives allow, else the
/// budget is spent. Whatever can be read is read: a message that is cut short ends early.
[[nodiscard]] MimePart readMimeMessage(const QByteArray &content, ImportBudget &budget);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>

namespace consultantos {

/// "text/html; charset=utf-8; name*=utf-8''a%20b" taken apart; names in lower case.
struct MimeField {
    QString value; ///< before the first semicolon, in lower case
    QHash<QString, QString> parameters;

    [[nodiscard]] static MimeField of(const QByteArray &raw);
};

/// The header of a message or of one of its parts (RFC 5322, 2045, 2047, 2231). Pure value.
class MimeHeader {
public:
    /// Reads the lines of a header block, folded ones joined. A line that is no field is passed over.
    [[nodiscard]] static MimeHeader of(const QByteArray &block);

    [[nodiscard]] QByteArray raw(const char *name) const { return m_fields.value(name); }
    /// The field as text: encoded words decoded, blanks simplified; empty if there is none.
    [[nodiscard]] QString text(const char *name) const;
    [[nodiscard]] MimeField field(const char *name) const { return MimeField::of(raw(name)); }
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }

private:
    QHash<QByteArray, QByteArray> m_fields; ///< the first of each name, in lower case
};

/// "=?utf-8?B?…?=" words within a text, decoded; anything else unchanged.
[[nodiscard]] QString decodedWords(const QByteArray &text);
[[nodiscard]] QByteArray decodedQuotedPrintable(const QByteArray &text);

/// A date as messages and feeds write it, "Mon, 28 Oct 2018 13:49 EST" or ISO; nullopt if it is neither.
[[nodiscard]] std::optional<QDateTime> internetDate(const QString &text);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/mime_header.h"

#include "evidence/documents/text_decoding.h"

#include <QMap>
#include <QRegularExpression>
#include <QUrl>

#include <array>

namespace consultantos {

namespace {

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = char(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Splits at semicolons outside quotes.
QList<QByteArray> splitParameters(const QByteArray &raw)
{
    QList<QByteArray> parts{{}};
    bool isQuoted = false;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '"')
            isQuoted = !isQuoted;
        if (raw[i] == '\\' && isQuoted && i + 1 < raw.size()) {
            parts.last() += raw[++i];
        } else if (raw[i] == ';' && !isQuoted) {
            parts.append(QByteArray());
        } else if (raw[i] != '"') {
            parts.last() += raw[i];
        }
    }
    return parts;
}

/// "charset'language'percent-encoded" of RFC 2231.
QString extendedValue(const QByteArray &value)
{
    const auto first = value.indexOf('\'');
    const auto second = value.indexOf('\'', first + 1);
    if (first < 0 || second < 0)
        return decodeText(QByteArray::fromPercentEncoding(value)).text;
    return decodeDeclaredText(QByteArray::fromPercentEncoding(value.mid(second + 1)),
                              QString::fromLatin1(value.left(first)))
        .text;
}

} // namespace

MimeField MimeField::of(const QByteArray &raw)
{
    MimeField field;
    const auto parts = splitParameters(raw);
    field.value = QString::fromLatin1(parts.constFirst().trimmed()).toLower();
    QMap<QString, QByteArray> continued; // "name*0*", "name*1", … in order
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const auto equals = parts[i].indexOf('=');
        if (equals < 0)
            continue;
        const auto name = QString::fromLatin1(parts[i].left(equals).trimmed()).toLower();
        const auto value = parts[i].mid(equals + 1).trimmed();
        const auto star = name.indexOf(QLatin1Char('*'));
        if (star < 0)
            field.parameters.insert(name, decodedWords(value));
        else
            continued[name.left(star)] += value;
    }
    for (auto it = continued.constBegin(); it != continued.constEnd(); ++it)
        field.parameters.insert(it.key(), extendedValue(it.value()));
    return field;
}

MimeHeader MimeHeader::of(const QByteArray &block)
{
    MimeHeader header;
    QByteArray name;
    for (auto line : block.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        const bool isFolded = line.startsWith(' ') || line.startsWith('\t');
        if (isFolded && !name.isEmpty()) {
            header.m_fields[name] += ' ' + line.trimmed();
            continue;
        }
        const auto colon = line.indexOf(':');
        name = colon > 0 ? line.left(colon).trimmed().toLower() : QByteArray();
        if (header.m_fields.contains(name))
            name.clear(); // the first one counts
        if (!name.isEmpty())
            header.m_fields.insert(name, line.mid(colon + 1).trimmed());
    }
    return header;
}

QString MimeHeader::text(const char *name) const
{
    return decodedWords(raw(name)).simplified();
}

QByteArray decodedQuotedPrintable(const QByteArray &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            bytes += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            bytes += char(high * 16 + low);
            i += 2;
            continue;
        }
        // A soft line break: blanks may stand before the line's end.
        auto end = i + 1;
        while (end < text.size() && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r'))
            ++end;
        if (end >= text.size() || text[end] == '\n')
            i = end;
        else
            bytes += '=';
    }
    return bytes;
}

QString decodedWords(const QByteArray &text)
{
    static const QRegularExpression word(QStringLiteral("=\\?([^?*]+)(?:\\*[^?]*)?\\?([BbQq])\\?([^?]*)\\?="));
    const auto source = decodeText(text).text;
    QString decoded;
    qsizetype done = 0;
    auto matches = word.globalMatch(source);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto between = source.mid(done, match.capturedStart() - done);
        if (done == 0 || !between.trimmed().isEmpty()) // blanks between two words only part them
            decoded += between;
        auto content = match.captured(3).toLatin1();
        content = match.captured(2).toUpper() == QLatin1String("B") ? QByteArray::fromBase64(content)
                                                                    : decodedQuotedPrintable(content.replace('_', ' '));
        decoded += decodeDeclaredText(content, match.captured(1)).text;
        done = match.capturedEnd();
    }
    return decoded + source.mid(done);
}

std::optional<QDateTime> internetDate(const QString &text)
{
    static const std::array<std::array<QLatin1String, 2>, 11> zones{{
        {QLatin1String("GMT"), QLatin1String("+0000")},
        {QLatin1String("UTC"), QLatin1String("+0000")},
        {QLatin1String("UT"), QLatin1String("+0000")},
        {QLatin1String("EST"), QLatin1String("-0500")},
        {QLatin1String("EDT"), QLatin1String("-0400")},
        {QLatin1String("CST"), QLatin1String("-0600")},
        {QLatin1String("CDT"), QLatin1String("-0500")},
        {QLatin1String("MST"), QLatin1String("-0700")},
        {QLatin1String("MDT"), QLatin1String("-0600")},
        {QLatin1String("PST"), QLatin1String("-0800")},
        {QLatin1String("PDT"), QLatin1String("-0700")},
    }};
    auto trimmed = text.simplified().section(QLatin1String(" ("), 0, 0); // a comment behind it
    const auto iso = QDateTime::fromString(trimmed, Qt::ISODate);
    if (iso.isValid())
        return iso;
    for (const auto &[name, offset] : zones) {
        if (trimmed.endsWith(QLatin1Char(' ') + name))
            trimmed = trimmed.chopped(name.size()) + offset;
    }
    // Without its weekday: a wrong one doesn't make the date wrong.
    const auto withoutWeekday = trimmed.section(QLatin1Char(','), -1).trimmed();
    const auto date = QDateTime::fromString(withoutWeekday, Qt::RFC2822Date);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/mime_message.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/import_budget.h"

namespace consultantos {

namespace {

constexpr int MostLevels = 32; // of parts within parts: a thread forwarded thirty times

class Reader {
public:
    explicit Reader(ImportBudget &budget)
        : m_budget(budget)
    {
    }

    MimePart readPart(QByteArrayView content, int level);

private:
    QByteArray decodedBody(const MimePart &part, QByteArrayView body) const;
    void readParts(MimePart &part, QByteArrayView body, const QByteArray &boundary, int level);

    ImportBudget &m_budget;
    int m_count = 0;
};

/// Where the header's lines end; the body begins behind the blank line.
qsizetype headerEnd(QByteArrayView content)
{
    for (qsizetype at = 0; at < content.size();) {
        auto end = content.indexOf('\n', at);
        end = end < 0 ? content.size() : end;
        const auto line = content.sliced(at, end - at).trimmed();
        if (line.isEmpty())
            return at;
        at = end + 1;
    }
    return content.size();
}

QByteArrayView afterLine(QByteArrayView content, qsizetype at)
{
    const auto end = content.indexOf('\n', at);
    return end < 0 ? QByteArrayView() : content.sliced(end + 1);
}

QString withoutFolders(const QString &name)
{
    auto plain = name;
    plain.replace(QLatin1Char('\\'), QLatin1Char('/'));
    return plain.section(QLatin1Char('/'), -1).simplified();
}

MimePart Reader::readPart(QByteArrayView content, int level)
{
    MimePart part;
    if (level > std::min(MostLevels, m_budget.limits().depth)) {
        m_budget.fail(document_errors::tooDeep(m_budget.name(), std::min(MostLevels, m_budget.limits().depth)));
        return part;
    }
    if (++m_count > m_budget.limits().archiveEntries)
        m_budget.fail(document_errors::expandsTooFar(m_budget.name()));
    if (m_budget.isSpent())
        return part;
    const auto end = headerEnd(content);
    const auto body = afterLine(content, end);
    part.header = MimeHeader::of(content.first(end).toByteArray());
    const auto type = part.header.field("content-type");
    const auto disposition = part.header.field("content-disposition");
    part.type = type.value.isEmpty() ? QStringLiteral("text/plain") : type.value;
    part.charset = type.parameters.value(QStringLiteral("charset"));
    part.fileName = withoutFolders(
        disposition.parameters.value(QStringLiteral("filename"), type.parameters.value(QStringLiteral("name"))));
    part.isAttachment = disposition.value == QLatin1String("attachment");
    const auto boundary = type.parameters.value(QStringLiteral("boundary")).toLatin1();
    if (part.isMultipart() && !boundary.isEmpty())
        readParts(part, body, boundary, level);
    else if (part.type == QLatin1String("message/rfc822"))
        part.parts.append(readPart(decodedBody(part, body), level + 1));
    else
        part.body = decodedBody(part, body);
    return part;
}

void Reader::readParts(MimePart &part, QByteArrayView body, const QByteArray &boundary, int level)
{
    const QByteArray mark = "--" + boundary;
    qsizetype start = -1;
    for (qsizetype at = 0; at < body.size() && !m_budget.isSpent();) {
        auto end = body.indexOf('\n', at);
        end = end < 0 ? body.size() : end;
        const auto line = body.sliced(at, end - at);
        if (line.startsWith(mark)) {
            if (start >= 0)
                part.parts.append(readPart(body.sliced(start, at - start), level + 1));
            start = std::min(end + 1, body.size());
            if (line.sliced(mark.size()).startsWith("--"))
                return;
        }
        at = end + 1;
    }
    if (start >= 0 && start < body.size()) // cut short before its last boundary
        part.parts.append(readPart(body.sliced(start), level + 1));
}

QByteArray Reader::decodedBody(const MimePart &part, QByteArrayView body) const
{
    const auto encoding = part.header.raw("content-transfer-encoding").trimmed().toLower();
    if (encoding == "base64")
        return QByteArray::fromBase64(body.toByteArray());
    if (encoding == "quoted-printable")
        return decodedQuotedPrintable(body.toByteArray());
    return body.toByteArray();
}

} // namespace

MimePart readMimeMessage(const QByteArray &content, ImportBudget &budget)
{
    return Reader(budget).readPart(content, 0);
}

} // namespace consultantos

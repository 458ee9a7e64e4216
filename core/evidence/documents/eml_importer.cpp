// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/eml_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/html_content.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/mime_message.h"
#include "evidence/documents/plain_text_importer.h"
#include "evidence/documents/text_decoding.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

class Writer {
public:
    Writer(Document &document, BlockBuilder &builder, ImportBudget &budget)
        : m_document(document)
        , m_builder(builder)
        , m_budget(budget)
    {
    }

    /// `level` 1 for the message itself, more for one within it.
    void addMessage(const MimePart &message, int level);
    [[nodiscard]] const QStringList &attachments() const { return m_attachments; }

private:
    void addPart(const MimePart &part, int level);
    void addText(const MimePart &part);
    static const MimePart *chosen(const QList<MimePart> &alternatives);

    Document &m_document;
    BlockBuilder &m_builder;
    ImportBudget &m_budget;
    QStringList m_attachments;
};

void Writer::addMessage(const MimePart &message, int level)
{
    m_builder.addHeading(message.header.text("subject"), level);
    for (const auto *name : {"From", "To", "Cc", "Date"}) {
        const auto text = message.header.text(QByteArray(name).toLower());
        if (!text.isEmpty())
            m_builder.add(BlockKind::Paragraph, QLatin1String(name) + QStringLiteral(": ") + text);
    }
    addPart(message, level);
}

void Writer::addPart(const MimePart &part, int level)
{
    if (m_budget.isSpent())
        return;
    const bool isText = part.type == QLatin1String("text/plain") || part.type == QLatin1String("text/html");
    if (part.type == QLatin1String("multipart/alternative")) {
        if (const auto *best = chosen(part.parts))
            addPart(*best, level);
    } else if (part.isMultipart()) {
        for (const auto &inner : part.parts)
            addPart(inner, level);
    } else if (part.type == QLatin1String("message/rfc822") && !part.parts.isEmpty()) {
        addMessage(part.parts.constFirst(), level + 1);
    } else if (isText && !part.isAttachment) {
        addText(part);
    } else if (!part.body.isEmpty() || !part.fileName.isEmpty()) {
        m_attachments << (part.fileName.isEmpty() ? part.type : part.fileName);
    }
}

/// The same text in several ways: HTML keeps tables and is taken if there is one, else the last that can be read, as
/// they stand from plain to rich.
const MimePart *Writer::chosen(const QList<MimePart> &alternatives)
{
    const MimePart *best = nullptr;
    for (const auto &part : alternatives) {
        const bool isReadable =
            part.isMultipart() || part.type == QLatin1String("text/html") || part.type == QLatin1String("text/plain");
        if (isReadable && (part.isMultipart() || !part.body.trimmed().isEmpty()))
            best = &part;
    }
    return best;
}

void Writer::addText(const MimePart &part)
{
    const bool isHtml = part.type == QLatin1String("text/html");
    const auto decoded = part.charset.isEmpty() ? decodeText(part.body, isHtml ? declaredCharset(part.body) : QString())
                                                : decodeDeclaredText(part.body, part.charset);
    m_document.warnings += decodingWarnings(decoded);
    if (isHtml)
        addPieces(readHtml(decoded.text, m_budget).pieces, m_builder, 1);
    else
        addPlainText(decoded.text, m_builder, m_budget);
}

} // namespace

bool EmlImporter::accepts(const QByteArray &head, const QString &name) const
{
    static const QRegularExpression usual(
        QStringLiteral("^(from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|"
                       "reply-to|cc|sender|x-[\\w-]+):"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    const auto text = QString::fromLatin1(head);
    static const QRegularExpression field(QStringLiteral("^[A-Za-z][\\w-]*:"));
    if (!looksLikeText(head) || !text.contains(field))
        return false;
    static const QRegularExpression blankLine(QStringLiteral("\\n\\r?\\n"));
    const auto header = text.left(std::max<qsizetype>(text.indexOf(blankLine), 0));
    auto matches = usual.globalMatch(header.isEmpty() ? text : header);
    int count = 0;
    for (; matches.hasNext(); matches.next())
        ++count;
    const bool isNamed = name.endsWith(QLatin1String(".eml"), Qt::CaseInsensitive);
    return count >= (isNamed ? 1 : 3);
}

void EmlImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto message = readMimeMessage(content, budget);
    if (budget.isSpent())
        return;
    document.title = message.header.text("subject");
    document.author = message.header.text("from");
    if (const auto date = internetDate(message.header.text("date")))
        document.date = date->date();
    BlockBuilder builder(document, budget);
    Writer writer(document, builder, budget);
    writer.addMessage(message, 1);
    for (const auto &attachment : writer.attachments())
        builder.add(BlockKind::Note, attachment);
    if (!writer.attachments().isEmpty())
        document.warnings << QCoreApplication::translate(
                                 "Documents", "%n attachment(s) were not read; save them and import them: %1.", nullptr,
                                 int(writer.attachments().size()))
                                 .arg(writer.attachments().join(QStringLiteral(", ")));
}

} // namespace consultantos

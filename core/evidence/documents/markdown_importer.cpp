// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/markdown_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/delimited_text.h"
#include "evidence/documents/document_errors.h"
#include "evidence/documents/html_content.h"
#include "evidence/documents/html_entities.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/text_decoding.h"

#include <QRegularExpression>

#include <exception>
#include <md4c.h>

namespace consultantos {

namespace {

constexpr unsigned Dialect = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEAUTOLINKS;
constexpr int Continue = 0;
constexpr int Stop = 1;

/// Turns md4c's events into blocks. No exception may pass through the C code, so the first one is kept.
class Reader {
public:
    Reader(BlockBuilder &builder, ImportBudget &budget)
        : m_builder(builder)
        , m_budget(budget)
    {
    }

    void run(const QByteArray &markdown);

private:
    template <typename Handle>
    int guarded(Handle handle);
    void enter(MD_BLOCKTYPE type, void *detail);
    void leave(MD_BLOCKTYPE type);
    void text(MD_TEXTTYPE type, const QString &text);
    void flush();

    BlockBuilder &m_builder;
    ImportBudget &m_budget;
    std::exception_ptr m_exception;
    QString m_text;
    QString m_html;
    Table m_table;
    int m_row = -1;
    int m_column = -1;
    int m_depth = 0;
    int m_listDepth = 0;
    int m_headingLevel = 0;
};

template <typename Handle>
int Reader::guarded(Handle handle)
{
    try {
        if (m_exception || m_budget.isSpent())
            return Stop;
        handle();
        return Continue;
    } catch (...) {
        m_exception = std::current_exception();
        return Stop;
    }
}

void Reader::run(const QByteArray &markdown)
{
    MD_PARSER parser{};
    parser.flags = Dialect;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        auto *reader = static_cast<Reader *>(self);
        return reader->guarded([&] { reader->enter(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *self) {
        auto *reader = static_cast<Reader *>(self);
        return reader->guarded([&] { reader->leave(type); });
    };
    parser.enter_span = [](MD_SPANTYPE, void *, void *) { return Continue; };
    parser.leave_span = [](MD_SPANTYPE, void *, void *) { return Continue; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self) {
        auto *reader = static_cast<Reader *>(self);
        return reader->guarded([&] { reader->text(type, QString::fromUtf8(text, qsizetype(size))); });
    };
    md_parse(markdown.constData(), MD_SIZE(markdown.size()), &parser, this);
    if (m_exception)
        std::rethrow_exception(m_exception);
}

void Reader::enter(MD_BLOCKTYPE type, void *detail)
{
    if (++m_depth > m_budget.limits().depth)
        m_budget.fail(document_errors::tooDeep(m_budget.name(), m_budget.limits().depth));
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        flush(); // a list within an item ends the item's own text
        ++m_listDepth;
    } else if (type == MD_BLOCK_H) {
        m_headingLevel = int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
    } else if (type == MD_BLOCK_TABLE) {
        m_table = {};
        m_row = -1;
    } else if (type == MD_BLOCK_TR) {
        ++m_row;
        m_column = -1;
    } else if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        ++m_column;
    }
}

void Reader::leave(MD_BLOCKTYPE type)
{
    --m_depth;
    if (type == MD_BLOCK_TH || type == MD_BLOCK_TD) {
        m_table.cells.append(textCell(m_row, m_column, m_text));
        m_text.clear();
    } else if (type == MD_BLOCK_TABLE) {
        m_builder.addTable(std::exchange(m_table, {}));
    } else if (type == MD_BLOCK_HTML) {
        addPieces(readHtml(std::exchange(m_html, {}), m_budget).pieces, m_builder);
    } else {
        flush();
    }
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        --m_listDepth;
    else if (type == MD_BLOCK_H)
        m_headingLevel = 0;
}

void Reader::text(MD_TEXTTYPE type, const QString &text)
{
    switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        m_text += QLatin1Char('\n');
        break;
    case MD_TEXT_ENTITY:
        m_text += htmlEntity(QStringView(text).sliced(1).chopped(1));
        break;
    case MD_TEXT_HTML:
        m_html += text; // tags within a paragraph are dropped with the next flush
        break;
    case MD_TEXT_NULLCHAR:
        break;
    default:
        m_text += text;
    }
}

void Reader::flush()
{
    const auto text = std::exchange(m_text, {});
    m_html.clear();
    if (m_headingLevel > 0)
        m_builder.addHeading(text, m_headingLevel);
    else
        m_builder.add(m_listDepth > 0 ? BlockKind::ListItem : BlockKind::Paragraph, text);
}

/// Reads "---\ntitle: …\n---" at the start; returns the text behind it.
QString withoutFrontMatter(const QString &text, Document &document)
{
    static const QRegularExpression matter(QStringLiteral("^---[ \\t]*\\r?\\n(.*?)\\r?\\n---[ \\t]*(\\r?\\n|$)"),
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression entry(QStringLiteral("^(title|author|date)\\s*:\\s*[\"']?(.*?)[\"']?\\s*$"),
                                          QRegularExpression::MultilineOption
                                              | QRegularExpression::CaseInsensitiveOption);
    const auto match = matter.match(text);
    if (!match.hasMatch())
        return text;
    auto entries = entry.globalMatch(match.captured(1));
    while (entries.hasNext()) {
        const auto found = entries.next();
        const auto key = found.captured(1).toLower();
        if (key == QLatin1String("title"))
            document.title = found.captured(2);
        else if (key == QLatin1String("author"))
            document.author = found.captured(2);
        else
            document.date = isoDate(found.capturedView(2));
    }
    return text.mid(match.capturedEnd());
}

} // namespace

bool MarkdownImporter::accepts(const QByteArray &head, const QString &name) const
{
    static const QRegularExpression ending(QStringLiteral("\\.(md|markdown|mkd|mdown)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    return looksLikeText(head) && name.contains(ending);
}

void MarkdownImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto decoded = decodeText(content);
    document.warnings += decodingWarnings(decoded);
    const auto markdown = withoutFrontMatter(decoded.text, document);
    BlockBuilder builder(document, budget);
    Reader(builder, budget).run(markdown.toUtf8());
}

} // namespace consultantos

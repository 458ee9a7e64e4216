// SPDX-License-Identifier: GPL-3.0-or-later
// readHtml(): from the events of the parser to pieces.
#include "evidence/documents/delimited_text.h"
#include "evidence/documents/html_content.h"
#include "evidence/documents/html_parser.h"
#include "evidence/documents/html_table.h"
#include "evidence/documents/import_budget.h"

#include <QRegularExpression>
#include <QSet>

namespace consultantos {

namespace {

using Names = QSet<QByteArray>;

bool isIgnored(const QByteArray &name)
{
    static const Names names{"script", "style",  "noscript", "template", "svg",   "math",  "object", "iframe",
                             "select", "button", "textarea", "canvas",   "audio", "video", "map",    "datalist"};
    return names.contains(name);
}

bool isInline(const QByteArray &name)
{
    static const Names names{"a",     "abbr",   "acronym", "b",    "bdi",  "bdo",   "big", "cite", "code",
                             "data",  "del",    "dfn",     "em",   "font", "i",     "img", "ins",  "kbd",
                             "label", "mark",   "q",       "rp",   "rt",   "ruby",  "s",   "samp", "small",
                             "span",  "strike", "strong",  "sub",  "sup",  "time",  "tt",  "u",    "var",
                             "wbr",   "input",  "meta",    "link", "nobr", "center"};
    return names.contains(name);
}

bool isHidden(const HtmlHandler::Attributes &attributes)
{
    static const QRegularExpression none(QStringLiteral("display\\s*:\\s*none|visibility\\s*:\\s*hidden"),
                                         QRegularExpression::CaseInsensitiveOption);
    return attributes.contains("hidden") || attributes.value("style").contains(none);
}

bool isAside(const QByteArray &name, const HtmlHandler::Attributes &attributes)
{
    static const Names names{"nav", "footer", "aside", "menu", "dialog"};
    static const QSet<QString> roles{QStringLiteral("navigation"), QStringLiteral("contentinfo"),
                                     QStringLiteral("search"),     QStringLiteral("complementary"),
                                     QStringLiteral("banner"),     QStringLiteral("dialog")};
    // Never of the page as a whole: "has-sidebar" there means nothing.
    static const Names wholes{"html", "body", "main", "article"};
    static const QRegularExpression marks(
        QStringLiteral(
            "(^|[\\s_-])(nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|sidebar|footer|share|social|"
            "advert|ads|promo|newsletter|related)([\\s_-]|$)"),
        QRegularExpression::CaseInsensitiveOption);
    if (names.contains(name) || roles.contains(attributes.value("role")))
        return true;
    return !wholes.contains(name)
           && (attributes.value("class").contains(marks) || attributes.value("id").contains(marks));
}

bool isMain(const QByteArray &name, const HtmlHandler::Attributes &attributes)
{
    return name == "main" || name == "article" || attributes.value("role") == QLatin1String("main")
           || attributes.value("itemprop") == QLatin1String("articleBody");
}

int headingLevel(const QByteArray &name)
{
    const bool isHeading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    return isHeading ? name[1] - '0' : 0;
}

/// What an element means for the text within it; inherited from the element around.
struct Context {
    QByteArray name;
    BlockKind kind = BlockKind::Paragraph;
    int level = 0;
    bool isIgnored = false;
    bool isAside = false;
    bool isMain = false;
    bool isLink = false;
    bool isTitle = false;
    bool isCaption = false;
};

class Reader final : public HtmlHandler {
public:
    explicit Reader(ImportBudget &budget)
        : m_budget(budget)
    {
    }

    void startElement(const QByteArray &name, const Attributes &attributes) override;
    void endElement(const QByteArray &name) override;
    void characters(const QString &text) override;
    HtmlContent finish();

private:
    [[nodiscard]] Context within(const QByteArray &name, const Attributes &attributes) const;
    void startTablePart(const QByteArray &name, const Attributes &attributes);
    void endTablePart(const QByteArray &name);
    void readMeta(const Attributes &attributes);
    void lineBreak();
    void flush();
    void emitPiece(HtmlPiece piece);

    ImportBudget &m_budget;
    HtmlContent m_content;
    QList<Context> m_contexts;
    std::vector<HtmlTableBuilder> m_tables; ///< those open, innermost last
    HtmlPiece m_piece;
    bool m_hasBreak = false;
};

Context Reader::within(const QByteArray &name, const Attributes &attributes) const
{
    Context context = m_contexts.isEmpty() ? Context{} : m_contexts.constLast();
    context.name = name;
    context.isIgnored = context.isIgnored || isIgnored(name) || isHidden(attributes);
    context.isAside = context.isAside || isAside(name, attributes);
    context.isMain = context.isMain || isMain(name, attributes);
    context.isLink = context.isLink || name == "a";
    context.isTitle = name == "title" || name == "head";
    context.isCaption = context.isCaption || name == "caption";
    if (const int level = headingLevel(name); level > 0) {
        context.kind = BlockKind::Heading;
        context.level = level;
    } else if (name == "li" || name == "dd" || name == "dt") {
        context.kind = BlockKind::ListItem;
    } else if (name == "td" || name == "th") {
        context.kind = BlockKind::Paragraph;
    }
    return context;
}

void Reader::startElement(const QByteArray &name, const Attributes &attributes)
{
    const auto context = within(name, attributes);
    if (name == "br")
        lineBreak();
    else if (!isInline(name))
        flush();
    m_contexts.append(context);
    if (name == "meta")
        readMeta(attributes);
    if (!context.isIgnored)
        startTablePart(name, attributes);
}

void Reader::startTablePart(const QByteArray &name, const Attributes &attributes)
{
    if (name == "table") {
        m_tables.emplace_back(attributes.value("role") == QLatin1String("presentation"));
    } else if (!m_tables.empty() && name == "tr") {
        m_tables.back().beginRow();
    } else if (!m_tables.empty() && (name == "td" || name == "th")) {
        m_tables.back().beginCell(attributes.value("colspan").toInt(), attributes.value("rowspan").toInt());
    }
}

void Reader::endElement(const QByteArray &name)
{
    if (!isInline(name) && name != "br")
        flush();
    const bool wasIgnored = !m_contexts.isEmpty() && m_contexts.constLast().isIgnored;
    if (!m_contexts.isEmpty())
        m_contexts.removeLast();
    if (!wasIgnored)
        endTablePart(name);
}

void Reader::endTablePart(const QByteArray &name)
{
    if (m_tables.empty() || (name != "table" && name != "td" && name != "th"))
        return;
    if (name != "table") {
        m_tables.back().endCell();
        return;
    }
    const auto pieces = m_tables.back().takePieces();
    const bool isData = m_tables.back().isData();
    m_tables.pop_back();
    if (!m_tables.empty() && isData)
        m_tables.back().setHoldsTable();
    for (const auto &piece : pieces)
        emitPiece(piece);
}

void Reader::readMeta(const Attributes &attributes)
{
    const auto key = (attributes.value("name") + attributes.value("property")).toLower();
    const auto content = attributes.value("content").simplified();
    static const QSet<QString> dates{
        QStringLiteral("article:published_time"), QStringLiteral("date"),          QStringLiteral("dc.date"),
        QStringLiteral("dcterms.created"),        QStringLiteral("datepublished"), QStringLiteral("pubdate")};
    if (key == QLatin1String("author") || key == QLatin1String("dc.creator"))
        m_content.author = content;
    else if (dates.contains(key) && !m_content.date)
        m_content.date = isoDate(content);
}

void Reader::characters(const QString &text)
{
    if (m_contexts.isEmpty())
        return;
    const auto &context = m_contexts.constLast();
    if (context.isIgnored)
        return;
    if (context.isTitle) {
        m_content.title += text;
        return;
    }
    if (m_piece.text.isEmpty()) {
        m_piece = {.kind = context.kind, .level = context.level, .isAside = context.isAside, .isMain = context.isMain};
    }
    if (context.isCaption && !m_tables.empty())
        m_tables.back().addCaption(text);
    m_piece.text += text;
    m_piece.linkLength += context.isLink ? text.simplified().size() : 0;
    if (!text.trimmed().isEmpty())
        m_hasBreak = false;
}

/// One is a line's end within a paragraph, two part paragraphs.
void Reader::lineBreak()
{
    if (m_hasBreak)
        flush();
    m_hasBreak = !m_hasBreak;
    if (!m_piece.text.isEmpty())
        m_piece.text += QLatin1Char('\n');
}

void Reader::flush()
{
    m_hasBreak = false;
    m_piece.text = m_piece.text.simplified();
    if (!m_piece.text.isEmpty())
        emitPiece(m_piece);
    m_piece = {};
}

void Reader::emitPiece(HtmlPiece piece)
{
    if (!m_tables.empty())
        m_tables.back().add(std::move(piece));
    else if (m_content.pieces.size() <= m_budget.limits().blocks)
        m_content.pieces.append(std::move(piece));
}

HtmlContent Reader::finish()
{
    flush();
    while (!m_tables.empty())
        endTablePart("table");
    m_content.title = m_content.title.simplified();
    return std::move(m_content);
}

} // namespace

HtmlContent readHtml(const QString &html, ImportBudget &budget)
{
    Reader reader(budget);
    parseHtml(html, reader, budget);
    return reader.finish();
}

} // namespace consultantos

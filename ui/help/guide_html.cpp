// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/guide_html.h"

#include <QStringList>

#include <exception>
#include <md4c.h>

namespace consultantos {

namespace {

constexpr int Continue = 0;
constexpr int Stop = 1;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    return QString::fromUtf8(attribute.text, qsizetype(attribute.size));
}

/// "<td" … of a cell that is aligned.
QString cellTag(const QString &name, const MD_BLOCK_TD_DETAIL &cell)
{
    if (cell.align == MD_ALIGN_RIGHT)
        return QLatin1Char('<') + name + QStringLiteral(" align=\"right\">");
    if (cell.align == MD_ALIGN_CENTER)
        return QLatin1Char('<') + name + QStringLiteral(" align=\"center\">");
    return QLatin1Char('<') + name + QLatin1Char('>');
}

/// Turns md4c's events into parts. No exception may pass through the C code, so the first one is kept.
class Writer {
public:
    Writer(QString guide, QStringList guides)
        : m_guide(std::move(guide))
        , m_guides(std::move(guides))
    {
    }

    QList<GuidePart> parts(const QByteArray &markdown);

private:
    template <typename Handle>
    int guarded(Handle handle);
    void enterBlock(MD_BLOCKTYPE type, void *detail);
    void leaveBlock(MD_BLOCKTYPE type, void *detail);
    void enterSpan(MD_SPANTYPE type, void *detail);
    void leaveSpan(MD_SPANTYPE type);
    void text(MD_TEXTTYPE type, const QString &text);
    /// Empty: there is no such place here.
    [[nodiscard]] QString target(const QString &link) const;
    void put(const QString &html);

    QString m_guide;
    QStringList m_guides;
    QHash<QString, int> m_anchors;
    QList<GuidePart> m_parts;
    QString m_headingHtml;
    QString m_headingText;
    bool m_isHeading = false;
    bool m_isPicture = false;
    QList<bool> m_links; ///< of the links that are open: whether they lead somewhere
    std::exception_ptr m_exception;
};

template <typename Handle>
int Writer::guarded(Handle handle)
{
    try {
        handle();
        return Continue;
    } catch (...) {
        m_exception = std::current_exception();
        return Stop;
    }
}

QList<GuidePart> Writer::parts(const QByteArray &markdown)
{
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        auto *writer = static_cast<Writer *>(self);
        return writer->guarded([&] { writer->enterBlock(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *detail, void *self) {
        auto *writer = static_cast<Writer *>(self);
        return writer->guarded([&] { writer->leaveBlock(type, detail); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *self) {
        auto *writer = static_cast<Writer *>(self);
        return writer->guarded([&] { writer->enterSpan(type, detail); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void *, void *self) {
        auto *writer = static_cast<Writer *>(self);
        return writer->guarded([&] { writer->leaveSpan(type); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self) {
        auto *writer = static_cast<Writer *>(self);
        return writer->guarded([&] { writer->text(type, QString::fromUtf8(text, qsizetype(size))); });
    };
    md_parse(markdown.constData(), MD_SIZE(markdown.size()), &parser, this);
    if (m_exception)
        std::rethrow_exception(m_exception);
    return m_parts;
}

void Writer::put(const QString &html)
{
    if (m_isHeading)
        m_headingHtml += html;
    else if (!m_parts.isEmpty())
        m_parts.last().html += html;
}

void Writer::enterBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_H:
        m_isHeading = true;
        m_headingHtml.clear();
        m_headingText.clear();
        break;
    case MD_BLOCK_QUOTE:
        put(QStringLiteral("<blockquote>"));
        break;
    case MD_BLOCK_UL:
        put(QStringLiteral("<ul>"));
        break;
    case MD_BLOCK_OL:
        put(QStringLiteral("<ol>"));
        break;
    case MD_BLOCK_LI:
        put(QStringLiteral("<li>"));
        break;
    case MD_BLOCK_HR:
        put(QStringLiteral("<hr>"));
        break;
    case MD_BLOCK_CODE:
        put(QStringLiteral("<pre class=\"code\">"));
        break;
    case MD_BLOCK_P:
        put(QStringLiteral("<p>"));
        break;
    case MD_BLOCK_TABLE:
        put(QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"6\" width=\"100%\">"));
        break;
    case MD_BLOCK_TR:
        put(QStringLiteral("<tr>"));
        break;
    case MD_BLOCK_TH:
        put(cellTag(QStringLiteral("th"), *static_cast<MD_BLOCK_TD_DETAIL *>(detail)));
        break;
    case MD_BLOCK_TD:
        put(cellTag(QStringLiteral("td"), *static_cast<MD_BLOCK_TD_DETAIL *>(detail)));
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
}

void Writer::leaveBlock(MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_H: {
        m_isHeading = false;
        const auto level = int(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level);
        GuidePart part;
        part.title = m_headingText.simplified();
        part.anchor = guideAnchor(part.title, m_anchors);
        part.level = level;
        part.html =
            QStringLiteral("<h%1><a name=\"%2\"></a>%3</h%1>").arg(QString::number(level), part.anchor, m_headingHtml);
        m_parts.append(part);
        break;
    }
    case MD_BLOCK_QUOTE:
        put(QStringLiteral("</blockquote>"));
        break;
    case MD_BLOCK_UL:
        put(QStringLiteral("</ul>"));
        break;
    case MD_BLOCK_OL:
        put(QStringLiteral("</ol>"));
        break;
    case MD_BLOCK_LI:
        put(QStringLiteral("</li>"));
        break;
    case MD_BLOCK_CODE:
        put(QStringLiteral("</pre>"));
        break;
    case MD_BLOCK_P:
        put(QStringLiteral("</p>"));
        break;
    case MD_BLOCK_TABLE:
        put(QStringLiteral("</table>"));
        break;
    case MD_BLOCK_TR:
        put(QStringLiteral("</tr>"));
        break;
    case MD_BLOCK_TH:
        put(QStringLiteral("</th>"));
        break;
    case MD_BLOCK_TD:
        put(QStringLiteral("</td>"));
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
    if (!m_isHeading && !m_parts.isEmpty())
        m_parts.last().text += QLatin1Char(' '); // words of different blocks aren't one word
}

QString Writer::target(const QString &link) const
{
    if (link.startsWith(QLatin1Char('#')))
        return QStringLiteral("help:%1%2").arg(m_guide, link);
    if (link.startsWith(QLatin1String("http://")) || link.startsWith(QLatin1String("https://")))
        return link;
    const auto file = link.section(QLatin1Char('#'), 0, 0);
    const auto anchor = link.mid(file.size());
    if (!file.endsWith(QLatin1String(".md")))
        return {};
    const auto guide = file.chopped(3);
    return m_guides.contains(guide) ? QStringLiteral("help:%1%2").arg(guide, anchor) : QString();
}

void Writer::enterSpan(MD_SPANTYPE type, void *detail)
{
    switch (type) {
    case MD_SPAN_EM:
        put(QStringLiteral("<i>"));
        break;
    case MD_SPAN_STRONG:
        put(QStringLiteral("<b>"));
        break;
    case MD_SPAN_CODE:
        put(QStringLiteral("<code>"));
        break;
    case MD_SPAN_DEL:
        put(QStringLiteral("<s>"));
        break;
    case MD_SPAN_A: {
        const auto to = target(textOf(static_cast<MD_SPAN_A_DETAIL *>(detail)->href));
        m_links.append(!to.isEmpty());
        if (!to.isEmpty())
            put(QStringLiteral("<a href=\"%1\">").arg(to.toHtmlEscaped()));
        break;
    }
    case MD_SPAN_IMG:
        m_isPicture = true;
        break;
    default:
        break;
    }
}

void Writer::leaveSpan(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        put(QStringLiteral("</i>"));
        break;
    case MD_SPAN_STRONG:
        put(QStringLiteral("</b>"));
        break;
    case MD_SPAN_CODE:
        put(QStringLiteral("</code>"));
        break;
    case MD_SPAN_DEL:
        put(QStringLiteral("</s>"));
        break;
    case MD_SPAN_A:
        if (m_links.takeLast())
            put(QStringLiteral("</a>"));
        break;
    case MD_SPAN_IMG:
        m_isPicture = false;
        break;
    default:
        break;
    }
}

void Writer::text(MD_TEXTTYPE type, const QString &text)
{
    if (m_isPicture)
        return;
    switch (type) {
    case MD_TEXT_BR:
        put(QStringLiteral("<br>"));
        break;
    case MD_TEXT_ENTITY:
        put(text);
        break;
    case MD_TEXT_SOFTBR:
        put(QStringLiteral(" "));
        break;
    case MD_TEXT_HTML:
    case MD_TEXT_NULLCHAR:
        return;
    default:
        put(text.toHtmlEscaped());
        break;
    }
    const bool isBreak = type == MD_TEXT_BR || type == MD_TEXT_SOFTBR;
    auto &plain = m_isHeading || m_parts.isEmpty() ? m_headingText : m_parts.last().text;
    plain += isBreak ? QStringLiteral(" ") : text;
}

} // namespace

QList<GuidePart> guideParts(const QString &guide, const QByteArray &markdown, const QStringList &guides)
{
    // The licence's line is for the sources' readers.
    auto body = markdown;
    if (body.startsWith("<!--"))
        body = body.mid(body.indexOf("-->") + 3);
    return Writer(guide, guides).parts(body);
}

QString guideAnchor(const QString &title, QHash<QString, int> &used)
{
    QString anchor;
    for (const auto character : title.toLower()) {
        if (character.isLetterOrNumber() || character == QLatin1Char('-') || character == QLatin1Char('_'))
            anchor += character;
        else if (character.isSpace())
            anchor += QLatin1Char('-');
    }
    const int before = used[anchor]++;
    return before == 0 ? anchor : QStringLiteral("%1-%2").arg(anchor).arg(before);
}

} // namespace consultantos

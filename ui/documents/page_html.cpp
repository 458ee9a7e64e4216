// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/page_html.h"

#include "widgets/theme.h"

namespace consultantos {

namespace {

/// A passage of table rows holds up to some lines of cells with tabs between them.
QString tableToHtml(const QString &text)
{
    QString html = QStringLiteral("<table cellpadding=\"4\">");
    const auto lines = text.split(QLatin1Char('\n'));
    for (const auto &line : lines) {
        html += QStringLiteral("<tr>");
        const auto cells = line.split(QLatin1Char('\t'));
        for (qsizetype column = 0; column < cells.size(); ++column)
            html +=
                QStringLiteral("<td align=\"%1\">%2</td>")
                    .arg(column == 0 ? QStringLiteral("left") : QStringLiteral("right"), cells[column].toHtmlEscaped());
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString passageToHtml(const PlacedPassage &placed)
{
    const auto text = placed.passage.text;
    const auto escaped = text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    switch (placed.kind) {
    case BlockKind::Heading:
        return QStringLiteral("<h3>%1</h3>").arg(escaped);
    case BlockKind::TableRow:
        return tableToHtml(text);
    case BlockKind::ListItem:
        return QStringLiteral("<p>• %1</p>").arg(escaped);
    case BlockKind::Note:
        return QStringLiteral("<p><i>%1</i></p>").arg(escaped);
    case BlockKind::Paragraph:
        break;
    }
    return QStringLiteral("<p>%1</p>").arg(escaped);
}

} // namespace

QString pageToHtml(const DocumentPage &page, const QPalette &palette)
{
    const auto colors = ThemeColors::of(palette);
    QString html;
    if (!page.imageFault.isEmpty())
        html += QStringLiteral("<p class=\"muted\">%1</p>").arg(page.imageFault.toHtmlEscaped());
    for (int row = 0; row < page.passages.size(); ++row) {
        const auto body = passageToHtml(page.passages[row]);
        // One-celled tables, as Qt's rich text has no grounds for blocks around a table. All have the same margins, so
        // that marking another passage moves nothing.
        html +=
            row == page.marked
                ? QStringLiteral("<a name=\"%1\"></a><table width=\"100%\" cellpadding=\"6\" bgcolor=\"%2\"><tr><td "
                                 "style=\"color:%3\">%4</td></tr></table>")
                      .arg(QLatin1String(MarkAnchor), colors.mark.name(),
                           palette.color(QPalette::Active, QPalette::Text).name(), body)
                : QStringLiteral("<table width=\"100%\" cellpadding=\"6\"><tr><td>%1</td></tr></table>").arg(body);
    }
    return html;
}

} // namespace consultantos

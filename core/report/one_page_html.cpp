// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/one_page_html.h"

#include "report/html_context.h"
#include "report/markdown_text.h"

namespace consultantos {

namespace {

using namespace outline;

QString htmlOf(const Text &text)
{
    QString html;
    for (const auto &run : text) {
        const auto said = HtmlContext::escape(run.text);
        html += run.isStrong  ? QStringLiteral("<strong>") + said + QStringLiteral("</strong>")
                : run.isMuted ? QStringLiteral("<span class=\"fields\">") + said + QStringLiteral("</span>")
                              : said;
    }
    return html;
}

QString htmlOf(const Table &table)
{
    auto html = QStringLiteral("<table>\n<thead><tr>");
    for (const auto &column : table.columns)
        html += QStringLiteral("<th scope=\"col\">") + HtmlContext::escape(column.title) + QStringLiteral("</th>");
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const auto &row : table.rows) {
        html += QStringLiteral("<tr>");
        for (qsizetype i = 0; i < row.size(); ++i)
            html += (table.columns[i].isNumber ? QStringLiteral("<td class=\"num\">") : QStringLiteral("<td>"))
                    + HtmlContext::escape(row[i].text) + QStringLiteral("</td>");
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</tbody></table>\n");
}

QString bodyOf(const Outline &page, const Wording &wording)
{
    auto html = HtmlContext::heading(1, page.title);
    html += QStringLiteral("<p class=\"fields\">")
            + HtmlContext::escape(wording.date(page.date) + QStringLiteral(" · ") + page.engine)
            + QStringLiteral("</p>\n");
    for (const auto &section : page.sections) {
        if (!section.message.isEmpty())
            html += QStringLiteral("<p class=\"answer\">") + htmlOf(section.message) + QStringLiteral("</p>\n");
        bool isInList = false;
        for (const auto &block : section.blocks) {
            const bool isBullet = block.kind == Block::Kind::Bullet;
            if (isBullet != isInList)
                html += isBullet ? QStringLiteral("<ul>\n") : QStringLiteral("</ul>\n");
            isInList = isBullet;
            if (isBullet)
                html += QStringLiteral("<li>") + htmlOf(block.text) + QStringLiteral("</li>\n");
            else if (block.table)
                html += htmlOf(*block.table);
            else
                html += QStringLiteral("<p>") + htmlOf(block.text) + QStringLiteral("</p>\n");
        }
        if (isInList)
            html += QStringLiteral("</ul>\n");
    }
    return html;
}

QString markdownOf(const Text &text)
{
    QString said;
    for (const auto &run : text)
        said += run.isStrong ? QStringLiteral("**") + escapedMarkdown(run.text.trimmed()) + QStringLiteral("** ")
                             : escapedMarkdown(run.text);
    return said;
}

QString markdownOf(const Table &table)
{
    const auto row = [](const QStringList &cells) {
        return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    };
    QStringList titles;
    QStringList rule;
    for (const auto &column : table.columns) {
        titles.append(escapedMarkdown(column.title));
        rule.append(column.isNumber ? QStringLiteral("---:") : QStringLiteral("---"));
    }
    auto text = QLatin1Char('\n') + row(titles) + row(rule);
    for (const auto &cells : table.rows) {
        QStringList written;
        for (const auto &cell : cells)
            written.append(escapedMarkdown(cell.text));
        text += row(written);
    }
    return text + QLatin1Char('\n');
}

} // namespace

QString onePageHtml(const Outline &page, const Wording &wording)
{
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                          "'unsafe-inline'\">\n<title>")
               .arg(wording.language())
           + HtmlContext::escape(page.title)
           + QStringLiteral(
               "</title>\n<style>:root{color-scheme:light dark}body{max-width:52rem;margin:1.5rem auto;padding:0 1rem;"
               "font:15px/1.4 system-ui,sans-serif}h1{font-size:1.4rem;margin:0}p{margin:.45rem 0}ul{margin:.2rem 0 "
               ".5rem;padding-left:1.2rem}li{margin:.15rem 0}table{border-collapse:collapse;width:100%;margin:.5rem "
               "0}th,td{border-bottom:1px solid #9aa4ae;padding:.2rem .4rem;text-align:left}.num{text-align:right}"
               ".answer{font-size:1.1rem;border-left:4px solid #0b62a5;padding-left:.7rem}.fields{opacity:.75;"
               "font-size:.85em}@page{margin:14mm}@media print{body{margin:0;padding:0;max-width:none;font-size:9.2pt;"
               "line-height:1.28}}</style>\n</head>\n<body>\n")
           + bodyOf(page, wording) + QStringLiteral("</body>\n</html>\n");
}

QString onePageMarkdown(const Outline &page, const Wording &wording)
{
    auto text = QStringLiteral("# ") + escapedMarkdown(page.title) + QStringLiteral("\n\n") + wording.date(page.date)
                + QStringLiteral(" · ") + escapedMarkdown(page.engine) + QStringLiteral("\n\n");
    for (const auto &section : page.sections) {
        if (!section.message.isEmpty())
            text += markdownOf(section.message) + QStringLiteral("\n\n");
        for (const auto &block : section.blocks) {
            if (block.table)
                text += markdownOf(*block.table);
            else if (block.kind == Block::Kind::Bullet)
                text += QStringLiteral("- ") + markdownOf(block.text) + QLatin1Char('\n');
            else
                text += QLatin1Char('\n') + markdownOf(block.text) + QStringLiteral("\n\n");
        }
    }
    return text;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/running_lines.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// How many rows from the edge of a page can be running ones.
constexpr int EdgeRows = 3;
/// On how many pages, and on which share of them, a row must stand to be a running one.
constexpr int MinPages = 3;
constexpr double MinShare = 0.2;
constexpr qsizetype MaxLength = 120;
/// Rows in the outer share of the page are at its edge.
constexpr double EdgeShare = 0.14;

/// The text with each number as "#", so that "Page 3 of 9" is the same on each page.
QString pattern(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("\\d+"));
    return QString(text).replace(number, QStringLiteral("#")).toLower();
}

bool isPageNumber(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^(?:[-–—]\\s*)?(?:page\\s+)?(?:[a-z]{1,2}-)?(?:\\d{1,4}|["
                                                          "ivxl]{1,6})(?:\\s*(?:of|/)\\s*\\d{1,4})?(?:\\s*[-–—])?$"),
                                           QRegularExpression::CaseInsensitiveOption);
    return number.match(text).hasMatch();
}

bool isAtEdge(const RowPage &page, const Row &row)
{
    return row.area.bottom() < EdgeShare * page.size.height() || row.area.top() > (1 - EdgeShare) * page.size.height();
}

/// Indexes of the rows that may be running ones.
QList<int> edgeRows(const RowPage &page)
{
    QList<int> indexes;
    const int count = int(page.rows.size());
    for (int index = 0; index < count; ++index) {
        if ((index < EdgeRows || index >= count - EdgeRows) && isAtEdge(page, page.rows[index]))
            indexes.append(index);
    }
    return indexes;
}

} // namespace

int dropRunningLines(QList<RowPage> &pages)
{
    QHash<QString, int> pagesOf;
    for (const auto &page : pages) {
        QSet<QString> here;
        for (const auto index : edgeRows(page))
            here.insert(pattern(page.rows[index].text()));
        for (const auto &text : here)
            ++pagesOf[text];
    }
    const auto least = qMax(MinPages, int(MinShare * double(pages.size())));
    int dropped = 0;
    for (auto &page : pages) {
        auto indexes = edgeRows(page);
        std::reverse(indexes.begin(), indexes.end());
        for (const auto index : indexes) {
            const auto text = page.rows[index].text();
            if (isPageNumber(text) || (text.size() <= MaxLength && pagesOf[pattern(text)] >= least)) {
                page.rows.removeAt(index);
                ++dropped;
            }
        }
    }
    return dropped;
}

} // namespace consultantos::pdf

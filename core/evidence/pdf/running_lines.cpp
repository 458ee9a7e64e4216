// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/running_lines.h"

#include "evidence/pdf/part_name.h"

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

struct Place {
    qsizetype flow = 0;
    qsizetype row = 0;
};

/// Where the rows stand that may be running ones, as they are read. A page's number may stand high, as its last row,
/// where the text ended early.
QList<Place> edgeRows(const RowPage &page)
{
    QList<Place> places;
    for (qsizetype flow = 0; flow < page.flows.size(); ++flow) {
        const auto &rows = page.flows[flow];
        for (qsizetype row = 0; row < rows.size(); ++row) {
            const bool last = flow == page.flows.size() - 1 && row == rows.size() - 1;
            const bool outer = row < EdgeRows || row >= rows.size() - EdgeRows;
            if ((last && isPageNumber(rows[row].text())) || (outer && isAtEdge(page, rows[row])))
                places.append({flow, row});
        }
    }
    return places;
}

} // namespace

int dropRunningLines(QList<RowPage> &pages)
{
    QHash<QString, int> pagesOf;
    for (const auto &page : pages) {
        QSet<QString> here;
        for (const auto &place : edgeRows(page))
            here.insert(pattern(page.flows[place.flow][place.row].text()));
        for (const auto &text : here)
            ++pagesOf[text];
    }
    const auto least = qMax(MinPages, int(MinShare * double(pages.size())));
    int dropped = 0;
    for (auto &page : pages) {
        auto places = edgeRows(page);
        std::reverse(places.begin(), places.end());
        for (const auto &place : places) {
            auto &rows = page.flows[place.flow];
            const auto text = rows[place.row].text();
            const auto times = pagesOf[pattern(text)];
            const bool repeated = times >= least || (times >= MinPages && isPartNames(text));
            if (isPageNumber(text) || (text.size() <= MaxLength && repeated)) {
                rows.removeAt(place.row);
                ++dropped;
            }
        }
    }
    return dropped;
}

} // namespace consultantos::pdf

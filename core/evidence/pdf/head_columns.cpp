// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/head_columns.h"

#include <cmath>
#include <limits>
#include <vector>

namespace consultantos::pdf {

namespace {

/// What leaving a column without a heading costs, in points off the middle.
constexpr double BareColumn = 9;

/// The cheapest way to give the first headings the first columns.
struct Share {
    double cost = std::numeric_limits<double>::infinity();
    int from = -1; ///< column the last heading begins at
    int to = -1;
};

double offMiddle(const QRectF &heading, const QList<Columns::Band> &bands, int first, int last)
{
    return std::abs(heading.center().x() - (bands[first].outerLeft + bands[last].right) / 2);
}

} // namespace

QList<ColumnSpan> spansOf(const QList<QRectF> &headings, const QList<Columns::Band> &bands)
{
    const int columns = int(bands.size());
    const int count = int(headings.size());
    if (count == 0 || count > columns)
        return {};
    // best[h][c]: the first h headings stand within the first c columns.
    std::vector<std::vector<Share>> best(std::size_t(count) + 1, std::vector<Share>(std::size_t(columns) + 1));
    for (int column = 0; column <= columns; ++column)
        best[0][std::size_t(column)].cost = column * BareColumn;
    for (int heading = 1; heading <= count; ++heading) {
        for (int column = heading; column <= columns; ++column) {
            auto &share = best[std::size_t(heading)][std::size_t(column)];
            const auto &bare = best[std::size_t(heading)][std::size_t(column) - 1];
            if (bare.cost + BareColumn < share.cost)
                share = {bare.cost + BareColumn, bare.from, bare.to};
            for (int first = heading - 1; first < column; ++first) {
                const auto cost = best[std::size_t(heading) - 1][std::size_t(first)].cost
                                  + offMiddle(headings[heading - 1], bands, first, column - 1);
                if (cost < share.cost)
                    share = {cost, first, column - 1};
            }
        }
    }
    QList<ColumnSpan> spans;
    int column = columns;
    for (int heading = count; heading > 0; --heading) {
        const auto &share = best[std::size_t(heading)][std::size_t(column)];
        spans.prepend({share.from, share.to});
        column = share.from;
    }
    return spans;
}

} // namespace consultantos::pdf

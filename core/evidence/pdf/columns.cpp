// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/columns.h"

#include <algorithm>
#include <cmath>

namespace consultantos::pdf {

namespace {

/// Boxes of neighbours may touch by this much, in points.
constexpr double Touch = 1;

double overlap(const Columns::Band &band, const QRectF &area)
{
    return qMin(band.right, area.right()) - qMax(band.left, area.left());
}

} // namespace

bool Columns::accept(const QList<Cell> &cells) const
{
    auto after = *this;
    const auto many = [](const QList<Band> &bands) {
        return std::count_if(bands.begin(), bands.end(), [](const Band &band) { return band.cells > 1; });
    };
    const auto before = many(m_bands);
    after.add(cells);
    const auto values = std::count_if(cells.begin(), cells.end(), [](const Cell &cell) { return cell.value; });
    QList<int> taken;
    for (const auto &cell : cells) {
        if (cell.value)
            taken.append(after.overlapping(cell.column));
    }
    std::sort(taken.begin(), taken.end());
    const bool apart = std::unique(taken.begin(), taken.end()) - taken.begin() == values;
    return apart && many(after.m_bands) >= before;
}

void Columns::add(const QList<Cell> &cells)
{
    for (const auto &cell : cells) {
        if (cell.value)
            insert(cell.column, cell.area.left());
    }
}

void Columns::addTexts(const QList<Cell> &cells)
{
    for (const auto &cell : cells)
        insert(cell.area, cell.area.left());
}

void Columns::insert(const QRectF &area, double outerLeft)
{
    Band band{area.left(), area.right(), outerLeft, 1};
    for (auto at = m_bands.begin(); at != m_bands.end();) {
        if (overlap(*at, area) <= Touch) {
            ++at;
            continue;
        }
        band.left = qMin(band.left, at->left);
        band.right = qMax(band.right, at->right);
        band.outerLeft = qMin(band.outerLeft, at->outerLeft);
        band.cells += at->cells;
        at = m_bands.erase(at);
    }
    const auto place =
        std::find_if(m_bands.begin(), m_bands.end(), [&band](const Band &other) { return other.left > band.left; });
    m_bands.insert(place, band);
}

int Columns::overlapping(const QRectF &area) const
{
    int best = -1;
    double most = 0;
    for (int index = 0; index < count(); ++index) {
        if (overlap(m_bands[index], area) > most) {
            most = overlap(m_bands[index], area);
            best = index;
        }
    }
    return best;
}

int Columns::nearest(const QRectF &area) const
{
    const auto middle = area.center().x();
    const auto distance = [middle](const Band &band) {
        return qMax(qMax(band.left - middle, middle - band.right), 0.0);
    };
    const auto best = std::min_element(m_bands.begin(), m_bands.end(), [&](const Band &left, const Band &right) {
        return distance(left) < distance(right);
    });
    return int(best - m_bands.begin());
}

int Columns::highest() const
{
    int most = 0;
    for (const auto &band : m_bands)
        most = qMax(most, band.cells);
    return most;
}

} // namespace consultantos::pdf

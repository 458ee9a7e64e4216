// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/cells.h"

#include <QList>

namespace consultantos::pdf {

/// Where the columns right of the labels stand: bands of x that the numbers of different rows share. Numbers of one
/// column overlap whether they are aligned right, left or at the point; those of two columns don't.
class Columns {
public:
    struct Band {
        double left = 0; ///< of its numbers
        double right = 0;
        double outerLeft = 0; ///< of their currency signs too, which can stand far off
        int cells = 0;        ///< in how many rows it has one
    };

    /// Whether the row's numbers fit: each into a band of its own, no two bands becoming one.
    [[nodiscard]] bool accept(const QList<Cell> &cells) const;
    void add(const QList<Cell> &cells);
    /// A band for texts, e.g. names right of a number.
    void addTexts(const QList<Cell> &cells);

    [[nodiscard]] bool isEmpty() const { return m_bands.isEmpty(); }
    [[nodiscard]] int count() const { return int(m_bands.size()); }
    [[nodiscard]] const QList<Band> &bands() const { return m_bands; }
    /// The left edge of the first, with its currency signs; the labels are left of it.
    [[nodiscard]] double left() const { return m_bands.first().outerLeft; }
    [[nodiscard]] double right() const { return m_bands.last().right; }
    [[nodiscard]] double center() const { return (left() + right()) / 2; }
    /// The band that `area` overlaps most, -1 if none.
    [[nodiscard]] int overlapping(const QRectF &area) const;
    /// The band nearest to `area`'s middle.
    [[nodiscard]] int nearest(const QRectF &area) const;
    /// The highest number of rows that share a band.
    [[nodiscard]] int highest() const;

private:
    void insert(const QRectF &area, double outerLeft);

    QList<Band> m_bands; ///< from left to right
};

} // namespace consultantos::pdf

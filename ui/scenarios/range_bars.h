// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart.h"

#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace consultantos {

/// Bars from one value to another on a common axis, one a row: a tornado (about a base), a football field (with a middle and
/// the band in which all overlap) or estimates with their intervals.
class RangeBars : public Chart {
    Q_OBJECT
public:
    struct Row {
        QString label;
        double from = 0; ///< where a tornado's driver is low; may lie above `to`
        double to = 0;
        std::optional<double>
            mark;              ///< drawn as a line across the bar; the one value there is where both ends are equal
        QString note;          ///< shown when pointed at
        bool isStrong = false; ///< stands out, e.g. what the others lead to
        bool operator==(const Row &) const = default;
    };

    explicit RangeBars(const QString &name, QWidget *parent = nullptr);

    /// `base` divides the bars of a tornado; `band` is shaded.
    void setRows(const QList<Row> &rows, const QString &unit, std::optional<double> base = {},
                 std::optional<std::pair<double, double>> band = {});
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// What of a row's label has room at the present width; the tip has all of it.
    [[nodiscard]] QString shownLabel(int row) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] QFont labelFont(const Row &row) const;
    [[nodiscard]] int widestLabel() const;
    /// What a value beside an end of a bar takes.
    [[nodiscard]] int valueWidth() const;
    [[nodiscard]] double markRadius() const;
    [[nodiscard]] int leastBars() const;
    [[nodiscard]] int labelWidth() const;
    void describe();

    QList<Row> m_rows;
    QString m_unit;
    std::optional<double> m_base;
    std::optional<std::pair<double, double>> m_band;
};

} // namespace consultantos

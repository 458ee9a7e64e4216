// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"
#include "widgets/chart.h"

namespace consultantos {

/// The series taken apart: level, season and what is left, each with an axis of its own; beside each
/// other where the chart is flat.
class DecompositionChart : public Chart {
    Q_OBJECT
public:
    explicit DecompositionChart(QWidget *parent = nullptr);

    void setEntry(const ForecastEntry *entry);
    /// Which parts are shown, and how strong the season is, in words.
    [[nodiscard]] QString description() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintPart(QPainter &painter, const QRectF &area, const QString &name, const forecasting::Values &values,
                   int color, bool isAroundZero) const;

    std::shared_ptr<const SeriesOutcome> m_outcome;
    QString m_unit;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"
#include "widgets/chart.h"

#include <QImage>

#include <vector>

namespace consultantos {

/// History, forecast with its 80 and 95 % fan, what the backtest would have said, and the user's own values. Mouse or arrow
/// keys show a period's values. Paints itself: a slider's step must be on the screen within a frame.
class ForecastChart : public Chart {
    Q_OBJECT
public:
    explicit ForecastChart(QWidget *parent = nullptr);

    void setEntry(const ForecastEntry *entry); ///< null, or without an outcome: empty
    /// The values of a place, the first of which is the oldest that is shown; empty if there is none.
    [[nodiscard]] QString textAt(int place) const;
    [[nodiscard]] int currentPlace() const { return m_place; } ///< -1: none
    [[nodiscard]] int placeCount() const;
    /// Whether the user's growth or values moved a step: the forecast as it was made is shown, too.
    [[nodiscard]] bool isMoved() const;
    /// As shown, `scale` times as sharp.
    [[nodiscard]] QImage toImage(qreal scale);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Scale;
    [[nodiscard]] Scale scaleFor(const QRectF &area) const;
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] qreal legendHeight() const;
    [[nodiscard]] QString axisText(double value) const;
    void paintAxes(QPainter &painter, const Scale &scale) const;
    void paintFan(QPainter &painter, const Scale &scale) const;
    void paintLines(QPainter &painter, const Scale &scale) const;
    qreal paintLegend(QPainter *painter) const; ///< null: only how high it is
    void paintGuide(QPainter &painter, const Scale &scale) const;
    [[nodiscard]] QString labelAt(int place) const;
    void choose(int place);
    void describe(const QString &headline);
    void findRange();

    std::shared_ptr<const SeriesOutcome> m_outcome;
    std::vector<forecasting::AdjustedStep> m_steps;
    QString m_unit;
    std::size_t m_first = 0; ///< of the history that is shown
    double m_low = 0.0;
    double m_high = 1.0;
    double m_tick = 1.0;
    double m_divisor = 1.0; ///< of the axis's numbers
    int m_place = -1;
};

} // namespace consultantos

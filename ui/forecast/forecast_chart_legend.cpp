// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_chart.h"
#include "forecast/forecast_chart_colors.h"

#include <QPainter>

#include <algorithm>

namespace consultantos {

using namespace forecasting;

qreal ForecastChart::paintLegend(QPainter *painter) const
{
    struct Part {
        QString name;
        int color;
        int kind; ///< 0 line, 1 dashes, 2 band, 3 square, 4 dots
        double opacity;
    };
    QList<Part> parts{{tr("History"), HistoryColor, 0, 1.0}, {tr("Forecast"), ForecastColor, 1, 1.0}};
    const bool isOnDark = isDark(palette());
    parts.append({tr("80 %"), ForecastColor, 2, outerOpacity(isOnDark) + innerOpacity(isOnDark)});
    parts.append({tr("95 %"), ForecastColor, 2, outerOpacity(isOnDark)});
    if (m_outcome && m_outcome->forecast.backtest.origins > 0)
        parts.append({tr("Would have been forecast"), BacktestColor, 0, 1.0});
    if (std::any_of(m_steps.begin(), m_steps.end(), [](const AdjustedStep &step) { return step.isOwnValue; }))
        parts.append({tr("Your own values"), -1, 3, 1.0});
    if (isMoved())
        parts.append({tr("Before your assumptions"), -2, 4, 1.0});
    QString unit = m_unit;
    if (m_divisor > 1.0) {
        const auto factor = m_divisor >= 1e9 ? tr("billions") : m_divisor >= 1e6 ? tr("millions") : tr("thousands");
        unit = unit.isEmpty() ? factor : tr("%1, %2").arg(unit, factor);
    }
    const QFontMetricsF metrics(font());
    const qreal mark = 2.5 * GridUnit;
    qreal x = GridUnit / 2.0;
    qreal y = GridUnit / 2.0;
    const auto place = [&](qreal width) {
        if (x > GridUnit && x + width > this->width() - GridUnit) {
            x = GridUnit / 2.0;
            y += metrics.lineSpacing() + 2;
        }
    };
    if (!unit.isEmpty()) {
        const qreal width = metrics.horizontalAdvance(unit) + 2 * GridUnit;
        if (painter != nullptr) {
            painter->setPen(ThemeColors::of(palette()).muted);
            painter->drawText(QRectF(x, y, width, metrics.lineSpacing()), Qt::AlignLeft | Qt::AlignVCenter, unit);
        }
        x += width;
    }
    for (const auto &part : parts) {
        const qreal width = mark + GridUnit / 2.0 + metrics.horizontalAdvance(part.name) + 2 * GridUnit;
        place(width);
        if (painter != nullptr) {
            const auto theme = ThemeColors::of(palette());
            auto color = part.color == -1   ? theme.warning
                         : part.color == -2 ? theme.muted
                         : part.kind == 1   ? forecastLineColor(palette())
                                            : chartColor(part.color, palette());
            const qreal middle = y + metrics.lineSpacing() / 2;
            color.setAlphaF(float(part.opacity));
            if (part.kind < 2 || part.kind == 4) {
                painter->setPen(QPen(color, 2.5,
                                     part.kind == 1   ? Qt::DashLine
                                     : part.kind == 4 ? Qt::DotLine
                                                      : Qt::SolidLine));
                painter->drawLine(QPointF(x, middle), QPointF(x + mark, middle));
            } else {
                painter->setPen(Qt::NoPen);
                painter->setBrush(color);
                const qreal side = part.kind == 3 ? 9.0 : mark;
                painter->drawRect(QRectF(x + (mark - side) / 2, middle - 5, side, 10));
            }
            painter->setPen(palette().color(QPalette::WindowText));
            painter->drawText(QRectF(x + mark + GridUnit / 2.0, y, width, metrics.lineSpacing()),
                              Qt::AlignLeft | Qt::AlignVCenter, part.name);
        }
        x += width;
    }
    return y + metrics.lineSpacing();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/strategy_canvas_chart.h"

#include "report/line_chart.h"
#include "widgets/chart_frame.h"
#include "widgets/theme.h"

#include <QVBoxLayout>

namespace consultantos {

StrategyCanvasChart::StrategyCanvasChart(const Canvas &canvas, QWidget *parent)
    : QWidget(parent)
{
    // Beyond five curves nobody can tell them apart; the company itself always stands first.
    constexpr qsizetype MaxLines = 5;
    QList<LineChart::Line> lines;
    for (const auto &line : canvas.lines) {
        if (lines.size() == MaxLines)
            break;
        LineChart::Line curve{line.company, {}};
        for (const auto &level : line.levels)
            curve.values.append(level ? std::optional(level->value) : std::nullopt);
        lines.append(curve);
    }
    QStringList factors;
    for (const auto &factor : canvas.factors) {
        // The part in brackets names the figure and is told in the text; labels stand in two lines.
        auto label = factor.section(QStringLiteral(" ("), 0, 0);
        if (const auto middle = label.indexOf(QLatin1Char(' '), label.size() / 2 - 2); middle > 0)
            label.replace(middle, 1, QStringLiteral("<br>"));
        factors.append(label);
    }
    auto *chart = new LineChart;
    chart->setData(tr("Strategy canvas: levels from 0 to 10"), factors, lines, QStringLiteral("%.0f"),
                   std::pair(0.0, 10.0), ChartTable::Order::Categories);
    chart->setMinimumHeight(fontMetrics().lineSpacing() * 20);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 0);
    layout->addWidget(new ChartFrame(chart));
}

} // namespace consultantos

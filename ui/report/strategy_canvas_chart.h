// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/framework.h"

#include <QWidget>

namespace consultantos {

class LineChart;

/// The strategy canvas as a chart; the grid of the four actions stands below it in the report's text.
class StrategyCanvasChart : public QWidget {
    Q_OBJECT
public:
    explicit StrategyCanvasChart(const Canvas &canvas, QWidget *parent = nullptr);
};

} // namespace consultantos

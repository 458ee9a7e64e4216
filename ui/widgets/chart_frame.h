// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QTableView;

namespace consultantos {

class Chart;
class ChartTableModel;
class LineIconButton;

/// A chart with the switch that shows its numbers as a table in its place: a button beside it, and the chart's context menu. The
/// button says the chart's name and summary, so that whoever walks by Tab hears them. Escape in the table brings the chart back.
/// A chart that has the focus is ringed.
class ChartFrame : public QWidget {
    Q_OBJECT
public:
    explicit ChartFrame(Chart *chart, QWidget *parent = nullptr);

    [[nodiscard]] bool showsTable() const;
    void showTable(bool isShown);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    /// The table and its model are made when they are first wanted.
    void makeTable();

    Chart *m_chart = nullptr;
    LineIconButton *m_button = nullptr;
    QAction *m_action = nullptr;
    ChartTableModel *m_model = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace consultantos

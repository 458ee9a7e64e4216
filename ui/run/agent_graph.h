// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QRectF>
#include <QWidget>

namespace consultantos {

class RunModel;

/// The agents of a run as boxes with state (icon, word and colour), time and activity; arrows lead from what an agent
/// reads to the agent. Columns are the longest way from a start. Arrow keys choose an agent.
class AgentGraph : public QWidget {
    Q_OBJECT
public:
    explicit AgentGraph(RunModel *model, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QList<QList<int>> columns() const;
    [[nodiscard]] QList<QRectF> boxes() const;
    void refresh();
    void paintNode(QPainter &painter, const QRectF &box, int row) const;

    RunModel *m_model = nullptr;
    int m_current = 0;
};

} // namespace consultantos

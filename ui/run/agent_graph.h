// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart.h"

#include <QRectF>

namespace consultantos {

class RunModel;

/// The agents of a run as boxes with state (icon, word and colour), time and activity; arrows lead from what an agent
/// reads to the agent. Columns are the longest way from a start. Arrow keys choose an agent, which is read aloud; what all do is the
/// summary.
class AgentGraph : public Chart {
    Q_OBJECT
public:
    explicit AgentGraph(RunModel *model, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QList<QList<int>> columns() const;
    [[nodiscard]] QList<QRectF> boxes() const;
    void refresh();
    void speakCurrent();
    void paintNode(QPainter &painter, const QRectF &box, int row) const;

    RunModel *m_model = nullptr;
    int m_current = 0;
};

} // namespace consultantos

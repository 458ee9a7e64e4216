// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/framework.h"
#include "widgets/chart.h"

#include <QList>
#include <QRectF>

namespace consultantos {

/// Porter's diagram: rivalry in the middle, the four other forces around it with arrows towards it; each with its score
/// and, as a bar, the interval that is open. A force is chosen by click, arrow keys and Enter.
class FiveForcesDiagram : public Chart {
    Q_OBJECT
public:
    explicit FiveForcesDiagram(const FrameworkResult &framework, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void forceActivated(const QString &sectionId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF box(int place) const;
    void paintForce(QPainter &painter, int place) const;

    QList<FrameworkSection> m_forces; ///< middle, top, right, bottom, left
    int m_current = 0;
};

} // namespace consultantos

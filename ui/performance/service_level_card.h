// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/performance_figures.h"

#include <QFrame>
#include <QList>

class QLabel;

namespace consultantos {

/// The service levels side by side: goal, value, and whether it is met, in words and colour.
class ServiceLevelCard : public QFrame {
    Q_OBJECT
public:
    explicit ServiceLevelCard(QWidget *parent = nullptr);

    void setLevels(const QList<ServiceLevel> &levels);

private:
    struct Tile {
        QLabel *title = nullptr;
        QLabel *value = nullptr;
        QLabel *state = nullptr;
    };
    QList<Tile> m_tiles;
};

} // namespace consultantos

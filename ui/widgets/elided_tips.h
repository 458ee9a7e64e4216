// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace consultantos {

/// Tells in a tool tip what a column's head or a cell of any list, tree or table says, where it has no room for all of it and its
/// model has no tip of its own. Watches the whole program while it lives.
class ElidedTips : public QObject {
    Q_OBJECT
public:
    explicit ElidedTips(QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace consultantos

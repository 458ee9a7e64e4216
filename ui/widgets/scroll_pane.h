// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace consultantos {

/// What scrolls and can have the focus, so that keys scroll it where there is nothing in it to have the focus. A screen reader is
/// told that it is a pane, and its name; of Qt's own areas it learns no role.
class ScrollPane : public QScrollArea {
    Q_OBJECT
public:
    explicit ScrollPane(const QString &name, QWidget *parent = nullptr);
};

} // namespace consultantos

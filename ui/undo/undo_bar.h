// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace consultantos {

class UndoSteps;

/// Says what was deleted last, with a button that brings it back and one that puts the bar away. Hidden while there is
/// nothing to say; put away, it comes again with the next deletion.
class UndoBar : public QWidget {
    Q_OBJECT
public:
    explicit UndoBar(UndoSteps *steps, QWidget *parent = nullptr);

private:
    void refresh();

    UndoSteps *m_steps;
    QLabel *m_text = nullptr;
};

} // namespace consultantos

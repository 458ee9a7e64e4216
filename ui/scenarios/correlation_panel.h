// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace consultantos {

class ScenarioDesk;

/// The correlations of a scenario as a table to write into, with a word on whether they can hold together, and the nearest that can.
class CorrelationPanel : public QWidget {
    Q_OBJECT
public:
    explicit CorrelationPanel(ScenarioDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }

Q_SIGNALS:
    void failed(const Error &error);

private:
    void tell();
    void takeNearest();

    ScenarioDesk &m_desk;
    QTableView *m_table;
    QLabel *m_words;
    QPushButton *m_nearest;
};

} // namespace consultantos

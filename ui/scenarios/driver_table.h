// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/cell_widget_table.h"

namespace consultantos {

class DriverTableModel;
class ScenarioDesk;

/// The drivers' table with a slider in each row.
class DriverTable : public CellWidgetTable {
    Q_OBJECT
public:
    explicit DriverTable(ScenarioDesk &desk, QWidget *parent = nullptr);
    [[nodiscard]] DriverTableModel *drivers() const { return m_model; }

private:
    void placeSliders();
    void moveSliders();

    ScenarioDesk &m_desk;
    DriverTableModel *m_model;
};

} // namespace consultantos

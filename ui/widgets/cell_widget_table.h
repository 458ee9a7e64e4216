// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace consultantos {

/// A table whose cells may hold widgets (`setIndexWidget()`). Of Qt's own tables a screen reader learns texts alone; here a
/// cell's widget is what is found in the cell.
class CellWidgetTable : public QTableView {
    Q_OBJECT
public:
    explicit CellWidgetTable(QWidget *parent = nullptr);
};

} // namespace consultantos

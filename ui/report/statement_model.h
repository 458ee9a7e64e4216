// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/financials.h"

#include <QAbstractTableModel>

namespace consultantos {

/// One statement: a row per line, a column per period, newest first.
class StatementModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setStatement(const Statement &statement);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Statement m_statement;
};

} // namespace consultantos

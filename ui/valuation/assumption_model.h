// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QAbstractTableModel>

#include <optional>

namespace consultantos {

class ValuationDesk;

/// The assumptions of a valuation with their sources; values can be typed over and become "yours", cleared they go back.
class AssumptionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TitleColumn, ValueColumn, SourceColumn, ColumnCount };

    explicit AssumptionModel(ValuationDesk &desk, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void failed(const Error &error);

private:
    void refresh();

    ValuationDesk &m_desk;
    int m_rows = 0;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QAbstractTableModel>

#include <optional>

namespace consultantos {

/// The methods that were tried on a series: weight, error in the past, what each says, parameters.
class MethodTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, WeightColumn, MaseColumn, NextColumn, LastColumn, ParameterColumn, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;
    using QAbstractTableModel::QAbstractTableModel;

    void setEntry(const ForecastEntry *entry);
    [[nodiscard]] std::optional<forecasting::Method> methodAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant value(const forecasting::MethodResult &method, int column, bool isForSorting) const;

    std::shared_ptr<const SeriesOutcome> m_outcome;
    QString m_unit;
};

} // namespace consultantos

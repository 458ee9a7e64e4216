// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QAbstractTableModel>

namespace consultantos {

/// The chart's values: the forecast's steps first, which can be edited, then the history, newest first.
class StepTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { PeriodColumn, ValueColumn, Lower80, Upper80, Lower95, Upper95, OriginColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setEntry(const ForecastEntry *entry); ///< null: nothing

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The user wrote a value of a step; nothing: the forecast's again.
    void stepEdited(std::size_t step, std::optional<double> value);

private:
    [[nodiscard]] QVariant stepData(const forecasting::AdjustedStep &step, int column, int role) const;
    [[nodiscard]] QVariant pastData(std::size_t place, int column, int role) const;

    std::shared_ptr<const SeriesOutcome> m_outcome;
    std::vector<forecasting::AdjustedStep> m_steps;
    QString m_unit;
};

} // namespace consultantos

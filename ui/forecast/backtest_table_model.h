// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QAbstractTableModel>

namespace consultantos {

/// How the forecast and each method did from each origin of the backtest, beside naive.
class BacktestTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { OriginColumn, StepsColumn, NameColumn, ErrorColumn, MaseColumn, AgainstColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setEntry(const ForecastEntry *entry);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString origin;
        std::size_t steps = 0;
        QString name;
        double error = 0.0;
        double naive = 0.0;
        bool isJudged = false; ///< what is shown as the forecast
    };
    QList<Row> m_rows;
    double m_scale = 0.0;
    QString m_unit;
};

} // namespace consultantos

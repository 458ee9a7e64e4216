// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/financials.h"
#include "report/figure_cell.h"

#include <QAbstractTableModel>
#include <QList>

namespace consultantos {

/// The ratios: group, title, a sparkline over the years, then the values, newest first.
class RatioModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TitleColumn, GroupColumn, TrendColumn, FirstValueColumn };
    enum Role {
        TrendRole = FigureRefRole + 1, ///< QVariantList of doubles, oldest first; an invalid entry where not derivable
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setRatios(const QList<Ratio> &ratios);
    [[nodiscard]] const Ratio &ratio(int row) const { return m_ratios[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const RatioValue *value(const QModelIndex &index) const;

    QList<Ratio> m_ratios;
    QStringList m_periods; ///< labels, newest first
};

} // namespace consultantos

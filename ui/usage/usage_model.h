// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/money_ledger.h"

#include <QAbstractTableModel>
#include <QHash>

namespace consultantos {

/// What language models were used for and cost, a row for each thing that calls are told apart by.
class UsageModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        KeyColumn,
        CallsColumn,
        CacheColumn,
        InputColumn,
        CachedInputColumn,
        OutputColumn,
        ReasoningColumn,
        CostColumn,
        SavedColumn,
        DurationColumn
    };
    static constexpr int ColumnCount = DurationColumn + 1;
    static constexpr int SortRole = Qt::UserRole; ///< values that sort as they mean
    using QAbstractTableModel::QAbstractTableModel;

    /// `titles`: what keys are called, where they aren't for readers: reports.
    void setTotals(UsageGrouping grouping, const QList<UsageTotals> &totals, const QHash<QString, QString> &titles);
    [[nodiscard]] const QList<UsageTotals> &totals() const { return m_totals; }
    [[nodiscard]] UsageGrouping grouping() const { return m_grouping; }
    [[nodiscard]] bool isAllZero(int column) const; ///< for a column of numbers: in every row

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString keyText(const UsageTotals &row) const;
    [[nodiscard]] QString text(const UsageTotals &row, int column) const;
    [[nodiscard]] static QVariant number(const UsageTotals &row, int column);

    UsageGrouping m_grouping = UsageGrouping::Agent;
    QList<UsageTotals> m_totals;
    QHash<QString, QString> m_titles;
};

} // namespace consultantos

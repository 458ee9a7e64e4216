// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/difference_model.h"

#include <QSortFilterProxyModel>

namespace consultantos {

/// Changes of one kind, or with one kind of cause.
class DifferenceFilter : public QSortFilterProxyModel {
public:
    static constexpr int Every = -1;
    using QSortFilterProxyModel::QSortFilterProxyModel;

    /// Ints of ReportChangeKind and CauseKind, or Every.
    void show(int kind, int cause)
    {
        m_kind = kind;
        m_cause = cause;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto index = sourceModel()->index(row, 0, parent);
        return (m_kind == Every || index.data(DifferenceModel::KindRole).toInt() == m_kind)
               && (m_cause == Every || index.data(DifferenceModel::CauseRole).toList().contains(m_cause));
    }

private:
    int m_kind = Every;
    int m_cause = Every;
};

} // namespace consultantos

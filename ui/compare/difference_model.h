// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/report_difference.h"

#include <QAbstractTableModel>

namespace consultantos {

/// The changes between two reports, a row each in the order of the difference.
class DifferenceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { KindColumn, TitleColumn, BeforeColumn, AfterColumn, SizeColumn, CausesColumn, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole, ///< what the column is sorted by
        KindRole,                ///< int of ReportChangeKind
        CauseRole,               ///< QVariantList of ints of CauseKind
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setDifference(const ReportDifference &difference);
    [[nodiscard]] const ReportDifference &difference() const { return m_difference; }
    [[nodiscard]] const ReportChange &change(int row) const { return m_difference.changes[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ReportDifference m_difference;
};

} // namespace consultantos

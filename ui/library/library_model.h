// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_repository.h"

#include <QAbstractTableModel>

namespace consultantos {

/// The stored reports, a row each. Qt::UserRole gives values that sort as they mean (dates as dates).
class LibraryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        CompanyColumn,
        QuestionColumn,
        FrameworksColumn,
        DepthColumn,
        StatusColumn,
        CreatedColumn,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;
    static constexpr int IdRole = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    void setReports(const QList<ReportSummary> &reports);
    [[nodiscard]] const QList<ReportSummary> &reports() const { return m_reports; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ReportSummary> m_reports;
};

} // namespace consultantos

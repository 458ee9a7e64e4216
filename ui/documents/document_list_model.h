// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_repository.h"

#include <QAbstractTableModel>

namespace consultantos {

/// The stored documents, a row each.
class DocumentListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, CompanyColumn, FormatColumn, ImportedColumn, PagesColumn, FactsColumn, ColumnCount };
    static constexpr int SortRole = Qt::UserRole; ///< values that sort as they mean: dates as dates
    static constexpr int IdRole = Qt::UserRole + 1;
    static constexpr int NeverSentRole = Qt::UserRole + 2;
    using QAbstractTableModel::QAbstractTableModel;

    void setDocuments(const QList<DocumentRecord> &documents);
    [[nodiscard]] const QList<DocumentRecord> &documents() const { return m_documents; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<DocumentRecord> m_documents;
};

} // namespace consultantos

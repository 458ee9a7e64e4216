// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QSortFilterProxyModel;

namespace consultantos {

class DocumentListModel;

/// The list of documents: sorted by what is clicked, opened with Enter, removed with Delete.
class DocumentTable : public QTableView {
    Q_OBJECT
public:
    explicit DocumentTable(DocumentListModel *model, QWidget *parent = nullptr);

    /// Only names and companies, where there is little room.
    void setCompact(bool isCompact);
    /// Only documents that are as the search's filters say.
    void setFilter(const QString &companyId, int fiscalYear, const QString &format);
    [[nodiscard]] QStringList selectedIds() const;
    /// Selects those that are there.
    void select(const QStringList &ids);
    /// All of them are marked; false if none is selected.
    [[nodiscard]] bool isSelectionNeverSent() const;

Q_SIGNALS:
    void documentActivated(const QString &documentId);
    void removalRequested();
    void briefRequested(const QString &documentId);
    /// Mark the selected ones, or take their mark away.
    void neverSendRequested(bool isNeverSent);
    void documentsSelected();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    class Filtered;
    DocumentListModel *m_documents = nullptr;
    Filtered *m_sorted = nullptr;
};

} // namespace consultantos

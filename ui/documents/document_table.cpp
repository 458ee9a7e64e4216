// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_table.h"

#include "documents/document_list_model.h"
#include "widgets/column_fit.h"
#include "widgets/theme.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace consultantos {

class DocumentTable::Filtered : public QSortFilterProxyModel {
public:
    Filtered(DocumentListModel *model, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_model(model)
    {
        setSourceModel(model);
        setSortRole(DocumentListModel::SortRole);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }

    void set(const QString &companyId, int fiscalYear, const QString &format)
    {
        m_companyId = companyId;
        m_fiscalYear = fiscalYear;
        m_format = format;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex & /*parent*/) const override
    {
        const auto &document = m_model->documents()[row];
        return (m_companyId.isEmpty() || document.origin.companyId == m_companyId)
               && (m_fiscalYear == 0 || document.origin.fiscalYear == m_fiscalYear)
               && (m_format.isEmpty() || document.format == m_format);
    }

private:
    DocumentListModel *m_model = nullptr;
    QString m_companyId;
    int m_fiscalYear = 0;
    QString m_format;
};

DocumentTable::DocumentTable(DocumentListModel *model, QWidget *parent)
    : QTableView(parent)
    , m_documents(model)
    , m_sorted(new Filtered(model, this))
{
    setObjectName(QStringLiteral("documentTable"));
    setAccessibleName(tr("Documents"));
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(DocumentListModel::ImportedColumn, Qt::DescendingOrder);
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setTextElideMode(Qt::ElideMiddle);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 2 * GridUnit);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(DocumentListModel::NameColumn, QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    setColumnWidth(DocumentListModel::CompanyColumn, character * 24);
    setColumnWidth(DocumentListModel::FormatColumn, character * 11);
    setColumnWidth(DocumentListModel::PagesColumn, character * 10);
    setColumnWidth(DocumentListModel::FactsColumn, character * 10);
    setColumnWidth(DocumentListModel::ImportedColumn, character * 20);
    fitHeadings(*this);
    connect(this, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT documentActivated(index.siblingAtColumn(0).data(DocumentListModel::IdRole).toString());
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &DocumentTable::documentsSelected);
    auto *shortcut = new QShortcut(QKeySequence::Delete, this);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &DocumentTable::removalRequested);
}

void DocumentTable::setCompact(bool isCompact)
{
    for (const auto column : {DocumentListModel::FormatColumn, DocumentListModel::PagesColumn,
                              DocumentListModel::FactsColumn, DocumentListModel::ImportedColumn})
        setColumnHidden(column, isCompact);
}

void DocumentTable::setFilter(const QString &companyId, int fiscalYear, const QString &format)
{
    m_sorted->set(companyId, fiscalYear, format);
}

QStringList DocumentTable::selectedIds() const
{
    QStringList ids;
    const auto rows = selectionModel()->selectedRows();
    for (const auto &row : rows)
        ids.append(row.data(DocumentListModel::IdRole).toString());
    return ids;
}

void DocumentTable::select(const QStringList &ids)
{
    QItemSelection selection;
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const auto index = m_sorted->index(row, 0);
        if (ids.contains(index.data(DocumentListModel::IdRole).toString()))
            selection.select(index, index);
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

bool DocumentTable::isSelectionNeverSent() const
{
    const auto rows = selectionModel()->selectedRows();
    return !rows.isEmpty() && std::all_of(rows.begin(), rows.end(), [](const QModelIndex &row) {
        return row.data(DocumentListModel::NeverSentRole).toBool();
    });
}

void DocumentTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (selectedIds().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("documentMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), this, [this] { Q_EMIT documentActivated(selectedIds().value(0)); });
    if (selectedIds().size() == 1)
        menu->addAction(tr("New &brief"), this, [this] { Q_EMIT briefRequested(selectedIds().value(0)); });
    auto *mark = menu->addAction(tr("&Never send to a language model"));
    mark->setCheckable(true);
    mark->setChecked(isSelectionNeverSent());
    connect(mark, &QAction::triggered, this, &DocumentTable::neverSendRequested);
    menu->addAction(tr("&Remove"), this, &DocumentTable::removalRequested);
    menu->popup(event->globalPos());
}

} // namespace consultantos

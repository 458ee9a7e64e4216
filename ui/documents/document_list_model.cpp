// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_list_model.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QLocale>

namespace consultantos {

void DocumentListModel::setDocuments(const QList<DocumentRecord> &documents)
{
    beginResetModel();
    m_documents = documents;
    endResetModel();
}

int DocumentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_documents.size());
}

int DocumentListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DocumentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &document = m_documents[index.row()];
    const bool isNumber = index.column() == PagesColumn || index.column() == FactsColumn;
    if (role == IdRole)
        return document.id;
    if (role == Qt::TextAlignmentRole && isNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == NameColumn) {
        auto lines = QStringList{document.title.isEmpty() ? document.name : document.title, document.origin.path};
        if (document.isNeverSent)
            lines.append(tr("Never sent to a language model, nor are the figures read from it."));
        return (lines + document.warnings).join(QLatin1Char('\n'));
    }
    if (role == NeverSentRole)
        return document.isNeverSent;
    if (document.isNeverSent && index.column() == NameColumn) {
        if (role == Qt::DecorationRole)
            return lineIcon(QStringLiteral("never-sent"), ThemeColors::of(QGuiApplication::palette()).warning);
        if (role == Qt::AccessibleTextRole)
            return tr("%1, never sent to a language model").arg(document.name);
    }
    if (role == SortRole && index.column() == ImportedColumn)
        return document.importedAt;
    if (role == SortRole && isNumber)
        return index.column() == PagesColumn ? document.pages : document.origin.facts;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return document.name;
    case CompanyColumn:
        return document.origin.companyName;
    case FormatColumn:
        return document.format.toUpper();
    case PagesColumn:
        // Formats without pages have none to count.
        return document.pages > 0 ? QLocale().toString(document.pages) : QStringLiteral("–");
    case FactsColumn:
        return QLocale().toString(document.origin.facts);
    case ImportedColumn:
        return QLocale().toString(document.importedAt.toLocalTime(), QLocale::ShortFormat);
    default:
        return {};
    }
}

QVariant DocumentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return int((section == PagesColumn || section == FactsColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Document");
    case CompanyColumn:
        return tr("Company");
    case FormatColumn:
        return tr("Format");
    case PagesColumn:
        return tr("Pages");
    case FactsColumn:
        return tr("Facts");
    case ImportedColumn:
        return tr("Imported");
    default:
        return {};
    }
}

} // namespace consultantos

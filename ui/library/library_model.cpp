// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library_model.h"

#include "report/report_words.h"

#include <QLocale>
#include <QMimeData>

namespace consultantos {

void LibraryModel::setReports(const QList<ReportSummary> &reports, bool isMore)
{
    beginResetModel();
    m_reports = reports;
    m_isMore = isMore;
    m_isAsked = false;
    endResetModel();
}

void LibraryModel::append(const QList<ReportSummary> &reports, bool isMore)
{
    m_isMore = isMore;
    m_isAsked = false;
    if (reports.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(reports.size()) - 1);
    m_reports += reports;
    endInsertRows();
}

bool LibraryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isMore && !m_isAsked;
}

void LibraryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isAsked = true;
    Q_EMIT moreWanted();
}

void LibraryModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT sortWanted(column, order);
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && m_makeDrag ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList LibraryModel::mimeTypes() const
{
    return {QStringLiteral("text/uri-list")};
}

QMimeData *LibraryModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const auto &index : indexes) {
        const auto id = index.data(IdRole).toString();
        if (!ids.contains(id))
            ids.append(id);
    }
    return m_makeDrag && !ids.isEmpty() ? m_makeDrag(ids) : nullptr;
}

void LibraryModel::setPinned(const QSet<QString> &ids)
{
    m_pinned = ids;
    if (!m_reports.isEmpty())
        Q_EMIT dataChanged(index(0, CompanyColumn), index(rowCount() - 1, CompanyColumn));
}

int LibraryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_reports.size());
}

int LibraryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LibraryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &report = m_reports[index.row()];
    if (role == IdRole)
        return report.id;
    if (role == SortRole && index.column() == CreatedColumn)
        return report.createdAt;
    if (role == Qt::AccessibleTextRole && index.column() == CompanyColumn && m_pinned.contains(report.id))
        return tr("%1, pinned").arg(report.companyName);
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case CompanyColumn:
        // A sign, not a colour, tells which are pinned.
        return role == Qt::DisplayRole && m_pinned.contains(report.id) ? QStringLiteral("\u2605 ") + report.companyName
                                                                       : report.companyName;
    case QuestionColumn:
        return report.question;
    case FrameworksColumn: {
        QStringList titles;
        for (const auto &id : report.frameworks)
            titles.append(frameworkTitle(id));
        return titles.join(QStringLiteral(", "));
    }
    case DepthColumn:
        return depthTitle(report.depth);
    case StatusColumn:
        return reportStatus(report.status);
    case CreatedColumn:
        return QLocale().toString(report.createdAt.toLocalTime(), QLocale::ShortFormat);
    default:
        return {};
    }
}

QVariant LibraryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CompanyColumn:
        return tr("Company");
    case QuestionColumn:
        return tr("Question");
    case FrameworksColumn:
        return tr("Frameworks");
    case DepthColumn:
        return tr("Depth");
    case StatusColumn:
        return tr("State");
    case CreatedColumn:
        return tr("Made");
    default:
        return {};
    }
}

} // namespace consultantos

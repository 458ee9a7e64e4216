// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library_model.h"

#include "report/report_words.h"

#include <QLocale>

namespace consultantos {

void LibraryModel::setReports(const QList<ReportSummary> &reports)
{
    beginResetModel();
    m_reports = reports;
    endResetModel();
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
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case CompanyColumn:
        return report.companyName;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/beside_model.h"

#include "model/units.h"
#include "report/report_words.h"
#include "widgets/shown_value.h"

#include <QLocale>

#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype LongestCell = 90;

QString shortened(const QString &text)
{
    return text.size() <= LongestCell ? text : text.left(LongestCell - 1) + QChar(0x2026);
}

} // namespace

void BesideModel::clear()
{
    beginResetModel();
    m_titles.clear();
    m_rows.clear();
    endResetModel();
}

void BesideModel::setFigures(const FiguresBeside &figures)
{
    beginResetModel();
    m_rows.clear();
    m_titles = {tr("Company")};
    for (const int year : figures.years)
        m_titles.append(shownYear(year));
    m_titles += {tr("Rank"), tr("Percentile")};
    for (const auto &company : figures.companies) {
        QList<Cell> row{Cell{company.name}};
        for (const auto &cell : company.years) {
            if (cell.figure)
                row.append(
                    {shownValue(cell.figure->value, cell.figure->unit),
                     tr("Year to %1. Enter or click shows where it comes from").arg(shownDate(cell.figure->period.end)),
                     cell.figure->ref,
                     {},
                     {},
                     true});
            else
                row.append({QStringLiteral("–"), cell.notDerivable, {}, {}, {}, true});
        }
        const auto ranked = tr("In FY%1").arg(figures.rankedYear);
        row.append({company.rank ? QString::number(*company.rank) : QStringLiteral("–"), ranked, {}, {}, {}, true});
        if (company.percentile)
            row.append({QLocale().toString(std::lround(100.0 * company.percentile->value)), // as its column is headed
                        tr("In FY%1, among %2 companies of the sectors").arg(figures.rankedYear).arg(figures.poolSize),
                        company.percentile->ref,
                        {},
                        {},
                        true});
        else
            row.append({QStringLiteral("–"), ranked, {}, {}, {}, true});
        m_rows.append(row);
    }
    endResetModel();
}

BesideModel::Cell BesideModel::cellOf(const SectionBeside &section, const ReportBeside &report)
{
    if (section.score)
        return {tr("%1 (%2 to %3)")
                    .arg(shownValue(section.score->value, units::Score), shownValue(section.score->low, units::Score),
                         shownValue(section.score->high, units::Score)),
                tr("Enter or click shows it in its report"),
                section.score->ref,
                report.reportId,
                {},
                true};
    if (section.text.isEmpty())
        return {QStringLiteral("–"), {}, {}, report.reportId, {}, false};
    return {shortened(section.text), section.text, {}, report.reportId, section.claimId, false};
}

void BesideModel::setFramework(const FrameworkBeside &framework)
{
    beginResetModel();
    m_rows.clear();
    m_titles = {tr("Section")};
    for (const auto &report : framework.reports)
        m_titles.append(report.reportId.isEmpty()
                            ? report.company
                            : tr("%1, %2").arg(report.company, QLocale().toString(report.createdAt.toLocalTime().date(),
                                                                                  QLocale::ShortFormat)));
    for (const auto &one : framework.rows) {
        QList<Cell> row{Cell{sectionTitle(one.id, one.title)}};
        for (qsizetype i = 0; i < framework.reports.size(); ++i)
            row.append(cellOf(one.cells.value(i), framework.reports[i]));
        m_rows.append(row);
    }
    endResetModel();
}

int BesideModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BesideModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_titles.size());
}

QVariant BesideModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &cell = m_rows[index.row()][index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.note;
    case Qt::TextAlignmentRole:
        return int((cell.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case RefRole:
        return cell.ref;
    case ReportRole:
        return cell.report;
    case ClaimRole:
        return cell.claim;
    case FullTextRole:
        return cell.claim.isEmpty() ? cell.text : cell.note;
    default:
        return {};
    }
}

QVariant BesideModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = !m_rows.isEmpty() && m_rows.first().value(section).isNumber;
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return role == Qt::DisplayRole ? QVariant(m_titles.value(section)) : QVariant();
}

} // namespace consultantos

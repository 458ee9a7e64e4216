// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/ratio_model.h"

#include "report/figure_cell.h"
#include "report/report_words.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

namespace consultantos {

void RatioModel::setRatios(const QList<Ratio> &ratios)
{
    beginResetModel();
    m_ratios = ratios;
    m_periods.clear();
    for (const auto &ratio : m_ratios) {
        if (ratio.values.size() <= m_periods.size())
            continue;
        m_periods.clear();
        for (const auto &value : ratio.values)
            m_periods.append(value.period.label());
    }
    endResetModel();
}

const RatioValue *RatioModel::value(const QModelIndex &index) const
{
    const int column = index.column() - FirstValueColumn;
    if (column < 0)
        return nullptr;
    // By label: a ratio that begins later than others must not slip into a neighbour's year.
    for (const auto &value : m_ratios[index.row()].values) {
        if (value.period.label() == m_periods[column])
            return &value;
    }
    return nullptr;
}

int RatioModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ratios.size());
}

int RatioModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstValueColumn + int(m_periods.size());
}

QVariant RatioModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &ratio = m_ratios[index.row()];
    if (index.column() == TitleColumn)
        return role == Qt::DisplayRole   ? QVariant(shownName(ratio.title))
               : role == Qt::ToolTipRole ? QVariant(ratio.source)
                                         : QVariant();
    if (index.column() == GroupColumn)
        return role == Qt::DisplayRole ? QVariant(ratioGroupTitle(ratio.group)) : QVariant();
    if (index.column() == TrendColumn) {
        if (role != TrendRole)
            return {};
        QVariantList trend;
        for (auto value = ratio.values.rbegin(); value != ratio.values.rend(); ++value)
            trend.append(value->figure ? QVariant(value->figure->value) : QVariant());
        return trend;
    }
    const auto *cell = value(index);
    return cell ? figureCell(cell->figure, cell->notDerivable, role)
                : figureCell({}, tr("no figures for this year"), role);
}

QVariant RatioModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return figureHeadingAlignment(section >= FirstValueColumn);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Ratio");
    case GroupColumn:
        return tr("Group");
    case TrendColumn:
        return tr("Trend");
    default:
        return shownPeriod(m_periods.value(section - FirstValueColumn));
    }
}

} // namespace consultantos

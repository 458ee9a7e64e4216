// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/method_table_model.h"

#include "forecast/forecast_words.h"

#include <QFont>
#include <QLocale>

namespace consultantos {

void MethodTableModel::setEntry(const ForecastEntry *entry)
{
    beginResetModel();
    m_outcome = entry != nullptr ? entry->outcome : nullptr;
    m_unit = entry != nullptr ? entry->unit : QString();
    endResetModel();
}

std::optional<forecasting::Method> MethodTableModel::methodAt(int row) const
{
    if (!m_outcome || row < 0 || row >= rowCount())
        return std::nullopt;
    return m_outcome->forecast.methods[std::size_t(row)].method;
}

int MethodTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_outcome ? 0 : int(m_outcome->forecast.methods.size());
}

int MethodTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MethodTableModel::value(const forecasting::MethodResult &method, int column, bool isForSorting) const
{
    const auto &mean = method.forecast.mean;
    switch (column) {
    case NameColumn:
        return methodText(method.method);
    case WeightColumn:
        if (isForSorting)
            return method.weight;
        return method.weight > 0.0 ? tr("%1 %").arg(QLocale().toString(100.0 * method.weight, 'f', 0))
                                   : QStringLiteral("–");
    case MaseColumn:
        return isForSorting ? QVariant(method.mase) : QVariant(maseText(method.mase));
    case NextColumn:
        return isForSorting ? QVariant(mean.front()) : QVariant(forecastValueText(mean.front(), m_unit));
    case LastColumn:
        return isForSorting ? QVariant(mean.back()) : QVariant(forecastValueText(mean.back(), m_unit));
    case ParameterColumn:
        return QString::fromStdString(method.forecast.parameters);
    default:
        return {};
    }
}

QVariant MethodTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &method = m_outcome->forecast.methods[std::size_t(index.row())];
    const bool isNumber = index.column() >= WeightColumn && index.column() <= LastColumn;
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return value(method, index.column(), role == SortRole);
    case Qt::ToolTipRole:
        return value(method, index.column(), false);
    case Qt::TextAlignmentRole:
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant MethodTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= WeightColumn && section <= LastColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Method"),    tr("Weight"),    tr("MASE"),
                              tr("Next step"), tr("Last step"), tr("Parameters")};
    return titles[section];
}

} // namespace consultantos

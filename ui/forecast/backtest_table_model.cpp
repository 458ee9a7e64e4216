// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/backtest_table_model.h"

#include "forecast/forecast_words.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace consultantos {

void BacktestTableModel::setEntry(const ForecastEntry *entry)
{
    beginResetModel();
    m_rows.clear();
    m_unit = entry != nullptr ? entry->unit : QString();
    if (entry != nullptr && entry->outcome) {
        const auto &forecast = entry->outcome->forecast;
        m_scale = forecast.backtest.scale;
        for (const auto &origin : forecast.backtest.byOrigin) {
            const auto from = entry->outcome->series.labelAt(origin.known - 1);
            m_rows.append({from, origin.steps, methodText(forecast.method), origin.error, origin.naive, true});
            for (const auto &method : origin.byMethod)
                m_rows.append({from, origin.steps, methodText(method.method), method.error, origin.naive, false});
        }
    }
    endResetModel();
}

int BacktestTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int BacktestTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BacktestTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[index.row()];
    const bool isNumber = index.column() == StepsColumn || index.column() >= ErrorColumn;
    if (role == Qt::TextAlignmentRole)
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(row.isJudged);
        return font;
    }
    if (role == Qt::ForegroundRole && index.column() == AgainstColumn) {
        const auto colors = ThemeColors::of(QGuiApplication::palette());
        return row.error < row.naive ? colors.positive : row.error > row.naive ? colors.negative : colors.muted;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case OriginColumn:
        return shownPeriod(row.origin);
    case StepsColumn:
        return QString::number(row.steps);
    case NameColumn:
        return row.name;
    case ErrorColumn:
        return forecastValueText(row.error, m_unit);
    case MaseColumn:
        return maseText(m_scale > 0.0 ? row.error / m_scale : -1.0);
    case AgainstColumn:
        if (!(row.naive > 0.0))
            return QStringLiteral("–");
        return shownPercent(row.error / row.naive, 0);
    default:
        return {};
    }
}

QVariant BacktestTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == StepsColumn || section >= ErrorColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == AgainstColumn)
        return tr("Its error as a share of the naive forecast's: below 100 % is better");
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Known until"), tr("Steps"), tr("Method"),
                              tr("Mean error"),  tr("MASE"),  tr("Against naive")};
    return titles[section];
}

} // namespace consultantos

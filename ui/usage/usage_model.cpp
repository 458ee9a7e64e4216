// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/usage_model.h"

#include "model/model_words.h"

#include <QDate>
#include <QLocale>

#include <algorithm>

namespace consultantos {

void UsageModel::setTotals(UsageGrouping grouping, const QList<UsageTotals> &totals,
                           const QHash<QString, QString> &titles)
{
    if (grouping == m_grouping && totals == m_totals && titles == m_titles)
        return;
    beginResetModel();
    m_grouping = grouping;
    m_totals = totals;
    m_titles = titles;
    endResetModel();
}

int UsageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_totals.size());
}

int UsageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool UsageModel::isAllZero(int column) const
{
    return std::all_of(m_totals.begin(), m_totals.end(),
                       [column](const UsageTotals &row) { return number(row, column).toDouble() == 0; });
}

QString UsageModel::keyText(const UsageTotals &row) const
{
    switch (m_grouping) {
    case UsageGrouping::Agent:
        return agentTitle(row.key);
    case UsageGrouping::Report:
        return row.key.isEmpty() ? tr("No report") : m_titles.value(row.key, tr("Not in this library"));
    case UsageGrouping::Day:
        return QLocale().toString(QDate::fromString(row.key, Qt::ISODate), QLocale::ShortFormat);
    case UsageGrouping::Model:
        return modelTitle(row.key);
    case UsageGrouping::None:
        break;
    }
    return row.key;
}

QVariant UsageModel::number(const UsageTotals &row, int column)
{
    switch (column) {
    case CallsColumn:
        return row.calls;
    case CacheColumn:
        return row.cacheHits;
    case InputColumn:
        return row.input;
    case CachedInputColumn:
        return row.cachedInput + row.cacheWrite;
    case OutputColumn:
        return row.output;
    case ReasoningColumn:
        return row.reasoning;
    case CostColumn:
        return row.cost;
    case SavedColumn:
        return row.saved;
    case DurationColumn:
        return row.averageDuration;
    default:
        return {};
    }
}

QString UsageModel::text(const UsageTotals &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case KeyColumn:
        return keyText(row);
    case CostColumn:
        if (row.unknownCosts > 0 && row.cost == 0)
            return tr("unknown");
        return row.unknownCosts > 0 ? tr("%1 and more").arg(moneyText(row.cost, row.currency))
                                    : moneyText(row.cost, row.currency);
    case SavedColumn:
        return row.cacheHits == 0 ? QStringLiteral("–") : moneyText(row.saved, row.currency);
    case DurationColumn:
        return tr("%1 s").arg(locale.toString(row.averageDuration, 'f', 1));
    default:
        return locale.toString(number(row, column).toLongLong());
    }
}

QVariant UsageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_totals[index.row()];
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == KeyColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == SortRole) {
        const bool isDay = index.column() == KeyColumn && m_grouping == UsageGrouping::Day;
        if (isDay)
            return row.key;
        return index.column() == KeyColumn ? QVariant(keyText(row)) : number(row, index.column());
    }
    if (role == Qt::ToolTipRole && index.column() == CostColumn && row.unknownCosts > 0)
        return tr("The price of %n call(s) isn't known.", nullptr, int(row.unknownCosts));
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && index.column() == KeyColumn))
        return text(row, index.column());
    return {};
}

QVariant UsageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == KeyColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    const QString firsts[] = {tr("All"), tr("Agent"), tr("Report"), tr("Day"), tr("Model")};
    switch (section) {
    case KeyColumn:
        return firsts[static_cast<std::size_t>(m_grouping)];
    case CallsColumn:
        return isTip ? tr("How often a model was asked, answers of the cache among them") : tr("Calls");
    case CacheColumn:
        return isTip ? tr("How many of them the cache answered") : tr("Cache");
    case InputColumn:
        return isTip ? tr("Tokens that were sent, without those that the provider had kept") : tr("Tokens in");
    case CachedInputColumn:
        return isTip ? tr("Tokens that the provider had kept, or was asked to keep") : tr("Kept there");
    case OutputColumn:
        return isTip ? tr("Tokens of replies") : tr("Tokens out");
    case ReasoningColumn:
        return isTip ? tr("Tokens that a model thought with") : tr("Thinking");
    case CostColumn:
        return tr("Cost");
    case SavedColumn:
        return isTip ? tr("What the answers of the cache would have cost") : tr("Saved");
    case DurationColumn:
        return isTip ? tr("How long a call took on average") : tr("Took");
    default:
        return {};
    }
}

} // namespace consultantos

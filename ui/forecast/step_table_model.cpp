// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/step_table_model.h"

#include "forecast/forecast_words.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

namespace consultantos {

void StepTableModel::setEntry(const ForecastEntry *entry)
{
    auto steps = entry != nullptr ? entry->shown().steps : std::vector<forecasting::AdjustedStep>();
    const auto outcome = entry != nullptr ? entry->outcome : nullptr;
    // The same rows with other values: a view keeps its place.
    if (outcome == m_outcome && steps.size() == m_steps.size() && !steps.empty()) {
        m_steps = std::move(steps);
        Q_EMIT dataChanged(index(0, 0), index(int(m_steps.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_steps = std::move(steps);
    m_outcome = outcome;
    m_unit = entry != nullptr ? entry->unit : QString();
    endResetModel();
}

int StepTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_outcome ? 0 : int(m_steps.size() + m_outcome->series.values.size());
}

int StepTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StepTableModel::stepData(const forecasting::AdjustedStep &one, int column, int role) const
{
    const auto &step = one.step;
    if (column == PeriodColumn)
        return role == Qt::EditRole ? QVariant() : QVariant(shownPeriod(step.period));
    if (column == OriginColumn) {
        if (one.isOwnValue)
            return tr("Your own value");
        return one.isOwnGrowth ? tr("Forecast, moved by your growth") : tr("Forecast");
    }
    if (column == ValueColumn && role == Qt::EditRole)
        return numberForTyping(QString::number(step.mean, 'g', QLocale::FloatingPointShortest));
    if (one.isOwnValue && column != ValueColumn)
        return QStringLiteral("–");
    const double values[] = {0.0, step.mean, step.lower80, step.upper80, step.lower95, step.upper95};
    return forecastValueText(values[column], m_unit);
}

QVariant StepTableModel::pastData(std::size_t place, int column, int /*role*/) const
{
    if (column == PeriodColumn)
        return shownPeriod(m_outcome->series.labelAt(place));
    if (column == ValueColumn)
        return forecastValueText(m_outcome->series.values[place], m_unit);
    return column == OriginColumn ? tr("History") : QString();
}

QVariant StepTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = std::size_t(index.row());
    const bool isStep = row < m_steps.size();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return isStep ? stepData(m_steps[row], index.column(), role)
                      : pastData(m_outcome->series.values.size() - 1 - (row - m_steps.size()), index.column(), role);
    case Qt::TextAlignmentRole:
        return index.column() >= ValueColumn && index.column() <= Upper95
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::FontRole: {
        QFont font;
        font.setBold(isStep && m_steps[row].isOwnValue);
        return font;
    }
    case Qt::ForegroundRole: {
        const auto colors = ThemeColors::of(QGuiApplication::palette());
        if (!isStep)
            return colors.muted;
        return m_steps[row].isOwnValue || m_steps[row].isOwnGrowth ? QVariant(colors.warning) : QVariant();
    }
    case Qt::ToolTipRole:
        if (isStep && index.column() == ValueColumn)
            return tr("Double-click or F2 to write your own value; empty it to have the forecast again");
        return {};
    default:
        return {};
    }
}

bool StepTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() != ValueColumn || std::size_t(index.row()) >= m_steps.size())
        return false;
    const auto text = value.toString().trimmed();
    if (text.isEmpty()) {
        Q_EMIT stepEdited(std::size_t(index.row()), std::nullopt);
        return true;
    }
    auto chosen = typedNumber(text);
    if (!chosen)
        chosen = forecasting::readTableNumber(text);
    if (!chosen)
        return false;
    if (text == stepData(m_steps[std::size_t(index.row())], ValueColumn, Qt::EditRole).toString())
        return false;
    Q_EMIT stepEdited(std::size_t(index.row()), *chosen);
    return true;
}

Qt::ItemFlags StepTableModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == ValueColumn && std::size_t(index.row()) < m_steps.size())
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant StepTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= ValueColumn && section <= Upper95 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Period"),    tr("Value"),   tr("80 % from"), tr("80 % to"),
                              tr("95 % from"), tr("95 % to"), tr("What it is")};
    return titles[section];
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/correlation_table_model.h"

#include "analysis/scenarios/correlation_check.h"
#include "scenarios/quantity_title.h"
#include "scenarios/scenario_desk.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <optional>

namespace consultantos {

namespace {

bool isOf(const ScenarioCorrelation &pair, const QString &one, const QString &other)
{
    return (pair.left == one && pair.right == other) || (pair.left == other && pair.right == one);
}

/// "0.3", "0,3" or "30 %"; nothing for no number from −1 to 1. An empty text is 0.
std::optional<double> readCorrelation(QString text)
{
    constexpr double Percent = 100.0;
    text = text.trimmed();
    text.replace(QChar(0x2212), QLatin1Char('-'));
    if (text.isEmpty())
        return 0.0;
    const bool isPercent = text.endsWith(QLatin1Char('%'));
    if (isPercent)
        text = text.chopped(1).trimmed();
    bool isNumber = false;
    double value = text.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&isNumber);
    value = isPercent ? value / Percent : value;
    return isNumber && std::abs(value) <= 1.0 ? std::optional(value) : std::nullopt;
}

} // namespace

CorrelationTableModel::CorrelationTableModel(ScenarioDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &ScenarioDesk::modelChanged, this, &CorrelationTableModel::read);
    read();
}

void CorrelationTableModel::read()
{
    QStringList drivers;
    for (const auto &driver : m_desk.model().drivers) {
        if (driver.distribution.kind != DistributionKind::Constant)
            drivers.append(driver.name);
    }
    if (drivers == m_drivers) {
        // The cell that was just written keeps the cursor.
        if (!drivers.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
            Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        }
        return;
    }
    beginResetModel();
    m_drivers = drivers;
    endResetModel();
}

int CorrelationTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_drivers.size());
}

int CorrelationTableModel::columnCount(const QModelIndex &parent) const
{
    return rowCount(parent);
}

double CorrelationTableModel::valueAt(const QModelIndex &index) const
{
    if (index.row() == index.column())
        return 1.0;
    for (const auto &pair : m_desk.model().correlations) {
        if (isOf(pair, m_drivers[index.row()], m_drivers[index.column()]))
            return pair.value;
    }
    return 0.0;
}

QString CorrelationTableModel::tipAt(const QModelIndex &index) const
{
    const auto &model = m_desk.model();
    const auto left = quantityTitle(model, m_drivers[index.row()]);
    const auto right = quantityTitle(model, m_drivers[index.column()]);
    const double value = valueAt(index);
    if (index.row() == index.column())
        return tr("\"%1\" with itself").arg(left);
    if (value == 0.0)
        return tr("\"%1\" and \"%2\" move on their own. Write a number from -1 to 1.").arg(left, right);
    return value > 0.0 ? tr("The higher \"%1\", the higher \"%2\" tends to be.").arg(left, right)
                       : tr("The higher \"%1\", the lower \"%2\" tends to be.").arg(left, right);
}

QVariant CorrelationTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const double value = valueAt(index);
    const bool isDiagonal = index.row() == index.column();
    const auto palette = QGuiApplication::palette();
    switch (role) {
    case Qt::DisplayRole:
        if (isDiagonal)
            return QStringLiteral("1");
        return value == 0.0 ? QString() : QLocale().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
    case Qt::EditRole:
        return isDiagonal || value == 0.0 ? QString() : QLocale().toString(value, 'g', 4);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignCenter);
    case Qt::ForegroundRole:
        return isDiagonal ? QVariant(ThemeColors::of(palette).muted) : QVariant();
    case Qt::BackgroundRole: {
        if (isDiagonal)
            return ThemeColors::of(palette).card;
        if (value == 0.0)
            return {};
        constexpr double Deepest = 0.45;
        auto color = value > 0.0 ? ThemeColors::of(palette).accent : ThemeColors::of(palette).warning;
        color.setAlphaF(float(Deepest * std::abs(value)));
        return color;
    }
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tipAt(index);
    default:
        return {};
    }
}

QVariant CorrelationTableModel::headerData(int section, Qt::Orientation /*orientation*/, int role) const
{
    if (section < 0 || section >= m_drivers.size() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    return quantityTitle(m_desk.model(), m_drivers[section]);
}

Qt::ItemFlags CorrelationTableModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.row() != index.column() ? flags | Qt::ItemIsEditable : flags;
}

bool CorrelationTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || index.row() == index.column())
        return false;
    const auto number = readCorrelation(value.toString());
    if (!number) {
        Q_EMIT failed({ErrorCode::InvalidArgument, tr("\"%1\" is no correlation.").arg(value.toString()),
                       tr("Write a number from -1 to 1; 0 or nothing takes the correlation out.")});
        return false;
    }
    // What is shown rounded and left alone isn't changed.
    if (data(index, Qt::EditRole).toString() == value.toString())
        return true;
    const auto &left = m_drivers[index.row()];
    const auto &right = m_drivers[index.column()];
    auto model = m_desk.model();
    const auto known = std::find_if(model.correlations.begin(), model.correlations.end(),
                                    [&](const ScenarioCorrelation &pair) { return isOf(pair, left, right); });
    if (known == model.correlations.end() && *number == 0.0)
        return true;
    if (*number == 0.0)
        model.correlations.erase(known);
    else if (known != model.correlations.end())
        known->value = *number;
    else
        model.correlations.append({left, right, *number, true, 0});
    // One writes pair after pair: on the way there the simulation goes on with the nearest that can hold.
    if (!checkCorrelations(model).isPossible)
        model.repairsCorrelations = true;
    if (const auto done = m_desk.edit(model, tr("Change a correlation")); !done) {
        Q_EMIT failed(done.error());
        return false;
    }
    return true;
}

} // namespace consultantos

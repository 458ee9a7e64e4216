// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/series_list_model.h"

#include "forecast/forecast_controller.h"
#include "forecast/forecast_words.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QPalette>

namespace consultantos {

SeriesListModel::SeriesListModel(ForecastController *controller, QObject *parent)
    : QAbstractTableModel(parent)
    , m_controller(controller)
{
    connect(controller, &ForecastController::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(controller, &ForecastController::changed, this,
            [this](int first, int last) { Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1)); });
}

int SeriesListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_controller->entries().size());
}

int SeriesListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SeriesListModel::text(const ForecastEntry &entry, int column)
{
    switch (column) {
    case NameColumn:
        return seriesTitle(entry);
    case ForecastColumn: {
        if (!entry.outcome || entry.outcome->forecast.steps.empty())
            return QStringLiteral("–");
        return forecastValueText(entry.shown().steps.back().step.mean, entry.unit);
    }
    case MaseColumn:
        return entry.outcome && entry.outcome->forecast.backtest.origins > 0
                   ? maseText(entry.outcome->forecast.backtest.mase)
                   : QStringLiteral("–");
    case StateColumn:
        return stateText(entry);
    default:
        return {};
    }
}

QVariant SeriesListModel::sortValue(const ForecastEntry &entry, int column)
{
    const bool isDone = entry.outcome && !entry.outcome->forecast.steps.empty();
    if (column == ForecastColumn)
        return isDone ? QVariant(entry.outcome->forecast.steps.back().mean) : QVariant();
    if (column == MaseColumn)
        return isDone && entry.outcome->forecast.backtest.origins > 0 ? QVariant(entry.outcome->forecast.backtest.mase)
                                                                      : QVariant();
    return text(entry, column);
}

QVariant SeriesListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &entry = m_controller->entries()[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case SortRole:
        return sortValue(entry, index.column());
    case Qt::ToolTipRole:
        if (entry.state == ForecastEntry::State::Failed && entry.error)
            return QStringLiteral("%1\n%2").arg(entry.error->message, entry.error->detail).trimmed();
        return text(entry, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == ForecastColumn || index.column() == MaseColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::ForegroundRole: {
        const auto colors = ThemeColors::of(QGuiApplication::palette());
        if (entry.state == ForecastEntry::State::Failed && index.column() == StateColumn)
            return colors.negative;
        if (entry.isDone() && entry.outcome->forecast.isNoBetterThanNaive && index.column() == MaseColumn)
            return colors.warning;
        return {};
    }
    default:
        return {};
    }
}

QVariant SeriesListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == ForecastColumn || section == MaseColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == MaseColumn)
        return tr("Error in its own past: below that of the naive forecast is good");
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Series"), tr("Last step"), tr("MASE"), tr("Method")};
    return titles[section];
}

} // namespace consultantos

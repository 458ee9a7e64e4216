// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/driver_year_model.h"

#include "scenarios/chart_scale.h"
#include "scenarios/quantity_entry.h"
#include "scenarios/quantity_title.h"
#include "scenarios/scenario_desk.h"
#include "widgets/shown_value.h"

#include <QFont>

namespace consultantos {

DriverYearModel::DriverYearModel(ScenarioDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    m_drivers.years = 0;
    const auto refresh = [this] {
        if (m_drivers.years > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    };
    connect(&desk, &ScenarioDesk::figuresChanged, this, refresh);
    connect(&desk, &ScenarioDesk::modelChanged, this, refresh);
}

void DriverYearModel::setDrivers(const CompanyDrivers &drivers)
{
    beginResetModel();
    m_drivers = drivers;
    endResetModel();
}

const DrawSummary *DriverYearModel::summaryOf(DriverLine line, int year) const
{
    const auto at = m_desk.model().outputs.indexOf(driverQuantity(line, year));
    const auto &figures = m_desk.figures();
    return at >= 0 && figures && at < figures->outputs.size() ? &figures->outputs[at] : nullptr;
}

const DrawSummary *DriverYearModel::unpinnedOf(DriverLine line, int year) const
{
    const auto at = m_desk.model().outputs.indexOf(driverQuantity(line, year));
    const auto &figures = m_desk.unpinned();
    return at >= 0 && figures && at < figures->outputs.size() ? &figures->outputs[at] : nullptr;
}

std::optional<double> DriverYearModel::lastOf(DriverLine line) const
{
    const auto name = line == DriverLine::Revenue  ? QStringLiteral("revenue")
                      : line == DriverLine::Margin ? QStringLiteral("operating_margin")
                                                   : QString();
    const auto &drivers = m_desk.model().drivers;
    for (qsizetype row = 0; row < drivers.size(); ++row) {
        if (drivers[row].name == name)
            return m_desk.pinned(name).value_or(m_desk.median(int(row)));
    }
    return std::nullopt;
}

bool DriverYearModel::isOwn(DriverLine line, int year) const
{
    return m_desk.model().findDriver(driverQuantity(line, year)) != nullptr;
}

QString DriverYearModel::unitOf(DriverLine line) const
{
    return m_desk.model().unitOf(driverQuantity(line, 1));
}

int DriverYearModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_drivers.years == 0 ? 0 : int(std::size(DriverLines));
}

int DriverYearModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_drivers.years + FirstYearColumn;
}

QVariant DriverYearModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto line = lineAt(index.row());
    if (index.column() == TitleColumn)
        return role == Qt::DisplayRole ? QVariant(driverLineTitle(line)) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const auto unit = unitOf(line);
    if (index.column() == LastColumn) {
        const auto last = lastOf(line);
        return role == Qt::DisplayRole && last ? QVariant(quantityText(*last, unit)) : QVariant();
    }
    const int year = yearAt(index.column());
    const auto *summary = summaryOf(line, year);
    if (summary == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return quantityText(summary->quantile(0.5), unit);
    case Qt::EditRole:
        return entryText(summary->quantile(0.5), unit);
    case Qt::ToolTipRole:
        return (isOwn(line, year) ? tr("Your own value; empty gives the formula back.")
                                  : tr("Type a value of your own: it takes the formula's place."))
               + QLatin1Char('\n')
               + tr("Eight of ten draws: %1 to %2")
                     .arg(quantityText(summary->quantile(0.1), unit), quantityText(summary->quantile(0.9), unit))
               + QLatin1Char('\n')
               + tr("Nine of ten draws: %1 to %2")
                     .arg(quantityText(summary->quantile(0.05), unit), quantityText(summary->quantile(0.95), unit));
    case Qt::FontRole:
        if (isOwn(line, year)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant DriverYearModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == TitleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == TitleColumn ? tr("Line") : shownPeriod(driverYearLabel(m_drivers, section - LastColumn));
}

Qt::ItemFlags DriverYearModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() >= FirstYearColumn ? flags | Qt::ItemIsEditable : flags;
}

bool DriverYearModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const auto text = value.toString().trimmed();
    // Looking into a cell isn't changing it: what it shows is rounded.
    if (text == data(index, Qt::EditRole).toString())
        return true;
    const auto line = lineAt(index.row());
    const auto name = driverQuantity(line, yearAt(index.column()));
    auto changed = Result<ScenarioModel>(withoutAssumption(m_desk.model(), m_drivers.model, name));
    if (!text.isEmpty()) {
        const auto number = entryValue(text, unitOf(line));
        if (!number) {
            Q_EMIT failed(
                {ErrorCode::InvalidArgument, tr("\"%1\" isn't a number; the cell keeps its value.").arg(text), {}});
            return false;
        }
        changed = withAssumption(m_desk.model(), name, DistributionSpec::constant(*number));
    }
    const auto done = changed ? m_desk.edit(*changed, tr("Change \"%1\"").arg(quantityTitle(m_desk.model(), name)))
                              : Status(tl::unexpected(changed.error()));
    if (!done)
        Q_EMIT failed(done.error());
    return done.has_value();
}

} // namespace consultantos

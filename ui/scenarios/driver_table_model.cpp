// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/driver_table_model.h"

#include "scenarios/chart_scale.h"
#include "scenarios/quantity_entry.h"
#include "scenarios/scenario_desk.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

using Kind = DistributionKind;

bool hasBounds(Kind kind)
{
    return kind != Kind::Constant && kind != Kind::Empirical;
}

/// The value in a column; empty where the kind has none there or it isn't set.
std::optional<double> parameterOf(const DistributionSpec &spec, int column)
{
    switch (column) {
    case DriverTableModel::MinColumn:
        return hasBounds(spec.kind) ? spec.min : std::nullopt;
    case DriverTableModel::MaxColumn:
        return hasBounds(spec.kind) ? spec.max : std::nullopt;
    case DriverTableModel::MiddleColumn:
        switch (spec.kind) {
        case Kind::Constant:
            return spec.value;
        case Kind::Triangular:
        case Kind::Pert:
            return spec.mode;
        case Kind::Normal:
        case Kind::Lognormal:
            return spec.mean;
        default:
            return std::nullopt;
        }
    case DriverTableModel::SpreadColumn:
        return spec.kind == Kind::Normal || spec.kind == Kind::Lognormal ? std::optional(spec.sd) : std::nullopt;
    default:
        return std::nullopt;
    }
}

bool isParameter(const DistributionSpec &spec, int column)
{
    switch (column) {
    case DriverTableModel::MinColumn:
    case DriverTableModel::MaxColumn:
        return hasBounds(spec.kind);
    case DriverTableModel::MiddleColumn:
        return spec.kind != Kind::Uniform && spec.kind != Kind::Empirical;
    case DriverTableModel::SpreadColumn:
        return spec.kind == Kind::Normal || spec.kind == Kind::Lognormal;
    default:
        return false;
    }
}

void setParameter(DistributionSpec &spec, int column, std::optional<double> value)
{
    if (column == DriverTableModel::MinColumn)
        spec.min = value;
    else if (column == DriverTableModel::MaxColumn)
        spec.max = value;
    else if (column == DriverTableModel::SpreadColumn)
        spec.sd = *value;
    else if (spec.kind == Kind::Constant)
        spec.value = *value;
    else if (spec.kind == Kind::Normal || spec.kind == Kind::Lognormal)
        spec.mean = *value;
    else
        spec.mode = *value;
}

} // namespace

QString distributionTitle(DistributionKind kind)
{
    switch (kind) {
    case Kind::Constant:
        return DriverTableModel::tr("fixed");
    case Kind::Uniform:
        return DriverTableModel::tr("uniform");
    case Kind::Triangular:
        return DriverTableModel::tr("triangular");
    case Kind::Pert:
        return DriverTableModel::tr("PERT");
    case Kind::Normal:
        return DriverTableModel::tr("normal");
    case Kind::Lognormal:
        return DriverTableModel::tr("lognormal");
    case Kind::Empirical:
        return DriverTableModel::tr("observations");
    }
    return {};
}

DistributionSpec convertDistribution(const DistributionSpec &spec, DistributionKind kind)
{
    const auto made = Distribution::make(spec);
    if (!made || spec.kind == kind || kind == Kind::Empirical)
        return spec;
    const double median = made->median();
    const bool isFixed = made->isConstant();
    const double tenth = median == 0 ? 1 : std::abs(median) / 10;
    const double low = isFixed ? median - tenth : spec.min.value_or(made->quantile(0.01));
    const double high = isFixed ? median + tenth : spec.max.value_or(made->quantile(0.99));
    const double mode = spec.kind == Kind::Triangular || spec.kind == Kind::Pert ? spec.mode : median;
    const double sd = isFixed ? tenth / 2 : made->standardDeviation();
    switch (kind) {
    case Kind::Uniform:
        return DistributionSpec::uniform(low, high);
    case Kind::Triangular:
        return DistributionSpec::triangular(low, std::clamp(mode, low, high), high);
    case Kind::Pert:
        return DistributionSpec::pert(low, std::clamp(mode, low, high), high);
    case Kind::Normal:
        return DistributionSpec::normal(isFixed ? median : made->mean(), sd);
    case Kind::Lognormal:
        return DistributionSpec::lognormal(isFixed ? median : made->mean(), sd);
    default:
        return DistributionSpec::constant(median);
    }
}

DriverTableModel::DriverTableModel(ScenarioDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &ScenarioDesk::modelChanged, this, [this] {
        QStringList names;
        for (const auto &driver : m_desk.model().drivers)
            names.append(driver.name);
        if (names != m_names) {
            beginResetModel();
            m_names = names;
            endResetModel();
        } else if (!names.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(int(m_names.size()) - 1, ColumnCount - 1));
        }
    });
    connect(&desk, &ScenarioDesk::pinsChanged, this, &DriverTableModel::refreshPins);
}

void DriverTableModel::refreshPins()
{
    if (!m_names.isEmpty())
        Q_EMIT dataChanged(index(0, SliderColumn), index(int(m_names.size()) - 1, NowColumn));
}

int DriverTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int DriverTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DriverTableModel::textOf(int row, int column, bool isEditing) const
{
    const auto &driver = m_desk.model().drivers[row];
    switch (column) {
    case TitleColumn:
        return driver.title.isEmpty() ? driver.name : shownName(driver.title);
    case NowColumn: {
        const auto pin = m_desk.pinned(driver.name);
        if (isEditing)
            return pin ? entryText(*pin, driver.unit) : QString();
        return quantityText(pin.value_or(m_desk.median(row)), driver.unit);
    }
    case KindColumn:
        return distributionTitle(driver.distribution.kind);
    case SourceColumn:
        return driver.source.isEmpty() && !isEditing ? tr("yours") : shownPeriods(driver.source);
    default: {
        const auto value = parameterOf(driver.distribution, column);
        if (!value)
            return {};
        return isEditing ? entryText(*value, driver.unit) : quantityText(*value, driver.unit);
    }
    }
}

QVariant DriverTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_desk.model().drivers.size())
        return {};
    const auto &driver = m_desk.model().drivers[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == SliderColumn ? QString() : textOf(index.row(), index.column(), false);
    case Qt::EditRole:
        return index.column() == KindColumn ? QVariant(int(driver.distribution.kind))
                                            : QVariant(textOf(index.row(), index.column(), true));
    case Qt::ToolTipRole:
        if (index.column() == TitleColumn)
            return driver.unit.isEmpty() ? driver.name : QStringLiteral("%1 (%2)").arg(driver.name, driver.unit);
        if (index.column() == NowColumn)
            return tr("The median, or the value the slider holds it at. Type one; empty gives the distribution back.");
        if (index.column() == SourceColumn)
            return driver.source.isEmpty() ? tr("A judgement of your own") : shownPeriods(driver.source);
        return {};
    case Qt::TextAlignmentRole:
        return index.column() >= NowColumn && index.column() <= SpreadColumn && index.column() != KindColumn
                   ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    case Qt::FontRole:
        if (index.column() == NowColumn && m_desk.pinned(driver.name)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant DriverTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        const bool isNumber = section >= NowColumn && section <= SpreadColumn && section != KindColumn;
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Driver");
    case SliderColumn:
        return tr("What if");
    case NowColumn:
        return tr("Value");
    case KindColumn:
        return tr("Distribution");
    case MinColumn:
        return tr("Least");
    case MiddleColumn:
        return tr("Middle");
    case MaxColumn:
        return tr("Most");
    case SpreadColumn:
        return tr("Deviation");
    case SourceColumn:
        return tr("Source");
    default:
        return {};
    }
}

Qt::ItemFlags DriverTableModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.row() >= m_desk.model().drivers.size())
        return flags;
    const int column = index.column();
    if (column == TitleColumn || column == NowColumn || column == KindColumn || column == SourceColumn
        || isParameter(m_desk.model().drivers[index.row()].distribution, column))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool DriverTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !(flags(index) & Qt::ItemIsEditable))
        return false;
    auto driver = m_desk.model().drivers[index.row()];
    const auto text = value.toString().trimmed();
    // Looking into a cell isn't changing it: what it shows is rounded.
    if (index.column() != KindColumn && text == textOf(index.row(), index.column(), true))
        return true;
    const auto number = entryValue(text, driver.unit);
    const bool isNumber = index.column() == NowColumn || isParameter(driver.distribution, index.column());
    const bool mayBeEmpty = index.column() == NowColumn
                            || (index.column() != MiddleColumn && isParameter(driver.distribution, SpreadColumn)
                                && index.column() != SpreadColumn);
    if (isNumber && !number && !(text.isEmpty() && mayBeEmpty)) {
        Q_EMIT failed(
            {ErrorCode::InvalidArgument, tr("\"%1\" isn't a number; the cell keeps its value.").arg(text), {}});
        return false;
    }
    switch (index.column()) {
    case TitleColumn:
        driver.title = text;
        break;
    case NowColumn:
        m_desk.setPinned(driver.name, number);
        return true;
    case KindColumn:
        driver.distribution = convertDistribution(driver.distribution, Kind(value.toInt()));
        break;
    case SourceColumn:
        driver.source = text;
        break;
    default:
        setParameter(driver.distribution, index.column(), number);
        break;
    }
    if (const auto set = m_desk.setDriver(index.row(), driver); !set) {
        Q_EMIT failed(set.error());
        return false;
    }
    return true;
}

} // namespace consultantos

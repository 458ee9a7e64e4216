// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/health_model.h"

#include "report/figure_cell.h"
#include "report/health_words.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QPalette>

#include <limits>

namespace consultantos {

QString healthLightText(HealthLight light)
{
    switch (light) {
    case HealthLight::Strong:
        return QStringLiteral("\u25B2 ") + QCoreApplication::translate("HealthLight", "strong");
    case HealthLight::Between:
        return QStringLiteral("\u25C6 ") + QCoreApplication::translate("HealthLight", "between");
    case HealthLight::Weak:
        return QStringLiteral("\u25BC ") + QCoreApplication::translate("HealthLight", "weak");
    case HealthLight::None:
        break;
    }
    return QStringLiteral("\u25CB ") + QCoreApplication::translate("HealthLight", "no light");
}

QColor healthLightColor(HealthLight light, const QPalette &palette)
{
    const auto colors = ThemeColors::of(palette);
    switch (light) {
    case HealthLight::Strong:
        return colors.positive;
    case HealthLight::Between:
        return colors.warning;
    case HealthLight::Weak:
        return colors.negative;
    case HealthLight::None:
        break;
    }
    return colors.muted;
}

HealthModel::HealthModel(std::shared_ptr<const Report> report, QObject *parent)
    : QAbstractTableModel(parent)
    , m_report(std::move(report))
    , m_periods(m_report->financials.annualPeriods())
    , m_years(m_periods.mid(0, MostYears))
{
}

int HealthModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_report->health.readings.size());
}

int HealthModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstYearColumn + int(m_years.size()) + PeerColumnCount;
}

std::optional<Figure> HealthModel::yearFigure(const HealthReading &reading, int yearsBack) const
{
    return m_report->financials.ratio(reading.id, m_years[yearsBack].fiscalYear);
}

std::optional<Figure> HealthModel::figureAt(const QModelIndex &index) const
{
    const int column = index.column() - FirstYearColumn;
    if (column < 0)
        return std::nullopt;
    const auto &one = reading(index.row());
    if (column < m_years.size())
        return yearFigure(one, column);
    switch (column - int(m_years.size())) {
    case LowerQuartile:
        return one.lowerQuartile;
    case Median:
        return one.median;
    case UpperQuartile:
        return one.upperQuartile;
    default:
        return one.percentile;
    }
}

QString HealthModel::whyEmpty(const QModelIndex &index) const
{
    const auto &one = reading(index.row());
    const int column = index.column() - FirstYearColumn;
    if (column >= m_years.size())
        return tr("fewer than five comparable companies report it");
    if (const auto *ratio = m_report->financials.findRatio(one.id)) {
        for (const auto &value : ratio->values) {
            if (value.period.fiscalYear == m_years[column].fiscalYear && !value.notDerivable.isEmpty())
                return value.notDerivable;
        }
    }
    return one.notDerivable;
}

QVariant HealthModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &one = reading(index.row());
    if (role == LightRole)
        return int(one.light);
    if (index.column() == TitleColumn) {
        if (role == Qt::DisplayRole || role == SortRole)
            return shownName(one.title);
        return role == Qt::ToolTipRole ? QVariant(healthRuleText(one.rule)) : QVariant();
    }
    if (index.column() == LightColumn) {
        switch (role) {
        case Qt::DisplayRole:
            return healthLightText(one.light);
        case Qt::ForegroundRole:
            return healthLightColor(one.light, QGuiApplication::palette());
        case Qt::ToolTipRole:
            return healthRuleText(one.unjudged.isEmpty() ? one.rule : one.unjudged);
        case SortRole:
            return int(one.light);
        case FigureRefRole:
            return one.judgedBy.isEmpty() ? (one.figure ? one.figure->ref : QString()) : one.judgedBy.first().ref;
        default:
            return {};
        }
    }
    if (index.column() == TrendColumn) {
        if (role != TrendRole)
            return {};
        QVariantList trend;
        for (auto period = m_periods.crbegin(); period != m_periods.crend(); ++period) {
            const auto figure = m_report->financials.ratio(one.id, period->fiscalYear);
            trend.append(figure ? QVariant(figure->value) : QVariant());
        }
        return trend;
    }
    const auto figure = figureAt(index);
    if (role == SortRole)
        return figure ? figure->value : -std::numeric_limits<double>::infinity();
    return figureCell(figure, role == Qt::ToolTipRole && !figure ? whyEmpty(index) : QString(), role);
}

QVariant HealthModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return figureHeadingAlignment(section >= FirstYearColumn);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Figure");
    case LightColumn:
        return tr("Light");
    case TrendColumn:
        return tr("Trend");
    default:
        break;
    }
    const int column = section - FirstYearColumn;
    if (column < m_years.size())
        return shownPeriod(m_years[column]);
    switch (column - int(m_years.size())) {
    case LowerQuartile:
        return tr("Lower quartile");
    case Median:
        return tr("Peers' median");
    case UpperQuartile:
        return tr("Upper quartile");
    default:
        return tr("Percentile");
    }
}

} // namespace consultantos

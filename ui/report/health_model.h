// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/figure_cell.h"

#include <QAbstractTableModel>

#include <memory>

namespace consultantos {

/// The light as the window says it: symbol and word, translated.
[[nodiscard]] QString healthLightText(HealthLight light);
/// Its colour on the palette in force.
[[nodiscard]] QColor healthLightColor(HealthLight light, const QPalette &palette);

/// The figures of a report's financial health: light, course, years, and the peers they are held against.
class HealthModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TitleColumn, LightColumn, TrendColumn, FirstYearColumn };
    enum Role {
        TrendRole = FigureRefRole + 1, ///< QVariantList of doubles, oldest first; an invalid entry where not derivable
        LightRole,                     ///< int of HealthLight
        SortRole,                      ///< what the column is sorted by
    };
    static constexpr int MostYears = 3;

    explicit HealthModel(std::shared_ptr<const Report> report, QObject *parent = nullptr);

    [[nodiscard]] int firstPeerColumn() const { return FirstYearColumn + int(m_years.size()); }
    [[nodiscard]] const HealthReading &reading(int row) const { return m_report->health.readings[row]; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum PeerColumn { LowerQuartile, Median, UpperQuartile, Percentile, PeerColumnCount };

    [[nodiscard]] std::optional<Figure> figureAt(const QModelIndex &index) const;
    [[nodiscard]] std::optional<Figure> yearFigure(const HealthReading &reading, int yearsBack) const;
    [[nodiscard]] QString whyEmpty(const QModelIndex &index) const;

    std::shared_ptr<const Report> m_report;
    QList<Period> m_periods; ///< all annual ones, newest first: the trend's
    QList<Period> m_years;   ///< the columns', newest first
};

} // namespace consultantos

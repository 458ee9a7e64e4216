// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

class QChartView;

namespace consultantos {

/// A Qt Charts line chart over named places (years, factors) in the theme's colours; a gap where a value is missing.
class LineChart : public Chart {
    Q_OBJECT
public:
    struct Line {
        QString name;
        QList<std::optional<double>> values;
    };
    explicit LineChart(QWidget *parent = nullptr);

    /// `format` is a label format of QValueAxis; percent values are to be given times hundred. Places may be several lines
    /// of rich text; `order` says whether they follow on each other.
    void setData(const QString &title, const QStringList &places, const QList<Line> &lines, const QString &format,
                 std::optional<std::pair<double, double>> range = {},
                 ChartTable::Order order = ChartTable::Order::Sequence);
    /// How many places have their label: periods that follow on each other are left out where they would run together.
    [[nodiscard]] int shownPlaces() const;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    [[nodiscard]] bool isOfFactors() const;
    /// Names of factors stand side by side: where they would run into each other, they are written smaller.
    void fitLabels();
    [[nodiscard]] double roomOfPlace() const;
    /// Each how manyth period has its label.
    [[nodiscard]] int roomyStep() const;

    QString m_title;
    QStringList m_places;
    QList<Line> m_lines;
    QString m_format;
    std::optional<std::pair<double, double>> m_range;
    QChartView *m_view = nullptr;
    int m_step = 1;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/performance_words.h"
#include "widgets/chart.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QChart;
class QChartView;
class QDateTimeAxis;
class QGraphicsLineItem;
class QLabel;
class QLineSeries;
class QStackedLayout;
class QValueAxis;
class QXYSeries;

namespace consultantos {

/// Values over time, in the theme's and colour-blind people's colours: as areas on top of each other, or as points of a
/// shape each, where a place without a value has none. The mouse, or the arrow keys, show a place's values. Where there is
/// nothing to draw words say so.
class TimeChart : public Chart {
    Q_OBJECT
public:
    enum class Kind { Stacked, Points };
    struct Values {
        QString name;
        QList<std::optional<double>> values; ///< a place each

        bool operator==(const Values &) const = default;
    };

    TimeChart(Kind kind, ChartQuantity quantity, const QString &title, QWidget *parent = nullptr);
    ~TimeChart() override;

    /// A limit that an alert of the monitoring rules goes by: named above the chart, a dashed line where the axis reaches
    /// it.
    struct Limit {
        QString name;
        double value = 0;
        int color = 0; ///< that of the values which it is for
    };
    void setLimits(const QList<Limit> &limits);
    /// Whether the axis reaches a limit, by its place.
    [[nodiscard]] bool showsLimit(int place) const;
    /// `places`: when each ended. Nothing is done where nothing is new.
    void setData(const QList<QDateTime> &places, const QList<Values> &values);
    /// When a place was, and its values; empty if there is no such place.
    [[nodiscard]] QString textAt(int place) const;
    /// What is said in place of a drawing without values, or of nothing but zeros; empty where there is something to draw.
    [[nodiscard]] QString emptyText() const;
    /// The place under the mouse or chosen by key; -1: none.
    [[nodiscard]] int currentPlace() const { return m_place; }

Q_SIGNALS:
    /// A place was clicked, or chosen by Enter: when it began and ended.
    void placeActivated(const QDateTime &from, const QDateTime &until);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void describe();
    void showEmpty();
    [[nodiscard]] bool hasValue(const std::function<bool(double)> &isMeant) const;
    [[nodiscard]] QString timeText(int place) const;
    void addStacked(int line);
    void addPoints(int line);
    void fill();
    void choose(int place);
    void activate(int place);
    [[nodiscard]] int placeAt(const QPoint &position) const; ///< -1: none
    void placeLimits();
    [[nodiscard]] double largest() const;
    [[nodiscard]] qint64 placeLength() const; ///< milliseconds

    Kind m_kind;
    ChartQuantity m_quantity;
    QList<QDateTime> m_places;
    QList<Values> m_values;
    QChartView *m_view = nullptr;
    QLabel *m_empty = nullptr;
    QStackedLayout *m_layers = nullptr;
    QDateTimeAxis *m_across = nullptr;
    QValueAxis *m_up = nullptr;
    QGraphicsLineItem *m_guide = nullptr;
    QList<Limit> m_limits;
    double m_top = 1;                              ///< of the axis, in its unit
    double m_divisor = 1;                          ///< of the axis
    std::vector<QGraphicsLineItem *> m_limitLines; ///< of each limit
    std::vector<QXYSeries *> m_series;             ///< of each line; in areas the upper edge
    int m_place = -1;
};

} // namespace consultantos

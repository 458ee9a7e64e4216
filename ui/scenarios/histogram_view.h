// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/simulation.h"
#include "widgets/chart.h"

#include <QString>

#include <optional>

namespace consultantos {

/// Where an output lies: its draws by bins, the middle half and 90 % below, lines with the probability of reaching them, and the
/// outline of where it lay before the sliders moved.
class HistogramView : public Chart {
    Q_OBJECT
public:
    struct Line {
        double value = 0;
        QString title;
        double probability = 0; ///< of reaching it
        bool operator==(const Line &) const = default;
    };

    explicit HistogramView(QWidget *parent = nullptr);

    void show(const QString &title, const QString &unit, const DrawSummary &summary, const QList<Line> &lines,
              const std::optional<DrawSummary> &before);
    void clear();
    [[nodiscard]] const std::optional<DrawSummary> &summary() const { return m_summary; }
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] std::pair<double, double> range() const;
    void describe();

    QString m_title;
    QString m_unit;
    std::optional<DrawSummary> m_summary;
    std::optional<DrawSummary> m_before;
    QList<Line> m_lines;
};

} // namespace consultantos

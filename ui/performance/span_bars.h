// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart.h"

#include <QList>
#include <QString>

#include <optional>

class QPainter;

namespace consultantos {

/// Bars from left to right, a row each with its name before and its value behind: how long agents ran and when, how
/// much each of something was, how values are spread, or two of a kind below each other. A row may lead to a report: by
/// a click, or by the arrow keys and Enter.
class SpanBars : public Chart {
    Q_OBJECT
public:
    /// Where the values of a row lie: the bar then goes from the first to the third, on a line from `from` to `until`.
    struct Box {
        double lowerQuartile = 0;
        double median = 0;
        double upperQuartile = 0;

        bool operator==(const Box &) const = default;
    };
    struct Row {
        QString name;
        double from = 0;
        double until = 0; ///< both on one scale, from 0
        QString value;    ///< in words
        QString detail;   ///< shown under the mouse
        int color = 0;    ///< see chartColor()
        std::optional<Box> box = std::nullopt;
        std::optional<double> second = std::nullopt; ///< length of another bar below, in the next colour
        QString reportId = {};                       ///< that it leads to; empty: none

        bool operator==(const Row &) const = default;
    };

    SpanBars(const QString &title, const QString &emptyText, QWidget *parent = nullptr);

    void setRows(const QList<Row> &rows);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// That of the keyboard; -1: none.
    [[nodiscard]] int currentRow() const { return m_current; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void reportActivated(const QString &reportId);

protected:
    bool event(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void activate(int row);
    void describe();
    void speakCurrent();
    void paintRow(QPainter &painter, int place, double left, double room, double end) const;
    [[nodiscard]] QString textAt(int row) const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int nameWidth() const;
    [[nodiscard]] int valueWidth() const;

    QString m_emptyText;
    QList<Row> m_rows;
    int m_current = -1;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace consultantos {

/// Bars from left to right, a row each with its name before and its value behind: how long agents ran and when, or how
/// much each of something was.
class SpanBars : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name;
        double from = 0;
        double until = 0; ///< both on one scale, from 0
        QString value;    ///< in words
        QString detail;   ///< shown under the mouse
        int color = 0;    ///< see chartColor()

        bool operator==(const Row &) const = default;
    };

    SpanBars(const QString &title, const QString &emptyText, QWidget *parent = nullptr);

    void setRows(const QList<Row> &rows);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int nameWidth() const;
    [[nodiscard]] int valueWidth() const;

    QString m_emptyText;
    QList<Row> m_rows;
};

} // namespace consultantos

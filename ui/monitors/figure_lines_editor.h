// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/monitor.h"
#include "monitors/monitor_access.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QVBoxLayout;

namespace consultantos {

/// The lines of a monitor, a row each: a figure and the value that it shouldn't pass unnoticed, in the unit in which people
/// say it: per cent, millions, days.
class FigureLinesEditor : public QWidget {
    Q_OBJECT
public:
    explicit FigureLinesEditor(QWidget *parent = nullptr);

    void setFigures(const QList<WatchedFigure> &figures);
    void setLines(const QList<FigureLine> &lines);
    [[nodiscard]] QList<FigureLine> lines() const;
    /// Adds a row and lets the user choose its figure.
    void addLine();

Q_SIGNALS:
    void changed();

private:
    struct Row {
        QWidget *widget = nullptr;
        QComboBox *figure = nullptr;
        QDoubleSpinBox *value = nullptr;
        FigureLine former; ///< as it was given
        double shown = 0;  ///< what the field made of it: unless it is changed, the line stays as exact as it was
    };
    void addRow(const FigureLine &line);
    void showUnit(const Row &row) const;
    [[nodiscard]] QString unitOf(const QString &figure) const;

    QList<WatchedFigure> m_figures;
    QList<Row> m_rows;
    QVBoxLayout *m_column;
};

} // namespace consultantos

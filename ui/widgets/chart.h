// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/chart_table.h"

#include <QWidget>

namespace consultantos {

/// A picture, of numbers most often, that can also be read: a screen reader is told that it is a chart, its name and, as its
/// description, a summary of its numbers; a ChartFrame around it shows them as a table. What is painted, and by which keys
/// places are chosen, is for each chart to say.
class Chart : public QWidget {
    Q_OBJECT
public:
    explicit Chart(QWidget *parent = nullptr);

    [[nodiscard]] const ChartTable &table() const { return m_table; }
    /// All of the chart in words, whatever place is chosen.
    [[nodiscard]] const QString &summary() const { return m_summary; }

Q_SIGNALS:
    void tableChanged();

protected:
    /// To be called whenever other numbers are drawn. `lead` is told before what follows from the table.
    void setTable(const ChartTable &table, const QString &lead = {});
    /// Tells a screen reader of one place, which was chosen; an empty text brings the summary back.
    void speak(const QString &text);

private:
    ChartTable m_table;
    QString m_summary;
};

} // namespace consultantos

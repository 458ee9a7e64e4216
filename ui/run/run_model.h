// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/progress.h"

#include <QAbstractTableModel>
#include <QList>

namespace consultantos {

/// The agents of the running analysis, one row each, in the order in which they reported first. Belongs to the GUI
/// thread: whoever feeds it brings the events there.
class RunModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { AgentColumn, StateColumn, TimeColumn, ActivityColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void apply(const AgentEvent &event);
    [[nodiscard]] const QList<AgentEvent> &agents() const { return m_agents; }
    /// Of all agents, 0 … 1.
    [[nodiscard]] double overallFraction() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] static QString title(const QString &agent);
    [[nodiscard]] static QString stateLabel(AgentState state);
    /// How long an agent took; what a hundredth of a second can't tell is "under 0.01 s", not nothing.
    [[nodiscard]] static QString timeText(double seconds);
    [[nodiscard]] static QString stateIcon(AgentState state);
    [[nodiscard]] static bool isFinal(AgentState state);

private:
    QList<AgentEvent> m_agents;
};

} // namespace consultantos

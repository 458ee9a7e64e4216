// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/valuation_desk.h"

#include "widgets/async.h"

#include <QUndoCommand>

#include <algorithm>
#include <limits>

namespace consultantos {

class ValuationDesk::Edit : public QUndoCommand {
public:
    Edit(ValuationDesk &desk, ValuationChanges after, const QString &text)
        : QUndoCommand(text)
        , m_desk(desk)
        , m_before(desk.m_changes)
        , m_after(std::move(after))
    {
    }
    void undo() override { m_desk.apply(m_before); }
    void redo() override { m_desk.apply(m_after); }

private:
    ValuationDesk &m_desk;
    ValuationChanges m_before;
    ValuationChanges m_after;
};

ValuationDesk::ValuationDesk(QThreadPool *pool, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
{
}

void ValuationDesk::setStart(const ValuationBasis &basis, const StartingValuation &start)
{
    m_companyName = basis.company.name;
    m_sources = std::make_shared<ValuationSources>(basis.sources);
    m_start = std::make_shared<StartingValuation>(withMetrics(start, basis.sources.financials));
    m_outcome.reset();
    m_problem.reset();
    ++m_generation;
    apply({});
    m_undo.clear();
}

DcfPlan ValuationDesk::plan() const
{
    return m_changes.plan.value_or(m_start ? m_start->plan : DcfPlan());
}

void ValuationDesk::listRows()
{
    const auto &table = m_outcome ? m_outcome->assumptions : m_start->assumptions;
    m_rows = table.rows();
    for (const auto &one : optionalAssumptions(m_sources->financials.currency)) {
        if (table.find(one.name))
            continue;
        Assumption missing;
        missing.name = one.name;
        missing.title = one.title;
        missing.figure.value = std::numeric_limits<double>::quiet_NaN();
        missing.figure.unit = one.unit;
        m_rows.append(missing);
    }
}

QStringList ValuationDesk::notes() const
{
    return m_start ? m_start->notes : QStringList();
}

void ValuationDesk::setOwn(const QString &name, std::optional<double> value)
{
    auto changes = m_changes;
    if (value)
        changes.own.insert(name, *value);
    else
        changes.own.remove(name);
    const auto &rows = assumptions();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Assumption &one) { return one.name == name; });
    change(changes, tr("Change \"%1\"").arg(row == rows.end() ? name : row->title));
}

void ValuationDesk::setPlan(const DcfPlan &plan)
{
    auto changes = m_changes;
    changes.plan = plan;
    change(changes, tr("Change the plan"));
}

void ValuationDesk::setPeers(const QList<PeerEntry> &peers)
{
    auto changes = m_changes;
    changes.peers = peers;
    change(changes, tr("Change the peers"));
}

void ValuationDesk::setKnownPeers(const QList<KnownPeer> &peers)
{
    auto changes = m_changes;
    changes.known = peers;
    change(changes, tr("Change the peers"));
}

void ValuationDesk::change(const ValuationChanges &changes, const QString &text)
{
    if (m_start && !(changes == m_changes))
        m_undo.push(new Edit(*this, changes, text));
}

void ValuationDesk::apply(const ValuationChanges &changes)
{
    m_changes = changes;
    listRows();
    Q_EMIT changed();
    compute();
}

void ValuationDesk::compute()
{
    if (m_isComputing) {
        m_isStale = true;
        return;
    }
    m_isComputing = true;
    m_isStale = false;
    runAsync(
        m_pool, this,
        [start = m_start, sources = m_sources, changes = m_changes] { return valueCompany(*start, *sources, changes); },
        [this, generation = m_generation](const Result<ValuationOutcome> &outcome) {
            m_isComputing = false;
            // Of another company, or of what has been changed since: the next one is shown.
            if (m_isStale || generation != m_generation) {
                compute();
                return;
            }
            if (outcome) {
                m_outcome = *outcome;
                m_problem.reset();
            } else {
                m_outcome.reset();
                m_problem = outcome.error();
            }
            listRows();
            Q_EMIT computed();
        });
}

} // namespace consultantos

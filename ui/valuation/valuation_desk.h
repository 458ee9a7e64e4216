// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/valuation_case.h"
#include "evidence/valuation_basis.h"

#include <QObject>
#include <QUndoStack>

#include <memory>
#include <optional>

class QThreadPool;

namespace consultantos {

/// A company being valued: what it starts from, what the user changed of it, with undo, and what comes out, computed on the pool;
/// of several changes in quick succession only the newest is shown. Without widgets.
class ValuationDesk : public QObject {
    Q_OBJECT
public:
    explicit ValuationDesk(QThreadPool *pool, QObject *parent = nullptr);

    void setStart(const ValuationBasis &basis, const StartingValuation &start);
    [[nodiscard]] bool isEmpty() const { return !m_start; }
    [[nodiscard]] const QString &companyName() const { return m_companyName; }
    [[nodiscard]] QUndoStack &undo() { return m_undo; }
    [[nodiscard]] const ValuationChanges &changes() const { return m_changes; }
    /// With the user's plan, else the starting one's.
    [[nodiscard]] DcfPlan plan() const;
    /// The starting assumptions until something is computed; behind them the optional ones that the company doesn't report,
    /// without a source and with NaN.
    [[nodiscard]] const QList<Assumption> &assumptions() const { return m_rows; }
    [[nodiscard]] QStringList notes() const;
    [[nodiscard]] const std::optional<ValuationOutcome> &outcome() const { return m_outcome; }
    /// Why there is no outcome.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

    // Edits with undo.
    /// An assumption of the user's own, or back to where it came from.
    void setOwn(const QString &name, std::optional<double> value);
    void setPlan(const DcfPlan &plan);
    void setPeers(const QList<PeerEntry> &peers);
    void setKnownPeers(const QList<KnownPeer> &peers);

Q_SIGNALS:
    void changed(); ///< another company or other changes; the outcome follows
    void computed();

private:
    class Edit;

    void change(const ValuationChanges &changes, const QString &text);
    void apply(const ValuationChanges &changes);
    void compute();
    void listRows();

    QThreadPool *m_pool;
    QUndoStack m_undo;
    QString m_companyName;
    std::shared_ptr<const ValuationSources> m_sources;
    std::shared_ptr<const StartingValuation> m_start;
    QList<Assumption> m_rows;
    ValuationChanges m_changes;
    std::optional<ValuationOutcome> m_outcome;
    std::optional<Error> m_problem;
    bool m_isComputing = false;
    bool m_isStale = false;
    int m_generation = 0;
};

} // namespace consultantos

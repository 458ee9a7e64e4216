// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "storage/upkeep/retention_rules.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

/// A report or conversation that a rule lets go.
struct RetentionItem {
    QString id;
    QString title;
    QDateTime when; ///< UTC: made, deleted or last changed, as the rule counts from

    bool operator==(const RetentionItem &) const = default;
};

/// What one rule lets go.
struct RetentionShare {
    RetentionKind kind = RetentionKind::Reports;
    int days = 0;               ///< of the rule; 0: never, then the rest is empty
    qint64 count = 0;           ///< of all
    QDateTime oldest;           ///< invalid where there is none
    QList<RetentionItem> items; ///< each report and conversation, the oldest first; nothing else is named
    int spared = 0;             ///< would go by age, but is pinned or cited

    bool operator==(const RetentionShare &) const = default;
};

/// Deletes what has outlived its rule, in the stores of one engagement:
/// - conversations that nobody has changed for so long;
/// - reports made so long ago are moved to the deleted ones, where they can still be restored;
/// - reports deleted so long ago go for good;
/// - jobs that ended, and measurements (of the data folder's own stores alone);
/// - entries of what left the computer. What models cost stays: the engagement's budget is counted from it.
///
/// Never goes what the engagement keeps (EngagementRetention::keep), no report that a conversation which stays names, and no
/// entry of a report that is still there. Documents and facts have no rule: reports rest on them.
class Retention {
public:
    Retention(QString storeFolder, std::shared_ptr<const Clock> clock);

    /// What would go now, a share a rule. Changes nothing.
    [[nodiscard]] Result<QList<RetentionShare>> preview(const RetentionRules &rules) const;
    /// Deletes that, and says what went. What was done before an error or a cancellation stays done.
    [[nodiscard]] Result<QList<RetentionShare>> carryOut(const RetentionRules &rules,
                                                         const CancellationToken &cancel) const;

private:
    struct Run;
    QString m_folder;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos

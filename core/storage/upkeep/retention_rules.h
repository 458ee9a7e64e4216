// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class Settings;

/// What retention can be ruled for, in the order of its being carried out.
enum class RetentionKind { Conversations, Reports, DeletedReports, Jobs, Metrics, Ledger };

/// "conversations", "reports", "deleted_reports", "jobs", "metrics", "ledger": as in the settings "retention_<name>_days".
[[nodiscard]] QString retentionKindName(RetentionKind kind);
[[nodiscard]] std::optional<RetentionKind> retentionKindOf(const QString &name);
[[nodiscard]] QList<RetentionKind> retentionKinds();

/// After how many days something goes; 0: never.
using RetentionRules = QMap<RetentionKind, int>;

/// What an engagement decides otherwise than the settings, and what it keeps whatever the rules: "retention.json" and
/// "kept.json" in the folder of its stores. Every function does I/O.
class EngagementRetention {
public:
    explicit EngagementRetention(QString storeFolder);

    /// Of the settings, but for what the engagement decides itself within the administrator's policy. An error if its file
    /// can't be read: nothing may be deleted by rules that aren't known.
    [[nodiscard]] Result<RetentionRules> rules(const Settings &settings) const;
    /// The engagement's own decisions alone.
    [[nodiscard]] Result<RetentionRules> own() const;
    /// Without days the settings' rule holds again. InvalidArgument for less than 0 or more than a hundred years,
    /// Denied for what the policy doesn't allow.
    [[nodiscard]] Status decide(RetentionKind kind, std::optional<int> days, const Settings &settings) const;

    /// Ids of reports and conversations that are never deleted by a rule.
    [[nodiscard]] Result<QSet<QString>> kept() const;
    [[nodiscard]] Status keep(const QString &id, bool isKept) const;

private:
    QString m_folder;
};

} // namespace consultantos

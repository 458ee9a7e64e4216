// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/evidence.h"
#include "model/report.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What kind of news an alert of a monitor tells.
enum class AlertTopic {
    Filing,      ///< a filing that wasn't there
    Figure,      ///< a value of a new period
    Restatement, ///< a period's value is another than it was
    Line,        ///< a figure passed a line that the user drew
    Score,       ///< a framework's score left its interval
    News,
    RiskFactor
};
[[nodiscard]] QString alertTopicName(AlertTopic topic); ///< "filing", "figure", "restatement", "line", …
[[nodiscard]] std::optional<AlertTopic> alertTopicFromName(const QString &name);

enum class AlertState { Open, Snoozed, Dismissed };
[[nodiscard]] QString alertStateName(AlertState state); ///< "open", "snoozed", "dismissed"
[[nodiscard]] std::optional<AlertState> alertStateFromName(const QString &name);

/// Something that happened to an alert.
struct AlertEvent {
    QDateTime at; ///< UTC
    QString what; ///< "raised", "folded", "sent", "unsent", "snoozed", "dismissed", "reopened"
    QString by;   ///< who; empty: a check
    QString note; ///< until when, the title that was replaced, where it was sent or why not

    bool operator==(const AlertEvent &) const = default;
};

/// What a monitor found to have changed, with its evidence.
struct MonitorAlert {
    static constexpr int SchemaVersion = 1;

    QString id;
    QString monitorId;
    QString monitorName;
    QString companyId;
    QString companyName;
    AlertTopic topic = AlertTopic::Figure;
    /// What it is about, the same for news of the same thing: "figure/revenue/FY2021", "score/porter/rivalry". An open
    /// alert takes further news of its subject in.
    QString subject;
    QString title; ///< a sentence, in the language of the program that raised it: what changed, from what, by how much
    QString why;   ///< why it matters
    QStringList details; ///< further sentences, those of folded news among them, newest first
    std::optional<Figure> before;
    std::optional<Figure> after;
    std::optional<double> change;   ///< after − before, in their unit
    std::optional<double> relative; ///< after / before − 1; empty where before isn't positive
    QStringList evidenceIds;        ///< facts, computations and passages that it rests on, the most telling first
    EvidenceBook evidence;          ///< they, and all that they are computed from
    QList<Source> sources;          ///< of the evidence: filings, documents, pages
    QDateTime created;              ///< UTC
    QDateTime changed;              ///< UTC, of the last event
    AlertState state = AlertState::Open;
    QDateTime snoozedUntil; ///< UTC; of Snoozed
    QList<AlertEvent> history;
    int folds = 0; ///< how often news of its subject went into it

    /// As it stands at `now`: a snooze that has passed is over.
    [[nodiscard]] AlertState stateAt(const QDateTime &now) const;
    bool operator==(const MonitorAlert &) const = default;
};

/// {schema_version, id, monitor, monitor_name, company, company_name, topic, subject, title, why, details[], before, after,
/// change, relative, evidence_ids[], evidence{…}, sources[], created, changed, state, snoozed_until, history[], folds}
[[nodiscard]] QJsonObject toJson(const MonitorAlert &alert);
[[nodiscard]] Result<MonitorAlert> monitorAlertFromJson(const QJsonObject &object);

/// What came up in a span of time.
struct AlertDigest {
    QDateTime from;             ///< UTC, included
    QDateTime to;               ///< UTC, excluded
    QList<MonitorAlert> alerts; ///< changed in it, by company, then newest first
    int monitors = 0;           ///< that are there
    int failing = 0;            ///< of them, whose last check failed

    bool operator==(const AlertDigest &) const = default;
};

/// {schema_version, from, to, monitors, failing, alerts[]}
[[nodiscard]] QJsonObject toJson(const AlertDigest &digest);

} // namespace consultantos

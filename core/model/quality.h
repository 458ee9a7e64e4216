// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/model_writing.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

enum class FindingSeverity {
    Error,   ///< something is wrong: a number, a period, a citation
    Warning, ///< something is missing, old or one-sided, and somebody has to decide whether the report stands with it
    Note,    ///< worth knowing; the report is verified with it
};
[[nodiscard]] QString severityName(FindingSeverity severity); ///< "error", "warning", "note"

/// What a person decided about a finding.
struct FindingSettlement {
    QString reason; ///< "accepted, because …"; never empty
    QString by;
    QDateTime at; ///< UTC
    /// Id of the earlier report on the same company and question in which it was decided; empty: in this one.
    QString carriedFrom{};

    bool operator==(const FindingSettlement &) const = default;
};

/// Something that the review of a report found.
struct QualityFinding {
    QString id;   ///< unique in the review, the same at every review of the same text
    QString rule; ///< "figures", "periods", …: see QualityCheck
    FindingSeverity severity = FindingSeverity::Error;
    QString place;  ///< the claim's id, else the part of the report or the evidence it is about
    QString claim;  ///< id of the claim; empty if it is about none
    QString words;  ///< the words of the claim that are meant; may be empty
    QString text;   ///< what was found, in a sentence
    QString settle; ///< what would settle it
    std::optional<FindingSettlement> settled{};

    /// Whether the report can't be called verified because of it.
    [[nodiscard]] bool isOpen() const { return severity != FindingSeverity::Note && !settled; }
    bool operator==(const QualityFinding &) const = default;
};

/// Two places of a report that judge the same thing in opposite ways.
struct Contradiction {
    QString figure;     ///< id of the fact, computation, passage or playbook entry that both rest on
    QString favourable; ///< "swot.strengths.1": framework, section and item; or section and driver
    QString adverse;
    /// Why both can stand, or which of them outweighs by the better evidence. Empty: nothing explains it, and the report
    /// has to be put right.
    QString settledBy;

    bool operator==(const Contradiction &) const = default;
};

/// What one rule looked at.
struct QualityCheck {
    QString rule;
    QString title;     ///< "Figures as their evidence has them"
    int checked = 0;   ///< how many things it looked at
    int findings = 0;  ///< of all severities
    int open = 0;      ///< of them, those that are open
    int deduction = 0; ///< from the score

    bool operator==(const QualityCheck &) const = default;
};

/// The review of a report. A value type.
struct QualityReview {
    int rulesVersion = 0;
    int score = 100;            ///< 0 … 100: 100 less the deductions of `checks`
    QList<QualityCheck> checks; ///< every rule that was applied, in the order of the rules
    QList<QualityFinding> findings;
    QList<Contradiction> contradictions;
    std::optional<ModelUse> opinion{}; ///< of the language model that gave a second opinion

    [[nodiscard]] int open() const;
    /// Only when nothing is open.
    [[nodiscard]] bool isVerified() const { return open() == 0; }
    [[nodiscard]] const QualityFinding *finding(const QString &id) const;
    bool operator==(const QualityReview &) const = default;
};

/// Counts findings by rule anew and the score with them: 20 for each open error, 7 for each open warning, 1 for each note,
/// nothing for what is settled; never below 0.
void weigh(QualityReview &review);

[[nodiscard]] QJsonObject toJson(const Contradiction &contradiction);
[[nodiscard]] QJsonObject toJson(const QualityFinding &finding);
[[nodiscard]] QJsonObject toJson(const QualityReview &review);
[[nodiscard]] QualityReview qualityReviewFromJson(const QJsonObject &object);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/quality.h"
#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// The names of the rules, as QualityCheck::rule has them.
namespace quality_rules {
inline const QString Evidence = QStringLiteral("evidence");
inline const QString Figures = QStringLiteral("figures");
inline const QString Computations = QStringLiteral("computations");
inline const QString Facts = QStringLiteral("facts");
inline const QString Quotations = QStringLiteral("quotations");
inline const QString Periods = QStringLiteral("periods");
inline const QString Age = QStringLiteral("age");
inline const QString Currencies = QStringLiteral("currencies");
inline const QString Directions = QStringLiteral("directions");
inline const QString Superlatives = QStringLiteral("superlatives");
inline const QString Gate = QStringLiteral("gate");
inline const QString Contradictions = QStringLiteral("contradictions");
inline const QString Balance = QStringLiteral("balance");
inline const QString Recommendations = QStringLiteral("recommendations");
inline const QString Opinion = QStringLiteral("second_opinion");
} // namespace quality_rules

/// A statement of the report, at one of the places where it stands.
struct ReviewedClaim {
    const Claim *claim = nullptr;
    const FrameworkItem *item = nullptr; ///< that it is the statement of; null elsewhere
    bool isSupposed = false;             ///< it says what would have to be, not what the filings give
};

/// All statements of a report at all their places; one that stands at several in the same words once.
[[nodiscard]] QList<ReviewedClaim> statementsOf(const Report &report);

/// Takes down what the rules look at and what they find.
class ReviewNotes {
public:
    ReviewNotes();

    void looked(const QString &rule, int times = 1);
    /// About a claim: `words` are those that are meant.
    void found(const QString &rule, FindingSeverity severity, const Claim &claim, const QString &words,
               const QString &text, const QString &settle);
    /// About a part of the report, or a piece of its evidence.
    void found(const QString &rule, FindingSeverity severity, const QString &place, const QString &text,
               const QString &settle);
    [[nodiscard]] QualityReview take();

private:
    void add(QualityFinding finding);

    QualityReview m_review;
    QHash<QString, int> m_ids;
};

} // namespace consultantos

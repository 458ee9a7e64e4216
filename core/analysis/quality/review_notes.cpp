// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/review_notes.h"

#include <QSet>

namespace consultantos {

namespace {

QualityCheck check(const QString &rule, const char *title)
{
    QualityCheck made;
    made.rule = rule;
    made.title = QString::fromUtf8(title);
    return made;
}

/// How bad a finding is, best last.
int rankOf(const QualityFinding &finding)
{
    return static_cast<int>(finding.severity);
}

} // namespace

QList<ReviewedClaim> statementsOf(const Report &report)
{
    QList<ReviewedClaim> all;
    QSet<QString> seen;
    const auto add = [&](const Claim &claim, const FrameworkItem *item = nullptr, bool isSupposed = false) {
        const auto key = claim.id + QLatin1Char('\n') + claim.text;
        if (seen.contains(key))
            return;
        seen.insert(key);
        all.append({&claim, item, isSupposed});
    };
    const auto addOptional = [&](const std::optional<Claim> &claim) {
        if (claim)
            add(*claim);
    };
    addOptional(report.summary.answer);
    addOptional(report.summary.situation);
    addOptional(report.summary.complication);
    for (const auto *list : {&report.summary.supports, &report.summary.risks, &report.summary.nextSteps}) {
        for (const auto &claim : *list)
            add(claim);
    }
    for (const auto &framework : report.frameworks) {
        addOptional(framework.headline);
        for (const auto &section : framework.sections) {
            addOptional(section.summary);
            addOptional(section.implication);
            for (const auto &item : section.items) {
                add(item.claim, &item);
                addOptional(item.soWhat);
            }
        }
    }
    for (const auto &recommendation : report.recommendations) {
        add(recommendation.claim);
        addOptional(recommendation.impact);
        for (const auto &condition : recommendation.conditions)
            add(condition.claim, nullptr, true);
    }
    for (const auto &point : report.tippingPoints)
        add(point.claim, nullptr, true);
    return all;
}

ReviewNotes::ReviewNotes()
{
    using namespace quality_rules;
    m_review.checks = {check(Evidence, "Each statement cites evidence that is there"),
                       check(Figures, "Each number is the one that its evidence gives"),
                       check(Computations, "Computations done again give the same"),
                       check(Facts, "Facts are as they were stored"),
                       check(Quotations, "Quotations stand in their documents"),
                       check(Periods, "Figures are of the periods that are named, and of the same ones where compared"),
                       check(Age, "Nothing later or restated is known"),
                       check(Currencies, "Units are given and currencies aren't mixed"),
                       check(Directions, "Words say of a figure what its sign and size say"),
                       check(Superlatives, "Superlatives rest on a ranking or a source"),
                       check(Gate, "The claim gate reads nothing else in the filings"),
                       check(Contradictions, "Frameworks and documents don't deny each other"),
                       check(Balance, "What speaks against the answer is told"),
                       check(Recommendations, "Each recommendation has an impact and something it rests on")};
}

void ReviewNotes::looked(const QString &rule, int times)
{
    for (auto &one : m_review.checks) {
        if (one.rule == rule)
            one.checked += times;
    }
}

void ReviewNotes::found(const QString &rule, FindingSeverity severity, const Claim &claim, const QString &words,
                        const QString &text, const QString &settle)
{
    add({{}, rule, severity, claim.id, claim.id, words, text, settle, {}});
}

void ReviewNotes::found(const QString &rule, FindingSeverity severity, const QString &place, const QString &text,
                        const QString &settle)
{
    add({{}, rule, severity, place, {}, {}, text, settle, {}});
}

void ReviewNotes::add(QualityFinding finding)
{
    finding.id = finding.rule + QLatin1Char('/') + finding.place;
    const int number = ++m_ids[finding.id];
    if (number > 1)
        finding.id += QLatin1Char('/') + QString::number(number);
    m_review.findings.append(std::move(finding));
}

QualityReview ReviewNotes::take()
{
    std::stable_sort(
        m_review.findings.begin(), m_review.findings.end(),
        [](const QualityFinding &left, const QualityFinding &right) { return rankOf(left) < rankOf(right); });
    return std::move(m_review);
}

} // namespace consultantos

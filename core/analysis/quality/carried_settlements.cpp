// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/carried_settlements.h"

#include "analysis/quality/review_notes.h"

#include <algorithm>
#include <optional>

namespace consultantos {

namespace {

const Claim *claimOf(const QList<ReviewedClaim> &statements, const QString &id)
{
    const auto found = std::find_if(statements.cbegin(), statements.cend(),
                                    [&id](const ReviewedClaim &one) { return one.claim->id == id; });
    return found == statements.cend() ? nullptr : found->claim;
}

bool hasSameValue(const EvidenceBook &now, const EvidenceBook &before, const QString &id)
{
    const auto same = [](const auto *left, const auto *right, const auto &isSame) {
        return left != nullptr && right != nullptr && isSame(*left, *right);
    };
    if (before.fact(id) != nullptr)
        return same(now.fact(id), before.fact(id), [](const Fact &left, const Fact &right) {
            return left.value() == right.value() && left.unit == right.unit;
        });
    if (before.computation(id) != nullptr)
        return same(now.computation(id), before.computation(id), [](const Computation &left, const Computation &right) {
            return left.value == right.value && left.formula == right.formula;
        });
    if (before.passage(id) != nullptr)
        return same(now.passage(id), before.passage(id),
                    [](const Passage &left, const Passage &right) { return left.text == right.text; });
    return same(now.playbookEntry(id), before.playbookEntry(id),
                [](const PlaybookEntry &left, const PlaybookEntry &right) { return left.text == right.text; });
}

bool haveSameValues(const Report &report, const Report &before, const QStringList &roots)
{
    const auto ids = before.evidence.idsReachableFrom(roots);
    return ids == report.evidence.idsReachableFrom(roots)
           && std::all_of(ids.cbegin(), ids.cend(),
                          [&](const QString &id) { return hasSameValue(report.evidence, before.evidence, id); });
}

QDate newestOf(const Report &report)
{
    QDate newest;
    for (const auto &fact : report.evidence.facts()) {
        if (fact.companyId == report.company.id)
            newest = std::max(newest, fact.end);
    }
    return newest;
}

/// Whether no fact that both reports show has another value, and neither knows of a later one. Other frameworks may show others.
bool haveSameFacts(const Report &report, const Report &before)
{
    const auto &known = before.evidence.facts();
    return newestOf(report) == newestOf(before) && std::all_of(known.cbegin(), known.cend(), [&](const Fact &fact) {
               return report.evidence.fact(fact.id) == nullptr
                      || hasSameValue(report.evidence, before.evidence, fact.id);
           });
}

QStringList evidenceOf(const Claim &claim)
{
    auto ids = claim.evidence;
    for (const auto &number : claim.numbers)
        ids.append(number.ref);
    ids.removeAll(QString());
    ids.removeDuplicates();
    return ids;
}

/// Whether what a finding rests on is what it was.
class UnchangedGround {
public:
    UnchangedGround(const Report &report, const Report &before)
        : m_report(report)
        , m_before(before)
        , m_statements(statementsOf(report))
        , m_earlier(statementsOf(before))
    {
    }

    [[nodiscard]] bool holdsFor(const QualityFinding &finding)
    {
        if (!finding.claim.isEmpty()) {
            const auto *now = claimOf(m_statements, finding.claim);
            const auto *then = claimOf(m_earlier, finding.claim);
            return now != nullptr && then != nullptr && now->text == then->text && evidenceOf(*now) == evidenceOf(*then)
                   && haveSameValues(m_report, m_before, evidenceOf(*then));
        }
        if (m_before.evidence.contains(finding.place))
            return haveSameValues(m_report, m_before, {finding.place});
        if (!m_hasSameFacts)
            m_hasSameFacts = haveSameFacts(m_report, m_before);
        return *m_hasSameFacts;
    }

private:
    const Report &m_report;
    const Report &m_before;
    QList<ReviewedClaim> m_statements;
    QList<ReviewedClaim> m_earlier;
    std::optional<bool> m_hasSameFacts;
};

} // namespace

void carrySettlements(Report &report, const Report &before)
{
    if (!report.quality || !before.quality)
        return;
    UnchangedGround ground(report, before);
    auto review = *report.quality;
    bool isAny = false;
    for (const auto &known : before.quality->findings) {
        if (!known.settled)
            continue;
        for (auto &finding : review.findings) {
            const bool isSame = finding.id == known.id && finding.text == known.text && finding.words == known.words;
            if (!isSame || finding.settled || !ground.holdsFor(finding))
                continue;
            finding.settled = known.settled;
            // Of one that was carried already it stays the report in which the person settled it.
            if (before.id != report.id && finding.settled->carriedFrom.isEmpty())
                finding.settled->carriedFrom = before.id;
            isAny = true;
        }
    }
    if (!isAny)
        return;
    weigh(review);
    report.quality = std::move(review);
}

} // namespace consultantos

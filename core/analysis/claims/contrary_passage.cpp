// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/contrary_passage.h"

#include "analysis/text/sentences.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype ShortestQuote = 20;
constexpr qsizetype LongestQuote = 400;

/// How much a sentence says against the targets; 0: nothing.
enum Strength { Nothing, OtherWay, OtherNumber };

bool isOfSame(const CheckedNumber &left, const CheckedNumber &right)
{
    return !left.subject.isEmpty() && left.subject == right.subject && left.company == right.company
           && !left.period.isEmpty() && left.period == right.period;
}

Strength strengthOf(const ClaimGate &gate, const ContraryTargets &targets, const ClaimEvidence &evidence,
                    const QString &sentence, int fiscalYear)
{
    if (!targets.numbers.isEmpty()) {
        for (const auto &number : gate.check(sentence, evidence).numbers) {
            const bool isContrary =
                number.verdict == ClaimVerdict::Match
                && std::any_of(targets.numbers.cbegin(), targets.numbers.cend(),
                               [&](const CheckedNumber &claimed) { return isOfSame(claimed, number); });
            if (isContrary)
                return OtherNumber;
        }
    }
    if (targets.movements.isEmpty())
        return Nothing;
    const auto said = gate.movements(sentence, evidence);
    // A sentence that tells several things may mean the one by the other.
    if (said.size() != 1)
        return Nothing;
    const auto &there = said.first();
    const auto year = there.fiscalYear > 0 ? there.fiscalYear : fiscalYear;
    const bool isContrary =
        std::any_of(targets.movements.cbegin(), targets.movements.cend(), [&](const SaidMovement &claimed) {
            return claimed.term == there.term && claimed.company == there.company && claimed.rises != there.rises
                   && year > 0 && claimed.fiscalYear == year;
        });
    return isContrary ? OtherWay : Nothing;
}

} // namespace

ContraryTargets contraryTargets(const ClaimGate &gate, const QString &text, const ClaimEvidence &evidence)
{
    ContraryTargets targets;
    // A claim's clauses stand for themselves: "But its margin fell in FY2024: …" says no less than without its first word.
    static const QRegularExpression border(QStringLiteral("[;:]\\s|\\.\\s(?=[A-Z])"));
    static const QRegularExpression but(QStringLiteral("^\\s*But\\s+"));
    for (auto clause : text.split(border, Qt::SkipEmptyParts)) {
        for (const auto &movement : gate.movements(clause.remove(but), evidence)) {
            if (movement.fiscalYear > 0)
                targets.movements.append(movement);
        }
    }
    for (const auto &number : gate.check(text, evidence).numbers) {
        if (number.verdict == ClaimVerdict::Mismatch)
            targets.numbers.append(number);
    }
    return targets;
}

std::optional<ContraryPassage> contraryPassage(const ClaimGate &gate, const ContraryTargets &targets,
                                               const ClaimEvidence &evidence,
                                               const QList<ContraryCandidate> &candidates)
{
    std::optional<ContraryPassage> best;
    Strength bestStrength = Nothing;
    std::optional<QDate> bestDate;
    if (targets.isEmpty())
        return best;
    for (const auto &candidate : candidates) {
        for (const auto &sentence : sentencesOf(candidate.passage.text)) {
            if (sentence.size() < ShortestQuote || sentence.size() > LongestQuote)
                continue;
            const auto strength = strengthOf(gate, targets, evidence, sentence, candidate.fiscalYear);
            const bool isNewer = candidate.passage.date && (!bestDate || *candidate.passage.date > *bestDate);
            if (strength == Nothing || strength < bestStrength || (strength == bestStrength && !isNewer))
                continue;
            best = ContraryPassage{candidate.passage.id, sentence};
            bestStrength = strength;
            bestDate = candidate.passage.date;
        }
    }
    return best;
}

QString contraryQuery(const ContraryTargets &targets)
{
    QStringList words;
    bool rises = false;
    bool falls = false;
    for (const auto &movement : targets.movements) {
        words.append(movement.words);
        rises = rises || !movement.rises;
        falls = falls || movement.rises;
    }
    for (const auto &number : targets.numbers)
        words.append(number.subject);
    if (rises)
        words.append(QStringLiteral("increased grew rose improved"));
    if (falls)
        words.append(QStringLiteral("decreased declined fell dropped"));
    words.removeDuplicates();
    return words.join(QLatin1Char(' '));
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "model/units.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::quality_rules {

namespace {

enum class Reference { None, Peers, Average, History };

struct Named {
    qsizetype at = 0;
    Reference reference = Reference::None;
    QString words;
};

/// What a text says that figures are held against, in its order.
QList<Named> referencesNamed(const QString &text)
{
    static const QRegularExpression phrase(
        QStringLiteral("(?<peers>(?:comparable )?peers['’] median|median of (?:its|their) (?:comparable )?peers)|"
                       "(?<average>(?:published )?industry average)|(?<history>own earlier median)"));
    QList<Named> found;
    for (auto matches = phrase.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto reference = !match.captured(QStringLiteral("peers")).isEmpty()     ? Reference::Peers
                               : !match.captured(QStringLiteral("average")).isEmpty() ? Reference::Average
                                                                                      : Reference::History;
        found.append({match.capturedEnd(), reference, match.captured()});
    }
    return found;
}

class ReferenceRules {
public:
    ReferenceRules(const Material &material, ReviewNotes &notes)
        : m_book(material.report.evidence)
        , m_notes(notes)
    {
    }

    void check(const Claim &claim)
    {
        if (claim.grade == Grade::Quoted || claim.grade == Grade::Model)
            return;
        for (const auto &named : referencesNamed(claim.text))
            checkReference(claim, named);
        checkPosition(claim);
        checkSigns(claim);
    }

private:
    [[nodiscard]] Reference kindOf(const QString &ref) const
    {
        const auto *fact = m_book.fact(ref);
        if (fact != nullptr)
            return fact->taxonomy == QLatin1String("anchor") ? Reference::Average : Reference::None;
        const auto *computation = m_book.computation(ref);
        if (computation == nullptr)
            return Reference::None;
        if (computation->method == QLatin1String("peer_median"))
            return Reference::Peers;
        return computation->method == QLatin1String("history_median") ? Reference::History : Reference::None;
    }

    /// "the published industry average of 10.4 %": the number right behind, else that which is measured from it.
    void checkReference(const Claim &claim, const Named &named)
    {
        constexpr qsizetype MostBetween = 5; // " of ", " ("
        for (const auto &number : claim.numbers) {
            if (number.start < named.at || number.start - named.at > MostBetween)
                continue;
            const auto kind = kindOf(number.ref);
            if (kind == Reference::None)
                continue;
            m_notes.looked(Figures);
            if (kind != named.reference)
                m_notes.found(Figures, FindingSeverity::Error, claim, named.words,
                              QStringLiteral("%1 isn't the %2: it comes from \"%3\".")
                                  .arg(claim.text.mid(number.start, number.length), named.words, number.ref),
                              QStringLiteral("Name what the figure is."));
            return;
        }
        // "4.9 pp above the comparable peers' median": what the distance was measured from.
        for (qsizetype i = claim.numbers.size() - 1; i >= 0; --i) {
            const auto &number = claim.numbers[i];
            if (number.start >= named.at)
                continue;
            const auto *gap = m_book.computation(number.ref);
            if (gap == nullptr || gap->method != QLatin1String("gap"))
                return;
            m_notes.looked(Figures);
            for (const auto &input : gap->inputs()) {
                const auto kind = kindOf(input);
                if (kind != Reference::None && kind != named.reference)
                    m_notes.found(Figures, FindingSeverity::Error, claim, named.words,
                                  QStringLiteral("%1 isn't measured from the %2 but from \"%3\".")
                                      .arg(claim.text.mid(number.start, number.length), named.words, input),
                                  QStringLiteral("Name what it is measured from."));
            }
            return;
        }
    }

    /// "is ahead": the next distance lies above.
    void checkPosition(const Claim &claim)
    {
        static const QRegularExpression position(QStringLiteral("\\bis (ahead|behind)\\b(?! what)"));
        const auto match = position.match(claim.text);
        if (!match.hasMatch())
            return;
        for (const auto &number : claim.numbers) {
            const auto *gap = m_book.computation(number.ref);
            if (number.start < match.capturedEnd() || gap == nullptr || gap->method != QLatin1String("gap"))
                continue;
            m_notes.looked(Directions);
            const bool isAhead = match.captured(1) == QLatin1String("ahead");
            if (isAhead != (gap->value > 0))
                m_notes.found(
                    Directions, FindingSeverity::Error, claim, match.captured(),
                    QStringLiteral("The distance that it rests on is %1.").arg(formatValue(gap->value, gap->unit)),
                    QStringLiteral("Turn the judgement round."));
            return;
        }
    }

    /// A value below zero without its sign needs a word that says so.
    void checkSigns(const Claim &claim)
    {
        static const QRegularExpression below(
            QStringLiteral(
                "\\b(worth|cost|costs|lost|loss|losses|fell|fall|falls|fallen|below|less|took|takes?|burn\\w*|"
                "outflow\\w*|negative|minus|short|away|shrank|shrunk|lower|behind|out of|tied|ties?|add|adds|"
                "slower|decline\\w*|decrease\\w*|drop\\w*|under|against|gap|difference|trails|free|missing|spend|can’t|"
                "can't)\\b"),
            QRegularExpression::CaseInsensitiveOption);
        for (const auto &number : claim.numbers) {
            const auto shown = claim.text.mid(number.start, number.length);
            if (number.value >= 0 || shown.startsWith(QChar(0x2212)) || shown == formatValue(0, number.unit)
                || m_book.computation(number.ref) == nullptr)
                continue;
            m_notes.looked(Directions);
            if (!below.match(claim.text).hasMatch())
                m_notes.found(Directions, FindingSeverity::Error, claim, shown,
                              QStringLiteral("The value is below zero, and nothing in the sentence says so."),
                              QStringLiteral("Write %1.").arg(formatValue(number.value, number.unit)));
        }
    }

    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
};

} // namespace

void checkReferences(const Material &material, ReviewNotes &notes)
{
    ReferenceRules rules(material, notes);
    for (const auto &statement : material.statements)
        rules.check(*statement.claim);
}

} // namespace consultantos::quality_rules

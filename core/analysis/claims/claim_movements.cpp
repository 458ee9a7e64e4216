// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_gate.h"

#include "analysis/claims/claim_mentions.h"
#include "analysis/claims/claim_tokens.h"
#include "analysis/claims/claim_vocabulary.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

/// The verb stands so near behind what moved.
constexpr qsizetype MostTokensBetween = 4;

/// Verbs that say what happened, not what may or what is compared.
int directionOf(const QString &word)
{
    static const QSet<QString> rises{
        QStringLiteral("rose"),   QStringLiteral("risen"),   QStringLiteral("increased"), QStringLiteral("grew"),
        QStringLiteral("grown"),  QStringLiteral("climbed"), QStringLiteral("improved"),  QStringLiteral("expanded"),
        QStringLiteral("surged"), QStringLiteral("jumped"),  QStringLiteral("stieg"),     QStringLiteral("stiegen"),
        QStringLiteral("wuchs")};
    static const QSet<QString> falls{
        QStringLiteral("fell"),     QStringLiteral("fallen"),       QStringLiteral("decreased"),
        QStringLiteral("declined"), QStringLiteral("dropped"),      QStringLiteral("shrank"),
        QStringLiteral("slumped"),  QStringLiteral("deteriorated"), QStringLiteral("plunged"),
        QStringLiteral("worsened"), QStringLiteral("sank"),         QStringLiteral("sanken"),
        QStringLiteral("fiel"),     QStringLiteral("fielen")};
    return rises.contains(word) ? 1 : falls.contains(word) ? -1 : 0;
}

/// Of a part, of a part of a year, of what may be, of what is denied, of an adjusted figure.
bool isNarrowed(const QString &sentence)
{
    static const QRegularExpression words(
        QStringLiteral(
            "\\b(?:not|no|never|without|n't|could|may|might|would|should|if|unless|expect\\w*|anticipat\\w*|believe\\w*"
            "|"
            "intend\\w*|plan\\w*|forecast\\w*|target\\w*|guidance|outlook|likely|quarters?|months|segments?|"
            "divisions?|regions?|excluding|offset\\w*|partially|partly|although|though|despite|while|whereas|but|"
            "however|adjusted|non-gaap|organic|constant|comparable|same-store|pro forma|per|categor\\w*|"
            "industry|market|competitors?|peers?|customers?|nicht|kein\\w*|ohne|Quartal\\w*|Segment\\w*|könnte\\w*)"
            "\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(sentence).hasMatch();
}

} // namespace

QList<SaidMovement> ClaimGate::movements(const QString &text, const ClaimEvidence &evidence) const
{
    const CompanyIndex companies(evidence.known);
    QList<SaidMovement> found;
    for (const auto &sentence : claimSentences(text)) {
        if (sentence.spans.isEmpty())
            continue;
        const auto begin = sentence.spans.first().start;
        const auto words = text.mid(begin, sentence.spans.last().end - begin);
        const auto mentions = claimMentions(sentence, *m_vocabulary, companies);
        const bool isOfPart = std::any_of(mentions.cues.cbegin(), mentions.cues.cend(), [](const auto &cues) {
            return std::any_of(cues.cbegin(), cues.cend(), [](const ClaimVocabulary::CueMatch &cue) {
                return cue.cue == ClaimCue::NotOfWhole || cue.cue == ClaimCue::Region;
            });
        });
        if (isOfPart || isNarrowed(words) || mentions.companies.size() > 1)
            continue;
        SaidMovement movement;
        movement.company = evidence.mainCompany;
        if (!mentions.companies.isEmpty())
            movement.company = evidence.known[mentions.companies.first().company].id;
        static const QRegularExpression year(QStringLiteral("(?:FY|\\b)((?:19|20)\\d{2})\\b"));
        for (auto matches = year.globalMatch(words); matches.hasNext();)
            movement.fiscalYear = std::max(movement.fiscalYear, matches.next().captured(1).toInt());
        for (const auto &term : mentions.terms) {
            if (term.isLoss || term.isWeak)
                continue;
            const auto last = std::min(term.at.last + MostTokensBetween, sentence.tokens.size() - 1);
            for (auto place = term.at.last + 1; place <= last; ++place) {
                const bool isOther =
                    std::any_of(mentions.terms.cbegin(), mentions.terms.cend(), [&](const TermMention &other) {
                        return other.at.first <= place && place <= other.at.last;
                    });
                if (isOther)
                    break;
                const auto direction = directionOf(sentence.tokens[place].written.toLower());
                if (direction == 0)
                    continue;
                const auto from = sentence.spans[term.at.first].start;
                movement.term = term.meaning.id;
                movement.words = text.mid(from, sentence.spans[term.at.last].end - from);
                movement.rises = direction > 0;
                found.append(movement);
                break;
            }
        }
    }
    return found;
}

} // namespace consultantos

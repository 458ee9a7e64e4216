// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/quotation.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/text/sentences.h"
#include "model/online.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr double Confidence = 0.8;
constexpr double OnlineConfidence = 0.6; ///< nobody has vouched for a page of the network
constexpr int NearYears = 3;

bool holds(const QString &sentence, const QString &words)
{
    const QRegularExpression pattern(words, QRegularExpression::CaseInsensitiveOption);
    return pattern.match(sentence).hasMatch();
}

/// The publisher's name may hold a digit and stands in the evidence.
QString introductionOf(const Passage &passage)
{
    return passage.section == online::Headline ? QStringLiteral("A headline in the news: ")
                                               : QStringLiteral("From the web: ");
}

} // namespace

QList<Quotation> quotations(const FrameworkInput &input, const EvidenceQuery &query)
{
    QList<Quotation> found;
    QStringList sentences;
    const auto add = [&](const Passage &passage, const QString &sentence, bool isFromDocument) {
        if (sentence.isEmpty() || sentences.contains(sentence) || found.size() >= query.limit(input.request.depth))
            return;
        sentences.append(sentence);
        found.append({passage, sentence, isFromDocument});
    };
    for (const auto &passage : input.passages) {
        if (query.pattern.match(passage.text).hasMatch())
            add(passage, matchingSentence(passage.text, query.pattern), false);
    }
    for (const auto &passage : input.found.value(query.id)) {
        const bool isWhole = online::isOnline(passage) && passage.section == online::Headline;
        add(passage, isWhole ? passage.text : quotableSentence(passage.text, query.pattern, query.words), true);
    }
    return found;
}

Claim quotationClaim(Workbench &bench, const QString &claimId, const Quotation &quotation)
{
    bench.add(quotation.passage);
    const bool isOnline = online::isOnline(quotation.passage);
    ClaimBuilder claim(claimId, Grade::Quoted, isOnline ? OnlineConfidence : Confidence);
    claim.text(isOnline                   ? introductionOf(quotation.passage)
               : quotation.isFromDocument ? QStringLiteral("From the company's documents: ")
                                          : QStringLiteral("From what was handed in: "));
    claim.quote(quotation.sentence, quotation.passage.id);
    return claim.build();
}

Claim newsClaim(Workbench &bench, const QString &claimId, const Passage &headline)
{
    return quotationClaim(bench, claimId, {headline, headline.text, true});
}

Claim riskNewsClaim(Workbench &bench, const QString &claimId, const RiskFactorNews &news)
{
    bench.add(news.passage);
    bench.add(news.elsewhere);
    ClaimBuilder claim(claimId, Grade::Quoted, Confidence);
    claim.text((news.isNew ? QStringLiteral("New in the risk factors of FY%1: ")
                           : QStringLiteral("No longer among the risk factors of FY%1: "))
                   .arg(news.fiscalYear));
    claim.quote(news.quote, news.passage.id).evidence(news.elsewhere.id);
    return claim.build();
}

QString likelihoodIn(const QString &sentence)
{
    if (holds(sentence, QStringLiteral("\\b(?:propos\\w+|draft|pending|under consideration|announced plans?|"
                                       "expected to (?:be adopted|take effect|enter))\\b")))
        return QStringLiteral("proposed");
    if (holds(sentence,
              QStringLiteral(
                  "\\b(?:in force|in effect|(?:is|are|were|was|been) (?:currently )?subject to|"
                  "(?:has|have) (?:\\w+ )?(?:adopted|enacted|imposed|implemented|experienced|incurred|increased|"
                  "caused|resulted|led|become|been)|took effect|enacted|currently (?:require|face|receive)\\w*)\\b")))
        return QStringLiteral("in force");
    if (holds(sentence, QStringLiteral("\\b(?:may|might|could|can|would|if)\\b")))
        return QStringLiteral("may happen");
    return QStringLiteral("open");
}

QString horizonIn(const QString &sentence, const std::optional<QDate> &from)
{
    static const QRegularExpression Year(QStringLiteral("\\b20\\d\\d\\b"));
    int farthest = 0;
    for (auto years = Year.globalMatch(sentence); years.hasNext();)
        farthest = std::max(farthest, years.next().captured().toInt());
    if (from && farthest > from->year())
        return farthest - from->year() > NearYears ? QStringLiteral("beyond three years")
                                                   : QStringLiteral("one to three years");
    const auto likelihood = likelihoodIn(sentence);
    return likelihood == QLatin1String("in force")   ? QStringLiteral("now")
           : likelihood == QLatin1String("proposed") ? QStringLiteral("one to three years")
                                                     : QStringLiteral("open");
}

} // namespace consultantos

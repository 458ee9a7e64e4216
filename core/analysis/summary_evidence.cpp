// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/summary_evidence.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/revenue_split.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// What a passage of the user's own words must hold to be quoted; empty where the question has no telling word.
std::optional<QRegularExpression> ownWordsPattern(const Workbench &bench)
{
    constexpr qsizetype StemLength = 5;
    auto stems = bench.input().topics;
    const auto words =
        bench.input().request.question.split(QRegularExpression(QStringLiteral("\\W+")), Qt::SkipEmptyParts);
    for (const auto &word : words) {
        if (word.size() >= StemLength && !word.startsWith(bench.name().left(StemLength), Qt::CaseInsensitive))
            stems.append(word);
    }
    if (stems.isEmpty())
        return std::nullopt;
    for (auto &stem : stems)
        stem = QRegularExpression::escape(stem.left(StemLength));
    return QRegularExpression(QStringLiteral("\\b(?:%1)").arg(stems.join(QLatin1Char('|'))),
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

bool isQuotedIn(const QList<Claim> &claims, const Passage &passage)
{
    return std::any_of(claims.cbegin(), claims.cend(),
                       [&passage](const Claim &claim) { return claim.evidence.contains(passage.id); });
}

} // namespace

QList<Claim> quotedSupports(Workbench &bench)
{
    QList<Quotation> quoted;
    if (const auto pattern = ownWordsPattern(bench)) {
        for (const auto &passage : bench.input().passages) {
            if (pattern->match(passage.text).hasMatch())
                quoted.append({passage, matchingSentence(passage.text, *pattern), false});
        }
    }
    if (const auto query = EvidenceQueries::ofQuestion(bench.input().request.question, bench.name())) {
        for (const auto &quotation : quotations(bench.input(), *query)) {
            if (quotation.isFromDocument)
                quoted.append(quotation);
        }
    }
    const int limit = bench.depth() == Depth::Quick ? 1 : bench.depth() == Depth::Standard ? 2 : 5;
    QList<Claim> claims;
    for (const auto &quotation : quoted.mid(0, limit))
        claims.append(
            quotationClaim(bench, QStringLiteral("summary.support.passage.%1").arg(claims.size() + 1), quotation));
    return claims;
}

std::optional<Claim> segmentSupport(Workbench &bench)
{
    static const QStringList Topics{QStringLiteral("growth"), QStringLiteral("expansion"),
                                    QStringLiteral("competition"), QStringLiteral("customers"),
                                    QStringLiteral("investment")};
    const bool isAsked = bench.input().topics.isEmpty() || bench.matchesQuestion(Topics);
    if (bench.depth() == Depth::Quick || !isAsked)
        return std::nullopt;
    const auto parts = revenueParts(bench);
    if (parts.isEmpty())
        return std::nullopt;
    return largestPartClaim(bench, QStringLiteral("summary.support.segments"), parts);
}

QList<Claim> newsSupports(Workbench &bench, const QList<Claim> &known)
{
    const int limit = bench.depth() == Depth::Quick ? 0 : bench.depth() == Depth::Standard ? 2 : 5;
    QList<Claim> claims;
    for (const auto &headline : bench.input().news) {
        if (claims.size() < limit && !isQuotedIn(known, headline))
            claims.append(newsClaim(bench, QStringLiteral("summary.support.news.%1").arg(claims.size() + 1), headline));
    }
    return claims;
}

QList<Claim> newRisks(Workbench &bench, const QList<Claim> &known)
{
    const int limit = bench.depth() == Depth::Quick ? 0 : bench.depth() == Depth::Standard ? 1 : 2;
    QList<Claim> claims;
    for (const auto &news : bench.input().riskNews) {
        if (news.isNew && !isQuotedIn(known, news.passage) && claims.size() < limit)
            claims.append(riskNewsClaim(bench, QStringLiteral("summary.risk.new.%1").arg(claims.size() + 1), news));
    }
    return claims;
}

} // namespace consultantos

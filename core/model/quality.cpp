// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/quality.h"

#include "base/json.h"

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

constexpr std::array SeverityNames = {"error", "warning", "note"};
constexpr int BestScore = 100;

int weightOf(const QualityFinding &finding)
{
    constexpr int OfError = 20;
    constexpr int OfWarning = 7;
    if (finding.severity == FindingSeverity::Note) // what a model thinks costs nothing
        return finding.rule == QLatin1String("second_opinion") ? 0 : 1;
    if (finding.settled)
        return 0;
    return finding.severity == FindingSeverity::Error ? OfError : OfWarning;
}

FindingSeverity severityFromName(const QString &name)
{
    for (std::size_t i = 0; i < SeverityNames.size(); ++i) {
        if (name == QLatin1String(SeverityNames[i]))
            return static_cast<FindingSeverity>(i);
    }
    return FindingSeverity::Error;
}

QJsonObject toJson(const FindingSettlement &settlement)
{
    QJsonObject object{{QStringLiteral("reason"), settlement.reason},
                       {QStringLiteral("by"), settlement.by},
                       {QStringLiteral("at"), settlement.at.toUTC().toString(Qt::ISODateWithMs)}};
    if (!settlement.carriedFrom.isEmpty())
        object.insert(QStringLiteral("carried_from"), settlement.carriedFrom);
    return object;
}

FindingSettlement settlementFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("reason")].toString(), object[QStringLiteral("by")].toString(),
            QDateTime::fromString(object[QStringLiteral("at")].toString(), Qt::ISODateWithMs),
            object[QStringLiteral("carried_from")].toString()};
}

QualityFinding findingFromJson(const QJsonObject &object)
{
    QualityFinding finding{object[QStringLiteral("id")].toString(),
                           object[QStringLiteral("rule")].toString(),
                           severityFromName(object[QStringLiteral("severity")].toString()),
                           object[QStringLiteral("place")].toString(),
                           object[QStringLiteral("claim")].toString(),
                           object[QStringLiteral("words")].toString(),
                           object[QStringLiteral("text")].toString(),
                           object[QStringLiteral("settle")].toString()};
    if (const auto settled = object[QStringLiteral("settled")]; settled.isObject())
        finding.settled = settlementFromJson(settled.toObject());
    return finding;
}

Contradiction contradictionFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("figure")].toString(), object[QStringLiteral("favourable")].toString(),
            object[QStringLiteral("adverse")].toString(), object[QStringLiteral("settled_by")].toString()};
}

QJsonObject toJson(const QualityCheck &check)
{
    return {{QStringLiteral("rule"), check.rule},       {QStringLiteral("title"), check.title},
            {QStringLiteral("checked"), check.checked}, {QStringLiteral("findings"), check.findings},
            {QStringLiteral("open"), check.open},       {QStringLiteral("deduction"), check.deduction}};
}

QualityCheck checkFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("rule")].toString(), object[QStringLiteral("title")].toString(),
            object[QStringLiteral("checked")].toInt(), object[QStringLiteral("findings")].toInt(),
            object[QStringLiteral("open")].toInt(),    object[QStringLiteral("deduction")].toInt()};
}

} // namespace

QString severityName(FindingSeverity severity)
{
    return QString::fromLatin1(SeverityNames.at(static_cast<std::size_t>(severity)));
}

int QualityReview::open() const
{
    return static_cast<int>(
        std::count_if(findings.cbegin(), findings.cend(), [](const QualityFinding &one) { return one.isOpen(); }));
}

const QualityFinding *QualityReview::finding(const QString &id) const
{
    for (const auto &one : findings) {
        if (one.id == id)
            return &one;
    }
    return nullptr;
}

void weigh(QualityReview &review)
{
    review.score = BestScore;
    for (auto &check : review.checks) {
        check.findings = 0;
        check.open = 0;
        check.deduction = 0;
        for (const auto &finding : std::as_const(review.findings)) {
            if (finding.rule != check.rule)
                continue;
            ++check.findings;
            check.open += finding.isOpen() ? 1 : 0;
            check.deduction += weightOf(finding);
        }
        review.score = std::max(0, review.score - check.deduction);
    }
}

QJsonObject toJson(const Contradiction &contradiction)
{
    return {{QStringLiteral("figure"), contradiction.figure},
            {QStringLiteral("favourable"), contradiction.favourable},
            {QStringLiteral("adverse"), contradiction.adverse},
            {QStringLiteral("settled_by"), contradiction.settledBy}};
}

QJsonObject toJson(const QualityFinding &finding)
{
    return {{QStringLiteral("id"), finding.id},
            {QStringLiteral("rule"), finding.rule},
            {QStringLiteral("severity"), severityName(finding.severity)},
            {QStringLiteral("place"), finding.place},
            {QStringLiteral("claim"), finding.claim.isEmpty() ? QJsonValue() : QJsonValue(finding.claim)},
            {QStringLiteral("words"), finding.words},
            {QStringLiteral("text"), finding.text},
            {QStringLiteral("settle"), finding.settle},
            {QStringLiteral("settled"), finding.settled ? QJsonValue(toJson(*finding.settled)) : QJsonValue()}};
}

QJsonObject toJson(const QualityReview &review)
{
    return {{QStringLiteral("rules_version"), review.rulesVersion},
            {QStringLiteral("score"), review.score},
            {QStringLiteral("verified"), review.isVerified()},
            {QStringLiteral("open"), review.open()},
            {QStringLiteral("checks"), json::fromList(review.checks, [](const auto &one) { return toJson(one); })},
            {QStringLiteral("findings"), json::fromList(review.findings, [](const auto &one) { return toJson(one); })},
            {QStringLiteral("contradictions"),
             json::fromList(review.contradictions, [](const auto &one) { return toJson(one); })},
            {QStringLiteral("second_opinion"), review.opinion ? QJsonValue(toJson(*review.opinion)) : QJsonValue()}};
}

QualityReview qualityReviewFromJson(const QJsonObject &object)
{
    QualityReview review;
    review.rulesVersion = object[QStringLiteral("rules_version")].toInt();
    review.score = object[QStringLiteral("score")].toInt();
    review.checks = json::toList<QualityCheck>(object[QStringLiteral("checks")], checkFromJson);
    review.findings = json::toList<QualityFinding>(object[QStringLiteral("findings")], findingFromJson);
    review.contradictions =
        json::toList<Contradiction>(object[QStringLiteral("contradictions")], contradictionFromJson);
    if (const auto opinion = object[QStringLiteral("second_opinion")]; opinion.isObject())
        review.opinion = modelUseFromJson(opinion.toObject());
    return review;
}

} // namespace consultantos

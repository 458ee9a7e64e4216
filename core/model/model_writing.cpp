// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_writing.h"

#include "base/json.h"

namespace consultantos {

namespace {

QJsonValue fromNumber(const std::optional<qint64> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<qint64> toNumber(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

void reword(std::optional<Claim> &claim, const QList<Claim> &reworded)
{
    if (!claim)
        return;
    for (const auto &other : reworded) {
        if (other.id == claim->id)
            claim = other;
    }
}

QJsonObject reasonToJson(const StruckStatement &struck)
{
    return {{QStringLiteral("place"), struck.place}, {QStringLiteral("reason"), struck.reason}};
}

StruckStatement reasonFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("place")].toString(), object[QStringLiteral("reason")].toString()};
}

} // namespace

std::optional<qint64> ModelUse::tokens() const
{
    return inputTokens && outputTokens ? std::optional(*inputTokens + *outputTokens) : std::nullopt;
}

FrameworkResult withWriting(FrameworkResult result, const ModelWriting &writing)
{
    reword(result.headline, writing.reworded);
    for (auto &section : result.sections) {
        reword(section.summary, writing.reworded);
        reword(section.implication, writing.reworded);
        for (auto &item : section.items) {
            std::optional<Claim> claim = item.claim;
            reword(claim, writing.reworded);
            item.claim = *claim;
            reword(item.soWhat, writing.reworded);
        }
        for (const auto &addition : writing.additions) {
            if (addition.section == section.id)
                section.items.append(addition.item);
        }
    }
    return result;
}

QJsonObject toJson(const ModelUse &use)
{
    return {{QStringLiteral("provider"), use.provider},
            {QStringLiteral("model"), use.model},
            {QStringLiteral("calls"), use.calls},
            {QStringLiteral("from_cache"), use.fromCache},
            {QStringLiteral("input_tokens"), fromNumber(use.inputTokens)},
            {QStringLiteral("output_tokens"), fromNumber(use.outputTokens)},
            {QStringLiteral("cost_micro"), fromNumber(use.cost)},
            {QStringLiteral("currency"), use.currency.isEmpty() ? QJsonValue() : QJsonValue(use.currency)},
            {QStringLiteral("kept"), use.kept},
            {QStringLiteral("struck"), use.struck},
            {QStringLiteral("unchanged"), use.unchanged},
            {QStringLiteral("left"), use.left},
            {QStringLiteral("struck_reasons"), json::fromList(use.reasons, reasonToJson)},
            {QStringLiteral("failure"), use.failure.isEmpty() ? QJsonValue() : QJsonValue(use.failure)},
            {QStringLiteral("cache_entries"), json::fromStrings(use.entries)}};
}

ModelUse modelUseFromJson(const QJsonObject &object)
{
    ModelUse use;
    use.provider = object[QStringLiteral("provider")].toString();
    use.model = object[QStringLiteral("model")].toString();
    use.calls = object[QStringLiteral("calls")].toInt();
    use.fromCache = object[QStringLiteral("from_cache")].toInt();
    use.inputTokens = toNumber(object[QStringLiteral("input_tokens")]);
    use.outputTokens = toNumber(object[QStringLiteral("output_tokens")]);
    use.cost = toNumber(object[QStringLiteral("cost_micro")]);
    use.currency = object[QStringLiteral("currency")].toString();
    use.kept = object[QStringLiteral("kept")].toInt();
    use.struck = object[QStringLiteral("struck")].toInt();
    use.unchanged = object[QStringLiteral("unchanged")].toInt();
    use.left = object[QStringLiteral("left")].toInt();
    use.reasons = json::toList<StruckStatement>(object[QStringLiteral("struck_reasons")], reasonFromJson);
    use.failure = object[QStringLiteral("failure")].toString();
    use.entries = json::toStrings(object[QStringLiteral("cache_entries")]);
    return use;
}

} // namespace consultantos

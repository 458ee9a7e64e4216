// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"

#include <QCoreApplication>
#include <QSet>

#include <array>

namespace consultantos {

namespace {

constexpr double MicroUnits = 1e6;
constexpr std::array StateNames = {"waiting", "running", "done", "failed", "timed_out", "cancelled", "skipped"};

QJsonValue fromTime(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime toTime(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

std::optional<Claim> optionalClaim(const QJsonValue &value)
{
    return value.isObject() ? std::optional(claimFromJson(value.toObject())) : std::nullopt;
}

QList<Claim> claimList(const QJsonValue &value)
{
    return json::toList<Claim>(value, claimFromJson);
}

AgentRecord agentRecordFromJson(const QJsonObject &object)
{
    AgentRecord agent{
        object[QStringLiteral("name")].toString(),  agentStateFromName(object[QStringLiteral("status")].toString()),
        toTime(object[QStringLiteral("started")]),  object[QStringLiteral("duration_s")].toDouble(),
        object[QStringLiteral("error")].toString(), json::toStrings(object[QStringLiteral("depends_on")])};
    if (const auto model = object[QStringLiteral("model")]; model.isObject())
        agent.model = modelUseFromJson(model.toObject());
    return agent;
}

ServedFrom servedFromJson(const QJsonValue &level, const QJsonValue &age)
{
    return {level.toString(QStringLiteral("computed")), age.toDouble()};
}

/// What metadata() says of the cache.
void readServed(Report &report, const QJsonObject &cache)
{
    report.served = servedFromJson(cache[QStringLiteral("served")], cache[QStringLiteral("age_s")]);
    for (const auto &value : cache[QStringLiteral("agents")].toArray()) {
        const auto entry = value.toObject();
        for (auto &agent : report.agents) {
            if (agent.name == entry[QStringLiteral("name")].toString())
                agent.served = servedFromJson(entry[QStringLiteral("level")], entry[QStringLiteral("age_s")]);
        }
    }
}

ExecutiveSummary summaryFromJson(const QJsonObject &object)
{
    ExecutiveSummary summary;
    summary.answer = optionalClaim(object[QStringLiteral("answer")]);
    summary.situation = optionalClaim(object[QStringLiteral("situation")]);
    summary.complication = optionalClaim(object[QStringLiteral("complication")]);
    summary.supports = claimList(object[QStringLiteral("supports")]);
    summary.risks = claimList(object[QStringLiteral("risks")]);
    summary.nextSteps = claimList(object[QStringLiteral("next_steps")]);
    summary.limits = json::toStrings(object[QStringLiteral("limits")]);
    return summary;
}

Peer peerFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("company")].toString(), object[QStringLiteral("name")].toString(),
            periodFromJson(object[QStringLiteral("period")].toObject())};
}

QJsonObject metadata(const Report &report)
{
    QJsonArray agents;
    for (const auto &agent : report.agents)
        agents.append(QJsonObject{{QStringLiteral("name"), agent.name},
                                  {QStringLiteral("level"), agent.served.level},
                                  {QStringLiteral("age_s"), agent.served.ageS}});
    const auto tokens = report.modelTokens();
    const auto cost = report.modelCost();
    const auto currency = report.modelCurrency();
    return {{QStringLiteral("engine_version"), report.engineVersion},
            {QStringLiteral("provider"), report.provider},
            {QStringLiteral("model"), report.model.isEmpty() ? QJsonValue() : QJsonValue(report.model)},
            {QStringLiteral("cache"), QJsonObject{{QStringLiteral("served"), report.served.level},
                                                  {QStringLiteral("age_s"), report.served.ageS},
                                                  {QStringLiteral("agents"), agents}}},
            {QStringLiteral("tokens"), tokens ? QJsonValue(*tokens) : QJsonValue()},
            {QStringLiteral("cost"), cost ? QJsonValue(static_cast<double>(*cost) / MicroUnits) : QJsonValue()},
            {QStringLiteral("currency"), currency.isEmpty() ? QJsonValue() : QJsonValue(currency)},
            {QStringLiteral("duration_s"), report.durationS}};
}

} // namespace

template <typename Fields>
static void describe(Fields &fields, const AgentRecord &agent)
{
    fields("depends_on", agent.dependsOn);
    fields("duration_s", agent.durationS);
    fields("error", json::unless(agent.error.isEmpty(), agent.error));
    fields("model", agent.model ? QJsonValue(toJson(*agent.model)) : QJsonValue());
    fields("name", agent.name);
    fields("started", fromTime(agent.started));
    fields("status", agentStateName(agent.state));
}

template <typename Fields>
static void describe(Fields &fields, const ExecutiveSummary &summary)
{
    fields("answer", summary.answer);
    fields("complication", summary.complication);
    fields("limits", summary.limits);
    fields("next_steps", summary.nextSteps);
    fields("risks", summary.risks);
    fields("situation", summary.situation);
    fields("supports", summary.supports);
}

template <typename Fields>
static void describe(Fields &fields, const Peer &peer)
{
    fields("company", peer.companyId);
    fields("name", peer.name);
    fields("period", peer.period);
}

template <typename Fields>
static void describe(Fields &fields, const Source &source)
{
    if (!source.address.isEmpty())
        fields("address", source.address);
    fields("date", source.date);
    fields("evidence", source.evidence);
    fields("fiscal_year", json::unless(source.fiscalYear <= 0, source.fiscalYear));
    fields("id", source.id);
    fields("kind", source.kind);
    fields("name", source.name);
    fields("pages", source.pages);
    if (source.retrieved)
        fields("retrieved", fromTime(*source.retrieved));
    fields("sections", source.sections);
    fields("title", source.title);
}

Source sourceFromJson(const QJsonObject &object)
{
    QList<int> pages;
    for (const auto &page : object[QStringLiteral("pages")].toArray())
        pages.append(page.toInt());
    std::optional<QDateTime> retrieved;
    if (object.contains(QStringLiteral("retrieved")))
        retrieved = toTime(object[QStringLiteral("retrieved")]);
    return {object[QStringLiteral("kind")].toString(),
            object[QStringLiteral("id")].toString(),
            object[QStringLiteral("name")].toString(),
            object[QStringLiteral("title")].toString(),
            json::toOptionalDate(object[QStringLiteral("date")]),
            object[QStringLiteral("fiscal_year")].toInt(),
            pages,
            json::toStrings(object[QStringLiteral("sections")]),
            json::toStrings(object[QStringLiteral("evidence")]),
            object[QStringLiteral("address")].toString(),
            retrieved};
}

QJsonObject toJson(const Source &source)
{
    return json::toObject(source);
}

QString agentStateName(AgentState state)
{
    return QString::fromLatin1(StateNames.at(static_cast<std::size_t>(state)));
}

AgentState agentStateFromName(const QString &name)
{
    for (std::size_t i = 0; i < StateNames.size(); ++i) {
        if (name == QLatin1String(StateNames[i]))
            return static_cast<AgentState>(i);
    }
    return AgentState::Failed;
}

QList<Claim> ExecutiveSummary::claims() const
{
    QList<Claim> all;
    for (const auto &claim : {answer, situation, complication}) {
        if (claim)
            all.append(*claim);
    }
    return all + supports + risks + nextSteps;
}

QList<Claim> Report::claims() const
{
    auto all = summary.claims();
    for (const auto &result : frameworks)
        all += result.claims();
    for (const auto &recommendation : recommendations)
        all += recommendation.claims();
    for (const auto &point : tippingPoints)
        all.append(point.claim);
    QSet<QString> seen;
    QList<Claim> unique;
    for (const auto &claim : std::as_const(all)) {
        if (seen.contains(claim.id))
            continue;
        seen.insert(claim.id);
        unique.append(claim);
    }
    return unique;
}

const FrameworkResult *Report::framework(const QString &id) const
{
    for (const auto &result : frameworks) {
        if (result.id == id)
            return &result;
    }
    return nullptr;
}

const AgentRecord *Report::writerOf(const Claim &claim) const
{
    if (claim.grade != Grade::Model)
        return nullptr;
    auto agent = QStringLiteral("synthesis");
    for (const auto &result : frameworks) {
        for (const auto &other : result.claims()) {
            if (other.id == claim.id)
                agent = QStringLiteral("framework:") + result.id;
        }
    }
    for (const auto &record : agents) {
        if (record.name == agent)
            return record.model ? &record : nullptr;
    }
    return nullptr;
}

namespace {

const ModelUse *opinionOf(const Report &report)
{
    return report.quality && report.quality->opinion ? &*report.quality->opinion : nullptr;
}

} // namespace

std::optional<qint64> Report::modelTokens() const
{
    qint64 sum = 0;
    for (const auto &agent : agents) {
        if (!agent.model || !agent.served.isComputed())
            continue;
        const auto tokens = agent.model->tokens();
        if (!tokens)
            return std::nullopt;
        sum += *tokens;
    }
    if (const auto *opinion = opinionOf(*this)) {
        const auto tokens = opinion->tokens();
        return tokens ? std::optional(sum + *tokens) : std::nullopt;
    }
    return sum;
}

std::optional<qint64> Report::modelCost() const
{
    qint64 sum = 0;
    for (const auto &agent : agents) {
        if (!agent.model || !agent.served.isComputed())
            continue;
        if (!agent.model->cost)
            return std::nullopt;
        sum += *agent.model->cost;
    }
    if (const auto *opinion = opinionOf(*this))
        return opinion->cost ? std::optional(sum + *opinion->cost) : std::nullopt;
    return sum;
}

QString Report::modelCurrency() const
{
    for (const auto &agent : agents) {
        if (agent.model && !agent.model->currency.isEmpty())
            return agent.model->currency;
    }
    const auto *opinion = opinionOf(*this);
    return opinion != nullptr ? opinion->currency : QString();
}

template <typename Fields>
static void describe(Fields &fields, const Report &report)
{
    QMap<QString, FrameworkResult> frameworks;
    for (const auto &result : report.frameworks)
        frameworks.insert(result.id, result);
    fields("agents", report.agents);
    fields("claims", report.claims());
    fields("company", report.company);
    fields("created_at", fromTime(report.createdAt));
    fields("data_requests", report.dataRequests);
    if (!report.edits.isEmpty())
        fields("edits", report.edits);
    fields("evidence", report.evidence);
    fields("executive_summary", report.summary);
    fields("financials", report.financials);
    if (!report.forecasts.isEmpty())
        fields("forecasts", report.forecasts);
    fields("frameworks", frameworks);
    if (!report.health.readings.isEmpty())
        fields("health", report.health);
    fields("id", report.id);
    fields("metadata", metadata(report));
    fields("peers", report.peers);
    if (report.quality)
        fields("quality", *report.quality);
    fields("recommendations", report.recommendations);
    fields("request", report.request);
    fields("schema_version", Report::SchemaVersion);
    fields("sources", report.sources);
    fields("status", report.status);
    if (!report.tippingPoints.isEmpty())
        fields("tipping_points", report.tippingPoints);
}

QJsonObject toJson(const Report &report)
{
    return json::toObject(report);
}

void writeJson(JsonWriter &writer, const Report &report)
{
    json::writeObject(writer, report);
}

Result<Report> reportFromJson(const QJsonObject &object)
{
    const auto version = object[QStringLiteral("schema_version")].toInt();
    if (version > Report::SchemaVersion)
        return fail(
            ErrorCode::NewerVersion,
            QCoreApplication::translate("Report", "This report was written by a newer version of ConsultantOS."),
            QCoreApplication::translate("Report", "Update the program to open it."));
    if (version < 1 || !object[QStringLiteral("id")].isString())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Report", "This is not a report of ConsultantOS."));

    Report report;
    report.id = object[QStringLiteral("id")].toString();
    report.createdAt = toTime(object[QStringLiteral("created_at")]);
    report.status = object[QStringLiteral("status")].toString();
    report.request = analysisRequestFromJson(object[QStringLiteral("request")].toObject());
    report.company = companyFromJson(object[QStringLiteral("company")].toObject());
    report.summary = summaryFromJson(object[QStringLiteral("executive_summary")].toObject());
    report.agents = json::toList<AgentRecord>(object[QStringLiteral("agents")], agentRecordFromJson);
    const auto frameworks = object[QStringLiteral("frameworks")].toObject();
    // JSON objects have no order: the canonical order comes first, frameworks unknown to this version after it.
    auto order = AnalysisRequest::knownFrameworks();
    for (const auto &id : frameworks.keys()) {
        if (!order.contains(id))
            order.append(id);
    }
    for (const auto &id : std::as_const(order)) {
        if (frameworks.contains(id))
            report.frameworks.append(frameworkResultFromJson(frameworks[id].toObject()));
    }
    report.financials = financialsFromJson(object[QStringLiteral("financials")].toObject());
    report.health = financialHealthFromJson(object[QStringLiteral("health")].toObject());
    report.forecasts = json::toList<Forecast>(object[QStringLiteral("forecasts")], forecastFromJson);
    report.peers = json::toList<Peer>(object[QStringLiteral("peers")], peerFromJson);
    report.evidence = evidenceBookFromJson(object[QStringLiteral("evidence")].toObject());
    report.sources = json::toList<Source>(object[QStringLiteral("sources")], sourceFromJson);
    report.recommendations =
        json::toList<Recommendation>(object[QStringLiteral("recommendations")], recommendationFromJson);
    report.tippingPoints = json::toList<Condition>(object[QStringLiteral("tipping_points")], conditionFromJson);
    report.dataRequests = json::toList<DataRequest>(object[QStringLiteral("data_requests")], dataRequestFromJson);
    if (const auto quality = object[QStringLiteral("quality")]; quality.isObject())
        report.quality = qualityReviewFromJson(quality.toObject());
    report.edits = json::toList<ReportEdit>(object[QStringLiteral("edits")], reportEditFromJson);
    const auto meta = object[QStringLiteral("metadata")].toObject();
    report.engineVersion = meta[QStringLiteral("engine_version")].toString();
    report.provider = meta[QStringLiteral("provider")].toString();
    report.model = meta[QStringLiteral("model")].toString();
    report.durationS = meta[QStringLiteral("duration_s")].toDouble();
    readServed(report, meta[QStringLiteral("cache")].toObject());
    return report;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_cache.h"

#include "agents/model/model_writer.h"
#include "base/logging.h"
#include "cache/cache_manager.h"
#include "evidence/fact_store.h"
#include "llm/optimiser/reply_cache.h"
#include "model/binary_fields.h"

#include <QJsonDocument>

namespace consultantos {

namespace {

constexpr int FormatVersion = 6;
/// How long a source of filings that failed isn't asked again.
constexpr std::chrono::milliseconds FailedLookUpLife = std::chrono::minutes(2);
constexpr qint64 ObjectGrowth = 4; ///< bytes in memory for one of its encoding, about

CacheEntryPtr decoded(const CacheEntryPtr &entry)
{
    auto report = fromBinary<Report>(entry->bytes);
    if (!report)
        return nullptr;
    auto prepared = std::make_shared<CacheEntry>(*entry);
    prepared->object = std::make_shared<const Report>(std::move(*report));
    prepared->objectBytes = ObjectGrowth * entry->bytes.size();
    return prepared;
}

} // namespace

AnalysisCache::AnalysisCache(CacheAccess cache)
    : m_cache(std::move(cache))
{
}

std::shared_ptr<const AgentRunner> AnalysisCache::runner(CacheOptions::Mode mode, const QString &companyId) const
{
    return std::make_shared<const CachedAgentRunner>(m_cache, mode, companyId);
}

QByteArray AnalysisCache::keyOf(const RequestBasis &basis, const AgentTools &tools, int opinionVersion) const
{
    auto key = m_cache.scope.key("analysis", FormatVersion);
    key.text("company", cacheText(basis.company)).text("request", cacheText(basis.request));
    key.list("frameworks", basis.request.frameworks).list("limits", basis.limits).flag("known", basis.isKnown);
    key.text("forecast years", QString::number(basis.request.forecastYears)).text("fade to", basis.request.fadeTo);
    key.text("model", tools.writer ? tools.writer->cacheText() : QString());
    // A report of other weights has other recommendations; one of another language or template is another document, which
    // its id has to lead to.
    const auto &wanted = basis.request;
    if (!(wanted.weights == RecommendationWeights{}))
        key.text("weights", QString::fromUtf8(QJsonDocument(toJson(wanted.weights)).toJson(QJsonDocument::Compact)));
    if (!wanted.layout.isStandard())
        key.text("layout", QString::fromUtf8(QJsonDocument(toJson(wanted.layout)).toJson(QJsonDocument::Compact)));
    if (!wanted.language.isEmpty())
        key.text("language", wanted.language);
    if (opinionVersion > 0)
        key.text("second opinion", QString::number(opinionVersion));
    if (!basis.edits.isEmpty())
        key.text("edits", QString::fromLatin1(toBinary(basis.edits).toHex()));
    for (const auto &agent : readingAgents(basis, tools)) {
        const auto inputs = agent->cacheInputs();
        if (!inputs) {
            qCWarning(lcAgents) << "not cached:" << agent->name() << inputs.error().message;
            return {};
        }
        if (!*inputs)
            return {};
        for (auto it = (*inputs)->cbegin(); it != (*inputs)->cend(); ++it)
            key.text(agent->name().toUtf8() + ' ' + it.key().toUtf8(), it.value());
    }
    return key.key();
}

AnalysisCache::Found AnalysisCache::find(const QByteArray &key, const RequestBasis &basis) const
{
    CacheOptions options;
    options.prepare = decoded;
    const auto found = m_cache.manager->get(key, options);
    if (!found.value)
        return {std::nullopt, found.ticket};
    auto report = *std::static_pointer_cast<const Report>(found.value->entry->object);
    report.request = basis.request;
    report.served = {QString::fromLatin1(cacheServedByName(found.value->servedBy)),
                     std::chrono::duration<double>(found.value->age).count()};
    return {std::move(report), found.ticket};
}

void AnalysisCache::keep(const QByteArray &key, const Report &report, const CacheTicket &ticket) const
{
    CacheEntry entry;
    entry.bytes = toBinary(report);
    entry.object = std::make_shared<const Report>(report);
    entry.objectBytes = ObjectGrowth * entry.bytes.size();
    entry.cost.seconds = report.durationS;
    entry.tags = m_cache.scope.tags("analysis", report.company.id);
    entry.tags.append(reportTag(report.id));
    for (const auto &agent : report.agents) {
        for (const auto &reply : agent.model ? agent.model->entries : QStringList())
            entry.tags.append(replyTag(reply.toLatin1()));
    }
    for (const auto &reply :
         report.quality &&report.quality->opinion ? report.quality->opinion->entries : QStringList())
        entry.tags.append(replyTag(reply.toLatin1()));
    if (const auto kept = m_cache.manager->set({key, std::move(entry), ticket}); !kept)
        qCWarning(lcAgents) << "the report isn't in all of the cache:" << kept.error().message;
}

QByteArray AnalysisCache::lookUpKey(const QString &company, const QString &sources) const
{
    auto key = m_cache.scope.key("filing_update", FormatVersion);
    key.text("company", company.simplified().toLower()).text("sources", sources);
    return key.key();
}

std::optional<QStringList> AnalysisCache::lastLookUp(const QString &company, const QString &sources) const
{
    const auto found = m_cache.manager->get(lookUpKey(company, sources));
    if (!found.value)
        return std::nullopt;
    return fromBinary<QStringList>(found.value->entry->bytes);
}

void AnalysisCache::keepLookUp(const QString &company, const QString &sources, const QStringList &limits) const
{
    CacheEntry entry;
    entry.bytes = toBinary(limits);
    entry.tags = m_cache.scope.tags("filing_update");
    CacheOptions options;
    if (!limits.isEmpty()) {
        options.policy = m_cache.manager->policy();
        options.policy->freshFor.fill(FailedLookUpLife);
    }
    (void)m_cache.manager->set({lookUpKey(company, sources), std::move(entry), {}}, options);
}

QByteArray reportTag(const QString &reportId)
{
    return "report:" + reportId.toUtf8();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/cached_agent_runner.h"

#include "agents/agent_output_fields.h"
#include "base/logging.h"
#include "cache/cache_manager.h"
#include "llm/optimiser/reply_cache.h"

#include <QCryptographicHash>

#include <chrono>

namespace consultantos {

namespace {

constexpr int FormatVersion = 4;
/// A decoded output occupies about so many bytes for one of its encoding.
constexpr qint64 ObjectGrowth = 4;

struct KeptOutput {
    std::shared_ptr<const AgentOutput> output;
    QByteArray digest; ///< empty where the output isn't kept
};

CacheEntry entryOf(AgentOutput output, bool isKept)
{
    CacheEntry entry;
    entry.isKept = isKept;
    QByteArray digest;
    if (isKept) {
        entry.bytes = toBinary(output);
        digest = QCryptographicHash::hash(entry.bytes, QCryptographicHash::Sha256);
    }
    entry.object = std::make_shared<const KeptOutput>(
        KeptOutput{std::make_shared<const AgentOutput>(std::move(output)), std::move(digest)});
    entry.objectBytes = ObjectGrowth * entry.bytes.size();
    return entry;
}

/// An output goes with the model's replies that it is made of.
QByteArrayList replyTags(const AgentOutput &output)
{
    std::optional<ModelWriting> writing;
    if (const auto *framework = std::get_if<FrameworkOutput>(&output))
        writing = framework->writing;
    else if (const auto *synthesis = std::get_if<SynthesisOutput>(&output))
        writing = synthesis->writing;
    QByteArrayList tags;
    for (const auto &entry : writing ? writing->use.entries : QStringList())
        tags.append(replyTag(entry.toLatin1()));
    return tags;
}

CacheEntryPtr decoded(const CacheEntryPtr &entry)
{
    auto output = fromBinary<AgentOutput>(entry->bytes);
    if (!output)
        return nullptr;
    auto prepared = std::make_shared<CacheEntry>(*entry);
    prepared->object = std::make_shared<const KeptOutput>(
        KeptOutput{std::make_shared<const AgentOutput>(std::move(*output)),
                   QCryptographicHash::hash(entry->bytes, QCryptographicHash::Sha256)});
    prepared->objectBytes = ObjectGrowth * entry->bytes.size();
    return prepared;
}

} // namespace

CachedAgentRunner::CachedAgentRunner(CacheAccess cache, CacheOptions::Mode mode, QString companyId)
    : m_cache(std::move(cache))
    , m_mode(mode)
    , m_companyId(std::move(companyId))
{
}

QByteArray CachedAgentRunner::keyOf(const Agent &agent, const AgentInputs &inputs, const AgentContext &context) const
{
    auto key = m_cache.scope.key("agent", FormatVersion);
    key.text("agent", agent.name());
    for (auto it = inputs.cbegin(); it != inputs.cend(); ++it)
        key.text(QByteArray("input ") + it.key().toUtf8(), it.value());
    for (const auto &name : agent.needs() + agent.uses()) {
        const auto product = context.inputs().constFind(name);
        // An agent that failed may do better the next time: what is made without it isn't kept.
        if (product == context.inputs().constEnd() || product->digest.isEmpty())
            return {};
        key.bytes(QByteArray("output of ") + name.toUtf8(), product->digest);
    }
    return key.key();
}

Result<AgentProduct> CachedAgentRunner::run(const Agent &agent, const AgentContext &context) const
{
    const auto inputs = agent.cacheInputs();
    if (!inputs)
        qCWarning(lcAgents) << "not cached:" << agent.name() << inputs.error().message;
    const auto key = inputs && *inputs ? keyOf(agent, **inputs, context) : QByteArray();
    if (key.isEmpty())
        return AgentRunner::run(agent, context);
    CacheOptions options;
    options.mode = m_mode;
    options.cancel = context.cancel();
    options.prepare = decoded;
    const auto compute = [&](const CancellationToken &cancel) -> Result<CacheEntry> {
        const auto begun = std::chrono::steady_clock::now();
        auto output = agent.run(context.cancelledBy(cancel));
        if (!output)
            return tl::unexpected(output.error());
        // A store that changed while the agent read it: what it read belongs to neither state.
        const auto after = agent.cacheInputs();
        const bool isKept = agent.isComplete(*output) && after && *after == *inputs;
        const auto tags = replyTags(*output);
        auto entry = entryOf(std::move(*output), isKept);
        entry.cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        entry.tags = m_cache.scope.tags("agent", m_companyId) + tags;
        return entry;
    };
    const auto found = m_cache.manager->getOrComputeHere(key, compute, options);
    if (!found)
        return tl::unexpected(found.error());
    const auto kept = std::static_pointer_cast<const KeptOutput>(found->entry->object);
    return AgentProduct{
        kept->output,
        kept->digest,
        {QString::fromLatin1(cacheServedByName(found->servedBy)), std::chrono::duration<double>(found->age).count()}};
}

} // namespace consultantos

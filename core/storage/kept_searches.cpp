// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/kept_searches.h"

#include "cache/typed_cache.h"
#include "model/binary_fields.h"

namespace consultantos {

template <>
struct BinaryFields<PlacedPassage> {
    static auto of(auto &value) { return std::tie(value.passage, value.kind, value.level, value.section, value.area); }
};
static_assert(NamesEveryField<PlacedPassage>);

template <>
struct BinaryFields<TextRange> {
    static auto of(auto &value) { return std::tie(value.start, value.length); }
};
static_assert(NamesEveryField<TextRange>);

template <>
struct BinaryFields<PassageHit> {
    static auto of(auto &value)
    {
        return std::tie(value.placed, value.documentId, value.companyName, value.fiscalYear, value.highlights,
                        value.score);
    }
};
static_assert(NamesEveryField<PassageHit>);

template <>
struct BinaryFields<PassageHits> {
    static auto of(auto &value) { return std::tie(value.hits, value.total); }
};
static_assert(NamesEveryField<PassageHits>);

namespace {

constexpr int FormatVersion = 1;
constexpr qint64 ObjectGrowth = 3; ///< bytes in memory for one of its encoding, about

CacheCodec<PassageHits> codec()
{
    return {[](const PassageHits &hits) { return toBinary(hits); },
            [](const QByteArray &bytes) { return fromBinary<PassageHits>(bytes); },
            [](const PassageHits &hits) {
                qint64 texts = 0;
                for (const auto &hit : hits.hits)
                    texts += hit.placed.passage.text.size();
                return ObjectGrowth * texts;
            }};
}

} // namespace

Result<PassageHits> KeptSearches::get(const PassageFilter &filter, const QString &version,
                                      const std::function<Result<PassageHits>()> &search) const
{
    if (!m_cache.manager)
        return search();
    auto key = m_cache.scope.key("search", FormatVersion);
    key.text("documents", version).text("text", filter.text).integer("match", static_cast<qint64>(filter.match));
    key.text("company", filter.companyId).integer("year", filter.fiscalYear).text("format", filter.format);
    key.text("section", filter.section).text("document", filter.documentId);
    key.integer("limit", filter.limit).integer("offset", filter.offset);
    TypedCache<PassageHits> cache(*m_cache.manager, codec());
    const auto found =
        cache.getOrComputeHere(key.key(), [&](const CancellationToken &) -> Result<CacheProduct<PassageHits>> {
            auto hits = search();
            if (!hits)
                return tl::unexpected(hits.error());
            return CacheProduct<PassageHits>{std::make_shared<const PassageHits>(std::move(*hits)),
                                             m_cache.scope.tags("search", filter.companyId),
                                             {}};
        });
    if (!found)
        return tl::unexpected(found.error());
    return *found->value;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/entry_codec.h"

#include "cache/disk/byte_fields.h"
#include "cache/disk/checksum.h"

#include <zstd.h>

#include <algorithm>

namespace consultantos {
namespace {

constexpr quint8 MetaFormat = 1;
constexpr quint8 NegativeFlag = 1;
constexpr quint8 CompressedFlag = 2;
constexpr qsizetype CompressFrom = 8 * 1024;
constexpr int CompressionLevel = 1;
/// Of a value's size; what saves less isn't worth its decompression.
constexpr qsizetype LeastGainDivisor = 8;
/// Lives longer than this (about a century) are as good as endless, and don't overflow.
constexpr qint64 LongestLife = 100LL * 366 * 24 * 3600 * 1000;

qint64 bounded(std::chrono::milliseconds life)
{
    return std::clamp<qint64>(life.count(), 0, LongestLife);
}

} // namespace

DiskTimes DiskTimes::from(const CacheLife &life, qint64 now)
{
    return {now - bounded(life.age), now, now + bounded(life.fresh), now + bounded(life.usable)};
}

std::optional<CacheLife> DiskTimes::lifeAt(qint64 now) const
{
    if (now < written || now >= usableUntil)
        return std::nullopt;
    using std::chrono::milliseconds;
    return CacheLife{milliseconds(std::max<qint64>(freshUntil - now, 0)), milliseconds(usableUntil - now),
                     milliseconds(now - computed)};
}

QByteArray EntryMeta::encode() const
{
    QByteArray bytes;
    bytes.reserve(80);
    FieldWriter fields(&bytes);
    fields.put(MetaFormat);
    fields.put(quint8((isNegative ? NegativeFlag : 0) | (isCompressed ? CompressedFlag : 0)));
    fields.put(stamp);
    fields.put(times.computed);
    fields.put(times.written);
    fields.put(times.freshUntil);
    fields.put(times.usableUntil);
    fields.put(rawBytes);
    fields.put(cost.seconds);
    fields.put(cost.microUnits);
    fields.put(quint32(tags.size()));
    for (const auto &tag : tags) {
        fields.put(quint32(tag.size()));
        fields.put(QByteArrayView(tag));
    }
    return bytes;
}

std::optional<EntryMeta> EntryMeta::decode(QByteArrayView bytes)
{
    EntryMeta meta;
    FieldReader fields(bytes);
    quint8 format = 0;
    quint8 flags = 0;
    quint32 tagCount = 0;
    if (!fields.take(&format) || format != MetaFormat || !fields.take(&flags) || !fields.take(&meta.stamp)
        || !fields.take(&meta.times.computed) || !fields.take(&meta.times.written)
        || !fields.take(&meta.times.freshUntil) || !fields.take(&meta.times.usableUntil) || !fields.take(&meta.rawBytes)
        || !fields.take(&meta.cost.seconds) || !fields.take(&meta.cost.microUnits) || !fields.take(&tagCount))
        return std::nullopt;
    meta.isNegative = (flags & NegativeFlag) != 0;
    meta.isCompressed = (flags & CompressedFlag) != 0;
    for (quint32 i = 0; i < tagCount; ++i) {
        quint32 size = 0;
        QByteArrayView tag;
        if (!fields.take(&size) || !fields.take(qsizetype(size), &tag))
            return std::nullopt;
        meta.tags.append(tag.toByteArray());
    }
    if (!fields.isAtEnd())
        return std::nullopt;
    return meta;
}

qint64 entryRow(QByteArrayView key)
{
    return qint64(checksumOf(key));
}

qint64 entryChecksum(QByteArrayView key, QByteArrayView meta, QByteArrayView value)
{
    return qint64(checksumOf(value, checksumOf(meta, checksumOf(key))));
}

struct EntryEncoder::Compressor {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
    QByteArray room;
};

EntryEncoder::EntryEncoder()
    : m_compressor(std::make_unique<Compressor>())
{
}
EntryEncoder::~EntryEncoder() = default;

EncodedEntry EntryEncoder::encode(QByteArrayView key, const CacheEntry &entry, const DiskTimes &times, CacheStamp stamp)
{
    EntryMeta meta{times, stamp, entry.bytes.size(), entry.cost, entry.tags, entry.isNegative, false};
    EncodedEntry encoded;
    encoded.value = entry.bytes;
    if (const auto raw = entry.bytes.size(); raw >= CompressFrom && m_compressor->context) {
        const auto bound = qsizetype(ZSTD_compressBound(size_t(raw)));
        if (m_compressor->room.size() < bound)
            m_compressor->room = QByteArray(bound, Qt::Uninitialized);
        const size_t size = ZSTD_compressCCtx(m_compressor->context.get(), m_compressor->room.data(), size_t(bound),
                                              entry.bytes.constData(), size_t(raw), CompressionLevel);
        if (!ZSTD_isError(size) && qsizetype(size) <= raw - raw / LeastGainDivisor) {
            encoded.value = m_compressor->room.first(qsizetype(size));
            meta.isCompressed = true;
        }
    }
    encoded.meta = meta.encode();
    encoded.checksum = entryChecksum(key, encoded.meta, encoded.value);
    return encoded;
}

struct EntryDecoder::Decompressor {
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
};

EntryDecoder::EntryDecoder()
    : m_decompressor(std::make_unique<Decompressor>())
{
}
EntryDecoder::~EntryDecoder() = default;

std::optional<QByteArray> EntryDecoder::decode(const EntryMeta &meta, QByteArrayView value)
{
    if (!meta.isCompressed)
        return value.size() == meta.rawBytes ? std::optional(value.toByteArray()) : std::nullopt;
    // The frame says its size, too: memory is taken only where both agree.
    const auto told = ZSTD_getFrameContentSize(value.data(), size_t(value.size()));
    if (meta.rawBytes < 0 || told != quint64(meta.rawBytes) || !m_decompressor->context)
        return std::nullopt;
    QByteArray bytes(meta.rawBytes, Qt::Uninitialized);
    const size_t size = ZSTD_decompressDCtx(m_decompressor->context.get(), bytes.data(), size_t(bytes.size()),
                                            value.data(), size_t(value.size()));
    if (ZSTD_isError(size) || qsizetype(size) != bytes.size())
        return std::nullopt;
    return bytes;
}

} // namespace consultantos

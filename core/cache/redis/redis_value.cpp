// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_value.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

#include <xxhash.h>

namespace consultantos {
namespace {

using std::chrono::milliseconds;

constexpr qsizetype TimeDigits = 16;
constexpr qsizetype BodyStart = RedisValueHead.size() + TimeDigits;
constexpr qsizetype ChecksumBytes = 8;
/// Stamp, three lives, seconds, money, flags, number of tags.
constexpr qsizetype FixedBytes = 8 + 3 * 8 + 8 + 8 + 1 + 2;
constexpr quint8 NegativeFlag = 1;

quint64 checksum(QByteArrayView key, const char *data, qsizetype length)
{
    const auto seed = XXH3_64bits(key.data(), std::size_t(key.size()));
    return XXH3_64bits_withSeed(data, std::size_t(length), seed);
}

class Writer {
public:
    explicit Writer(QByteArray &out)
        : m_out(out)
    {
    }
    template <typename T>
    void put(T value)
    {
        char raw[sizeof(T)];
        qToLittleEndian(value, raw);
        m_out.append(raw, sizeof(T));
    }

private:
    QByteArray &m_out;
};

class Reader {
public:
    Reader(const char *data, qsizetype length)
        : m_data(data)
        , m_left(length)
    {
    }
    template <typename T>
    T get()
    {
        const auto *raw = take(sizeof(T));
        return raw == nullptr ? T{} : qFromLittleEndian<T>(raw);
    }
    QByteArray getBytes(qsizetype length)
    {
        const auto *raw = take(length);
        return raw == nullptr ? QByteArray() : QByteArray(raw, length);
    }
    [[nodiscard]] bool isPastEnd() const { return m_isPastEnd; }
    [[nodiscard]] qsizetype left() const { return m_left; }

private:
    const char *take(qsizetype length)
    {
        if (length > m_left) {
            m_isPastEnd = true;
            return nullptr;
        }
        const auto *at = m_data;
        m_data += length;
        m_left -= length;
        return at;
    }

    const char *m_data;
    qsizetype m_left;
    bool m_isPastEnd = false;
};

milliseconds remaining(milliseconds life, milliseconds elapsed)
{
    return std::max(life - elapsed, milliseconds(0));
}

} // namespace

QByteArray encodeRedisValue(QByteArrayView key, const CacheEntry &entry, const CacheLife &life, CacheStamp stamp)
{
    qsizetype tagBytes = 0;
    for (const auto &tag : entry.tags)
        tagBytes += 2 + tag.size();
    QByteArray body;
    body.reserve(ChecksumBytes + FixedBytes + tagBytes + entry.bytes.size());
    Writer writer(body);
    writer.put<quint64>(0); // the checksum's place
    writer.put<quint64>(stamp);
    for (const auto part : {life.fresh, life.usable, life.age})
        writer.put<qint64>(part.count());
    writer.put<quint64>(std::bit_cast<quint64>(entry.cost.seconds));
    writer.put<qint64>(entry.cost.microUnits);
    writer.put<quint8>(entry.isNegative ? NegativeFlag : 0);
    writer.put<quint16>(quint16(entry.tags.size()));
    for (const auto &tag : entry.tags) {
        writer.put<quint16>(quint16(tag.size()));
        body.append(tag);
    }
    body.append(entry.bytes);
    qToLittleEndian(checksum(key, body.constData() + ChecksumBytes, body.size() - ChecksumBytes), body.data());
    return body;
}

std::optional<RedisValue> decodeRedisValue(QByteArrayView key, QByteArray stored, quint64 serverMicros)
{
    if (stored.size() < BodyStart + ChecksumBytes + FixedBytes || !stored.startsWith(RedisValueHead))
        return std::nullopt;
    bool isNumber = false;
    const auto storedMicros =
        QByteArrayView(stored).sliced(RedisValueHead.size(), TimeDigits).toByteArray().toULongLong(&isNumber);
    const auto *body = stored.constData() + BodyStart;
    const auto length = stored.size() - BodyStart - ChecksumBytes;
    if (!isNumber || qFromLittleEndian<quint64>(body) != checksum(key, body + ChecksumBytes, length))
        return std::nullopt;

    Reader reader(body + ChecksumBytes, length);
    RedisValue value;
    auto entry = std::make_shared<CacheEntry>();
    value.stamp = reader.get<quint64>();
    const milliseconds fresh(reader.get<qint64>());
    const milliseconds usable(reader.get<qint64>());
    const milliseconds age(reader.get<qint64>());
    entry->cost.seconds = std::bit_cast<double>(reader.get<quint64>());
    entry->cost.microUnits = reader.get<qint64>();
    entry->isNegative = (reader.get<quint8>() & NegativeFlag) != 0;
    const auto tagCount = reader.get<quint16>();
    entry->tags.reserve(std::min<qsizetype>(tagCount, reader.left() / 2));
    for (int index = 0; index < tagCount && !reader.isPastEnd(); ++index)
        entry->tags.append(reader.getBytes(reader.get<quint16>()));
    if (reader.isPastEnd())
        return std::nullopt;

    const milliseconds elapsed(serverMicros > storedMicros ? qint64((serverMicros - storedMicros) / 1'000) : 0);
    value.life = {remaining(fresh, elapsed), remaining(usable, elapsed), age + elapsed};
    // Cutting at the front moves no byte: the value stays where the parser put it.
    entry->bytes = std::move(stored);
    entry->bytes.remove(0, entry->bytes.size() - reader.left());
    value.entry = std::move(entry);
    return value;
}

std::optional<CacheStamp> redisStampOf(QByteArrayView bytes)
{
    static_assert(RedisStampStart == BodyStart + ChecksumBytes);
    if (bytes.size() != RedisStampBytes)
        return std::nullopt;
    return qFromLittleEndian<quint64>(bytes.data());
}

} // namespace consultantos

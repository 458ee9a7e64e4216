// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_entry.h"
#include "cache/cache_level.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace consultantos {

/// The lives of an entry in the file: wall-clock times, in ms since 1970, as nothing else outlives a process.
struct DiskTimes {
    qint64 computed = 0;   ///< when its computation ended
    qint64 written = 0;    ///< when it was given to the cache
    qint64 freshUntil = 0; ///< exclusive
    qint64 usableUntil = 0;

    [[nodiscard]] static DiskTimes from(const CacheLife &life, qint64 now);
    /// What is left; nothing where it is over. An entry that was written later than now is over as well: the clock was set
    /// back, nobody knows by how much it is older than it seems, and it might be served for longer than its life.
    [[nodiscard]] std::optional<CacheLife> lifeAt(qint64 now) const;
    bool operator==(const DiskTimes &) const = default;
};

/// What the file keeps of an entry beside its key and value.
struct EntryMeta {
    DiskTimes times;
    CacheStamp stamp = 0; ///< of the write
    qint64 rawBytes = 0;  ///< of the value, uncompressed
    CacheCost cost;
    QByteArrayList tags;
    bool isNegative = false;
    bool isCompressed = false;

    [[nodiscard]] QByteArray encode() const;
    /// Nothing if it can't be read or is of another format.
    [[nodiscard]] static std::optional<EntryMeta> decode(QByteArrayView bytes);
    bool operator==(const EntryMeta &) const = default;
};

/// An entry as its row.
struct EncodedEntry {
    QByteArray meta;
    QByteArray value; ///< compressed where that is worth it
    qint64 checksum = 0;
};

/// The hash by which the row of a key is found. Two keys of one hash displace each other, which costs a computation; the key itself is
/// compared when read.
[[nodiscard]] qint64 entryRow(QByteArrayView key);

/// Over all that a reader believes.
[[nodiscard]] qint64 entryChecksum(QByteArrayView key, QByteArrayView meta, QByteArrayView value);

/// Writes entries: values from 8 KiB up are compressed by zstd, level 1, where that saves at least an eighth (see
/// docs/decisions/0017). Not thread-safe: keeps the compressor's memory.
class EntryEncoder {
public:
    EntryEncoder();
    ~EntryEncoder();
    [[nodiscard]] EncodedEntry encode(QByteArrayView key, const CacheEntry &entry, const DiskTimes &times,
                                      CacheStamp stamp);

private:
    struct Compressor;
    std::unique_ptr<Compressor> m_compressor;
};

/// Reads them. Not thread-safe either.
class EntryDecoder {
public:
    EntryDecoder();
    ~EntryDecoder();
    /// The value, uncompressed; nothing if it isn't what `meta` says. The checksum was tried before.
    [[nodiscard]] std::optional<QByteArray> decode(const EntryMeta &meta, QByteArrayView value);

private:
    struct Decompressor;
    std::unique_ptr<Decompressor> m_decompressor;
};

} // namespace consultantos

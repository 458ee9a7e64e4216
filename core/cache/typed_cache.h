// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_manager.h"

#include <QCoreApplication>

#include <functional>
#include <memory>
#include <optional>
#include <typeinfo>

namespace consultantos {

/// How values of one type are kept. The functions are called from any thread and must not throw.
template <class T>
struct CacheCodec {
    std::function<QByteArray(const T &)> encode;
    std::function<std::optional<T>(const QByteArray &)> decode; ///< nothing for bytes that it can't read
    std::function<qint64(const T &)> size;                      ///< in memory, roughly; null: as much as its bytes
};

/// A computed value before it is encoded.
template <class T>
struct CacheProduct {
    std::shared_ptr<const T> value; ///< null: there is no such thing, which is kept as a negative entry
    QByteArrayList tags;
    CacheCost cost;
    bool isKept = true; ///< see CacheEntry
};

template <class T>
struct TypedCachedValue {
    std::shared_ptr<const T> value; ///< null: it is known that there is no such thing
    CacheServedBy servedBy = CacheServedBy::Computed;
    std::chrono::milliseconds age{0};
    bool isStale = false;
};

/// What CacheEntry::object points to: the value with its type, so that a key used with two types is found out and not
/// misread.
struct CachedObject {
    const std::type_info *type = nullptr;
    std::shared_ptr<const void> value;
};

/// The cache for values of one type. A hit at level 1 hands out the shared value without decoding; what levels 2 and 3
/// hold is decoded once, before it goes up, and is a miss and removed if it can't be. Thread-safe; the manager must
/// outlive it and its futures.
template <class T>
class TypedCache {
public:
    using Value = Result<TypedCachedValue<T>>;
    using Compute = std::function<Result<CacheProduct<T>>(const CancellationToken &)>;

    TypedCache(CacheManager &manager, CacheCodec<T> codec)
        : m_manager(manager)
        , m_codec(std::make_shared<const CacheCodec<T>>(std::move(codec)))
    {
    }

    /// See CacheManager::getOrCompute(). Only the token in the options cancels the waiting, not the future.
    [[nodiscard]] QFuture<Value> getOrCompute(const QByteArray &key, Compute compute, CacheOptions options = {})
    {
        options.prepare = preparation();
        return m_manager.getOrCompute(key, encoding(std::move(compute)), options)
            .then([codec = m_codec](const CacheResult &result) { return typed(*codec, result); });
    }
    [[nodiscard]] Value getOrComputeHere(const QByteArray &key, Compute compute, CacheOptions options = {})
    {
        options.prepare = preparation();
        return typed(*m_codec, m_manager.getOrComputeHere(key, encoding(std::move(compute)), options));
    }
    /// Looks without computing; nothing if it isn't there.
    [[nodiscard]] std::optional<TypedCachedValue<T>> get(const QByteArray &key, CacheOptions options = {})
    {
        options.prepare = preparation();
        const auto found = m_manager.get(key, options);
        if (!found.value)
            return std::nullopt;
        auto value = typed(*m_codec, *found.value);
        return value ? std::optional(*std::move(value)) : std::nullopt;
    }
    Status set(const QByteArray &key, const CacheProduct<T> &product, const CacheOptions &options = {})
    {
        return m_manager.set({key, encoded(*m_codec, product), {}}, options);
    }

private:
    using Codec = std::shared_ptr<const CacheCodec<T>>;

    static std::shared_ptr<const T> objectOf(const CacheEntry &entry)
    {
        const auto object = std::static_pointer_cast<const CachedObject>(entry.object);
        if (!object || *object->type != typeid(T))
            return nullptr;
        return std::static_pointer_cast<const T>(object->value);
    }

    static void attach(const CacheCodec<T> &codec, CacheEntry &entry, std::shared_ptr<const T> value)
    {
        entry.objectBytes = codec.size ? codec.size(*value) : entry.bytes.size();
        entry.object = std::make_shared<const CachedObject>(CachedObject{&typeid(T), std::move(value)});
    }

    static CacheEntry encoded(const CacheCodec<T> &codec, const CacheProduct<T> &product)
    {
        CacheEntry entry;
        entry.tags = product.tags;
        entry.cost = product.cost;
        entry.isNegative = !product.value;
        entry.isKept = product.isKept;
        if (product.value) {
            entry.bytes = codec.encode(*product.value);
            attach(codec, entry, product.value);
        }
        return entry;
    }

    CacheCompute encoding(Compute compute) const
    {
        return [codec = m_codec, compute = std::move(compute)](const CancellationToken &cancel) -> Result<CacheEntry> {
            auto product = compute(cancel);
            if (!product)
                return tl::unexpected(std::move(product.error()));
            return encoded(*codec, *product);
        };
    }

    CachePrepare preparation() const
    {
        return [codec = m_codec](const CacheEntryPtr &entry) -> CacheEntryPtr {
            if (entry->isNegative)
                return entry;
            auto value = codec->decode(entry->bytes);
            if (!value)
                return nullptr;
            auto prepared = std::make_shared<CacheEntry>(*entry);
            attach(*codec, *prepared, std::make_shared<const T>(*std::move(value)));
            return prepared;
        };
    }

    static Value typed(const CacheCodec<T> &codec, const CacheResult &result)
    {
        if (!result)
            return tl::unexpected(result.error());
        TypedCachedValue<T> value{nullptr, result->servedBy, result->age, result->isStale};
        if (result->entry->isNegative)
            return value;
        value.value = objectOf(*result->entry);
        if (value.value)
            return value;
        // Another type shares the key: its bytes may still be readable.
        auto decoded = codec.decode(result->entry->bytes);
        if (!decoded) {
            return fail(ErrorCode::Internal,
                        QCoreApplication::translate("CacheManager", "The cache holds a value of another kind."));
        }
        value.value = std::make_shared<const T>(*std::move(decoded));
        return value;
    }

    CacheManager &m_manager;
    Codec m_codec;
};

} // namespace consultantos

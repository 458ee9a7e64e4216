// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <list>
#include <mutex>
#include <optional>

namespace consultantos {

/// An answer kept so that the server may say "unchanged" instead of sending it again.
struct KeptAnswer {
    QByteArray etag;         ///< as the server gave it, quotes included; may be empty
    QByteArray lastModified; ///< likewise
    QString mediaType;
    QByteArray body;

    bool operator==(const KeptAnswer &) const = default;
};

/// Where kept answers are. Keys are hashes of what was asked for: no address and no secret is in them. Implementations
/// are thread-safe.
class ValidatorStore {
public:
    virtual ~ValidatorStore() = default;
    [[nodiscard]] virtual std::optional<KeptAnswer> find(const QByteArray &key) const = 0;
    virtual void keep(const QByteArray &key, const KeptAnswer &answer) = 0;
};

/// Kept answers of this run, the least recently used going first when they grow over `maxBytes`.
class MemoryValidatorStore final : public ValidatorStore {
public:
    explicit MemoryValidatorStore(qint64 maxBytes = 64LL * 1024 * 1024);

    [[nodiscard]] std::optional<KeptAnswer> find(const QByteArray &key) const override;
    void keep(const QByteArray &key, const KeptAnswer &answer) override;

private:
    struct Entry {
        QByteArray key;
        KeptAnswer answer;
    };
    using Entries = std::list<Entry>;

    qint64 m_maxBytes;
    mutable std::mutex m_mutex;
    mutable Entries m_entries; ///< the most recently used first
    QHash<QByteArray, Entries::iterator> m_index;
    qint64 m_bytes = 0;
};

} // namespace consultantos

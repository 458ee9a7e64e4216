// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/disk/disk_cache.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QProcess>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace consultantos::test {

/// The system's clock, shifted.
class ShiftedClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override;
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override;
    /// Time passes.
    void advance(std::chrono::milliseconds time);
    /// Someone sets the wall clock, forward or back.
    void setWall(std::chrono::milliseconds shift);

private:
    SystemClock m_system;
    std::atomic<qint64> m_wallMs{0};
    std::atomic<qint64> m_steadyMs{0};
};

[[nodiscard]] DiskCacheOptions diskOptions(const QString &folder);
[[nodiscard]] CacheEntryPtr entryOf(const QByteArray &bytes, const QByteArrayList &tags = {}, CacheCost cost = {});
/// An hour fresh and two usable.
[[nodiscard]] CacheLife usualLife();

/// Looks (for the stamp), and sets.
Status put(DiskCache &cache, const QByteArray &key, const QByteArray &bytes, const QByteArrayList &tags = {},
           const CacheLife &life = usualLife());
/// The bytes of a hit; null (not only empty) otherwise.
[[nodiscard]] QByteArray bytesOf(DiskCache &cache, const QByteArray &key);
/// A value of any length that tells its key and version.
[[nodiscard]] QByteArray valueOf(const QByteArray &key, int version, qsizetype size = 100);
/// The same, but such that no compressor gains by it.
[[nodiscard]] QByteArray noiseOf(const QByteArray &key, int version, qsizetype size);

/// Until it is true or a generous limit is over; the result says which.
[[nodiscard]] bool eventually(const std::function<bool()> &isTrue,
                              std::chrono::milliseconds limit = std::chrono::seconds(30));

/// The helper process with these arguments, started; it has said "ready".
[[nodiscard]] std::unique_ptr<QProcess> startChild(const QString &program, const QStringList &arguments);
/// Lets it end by closing its input; false if it crashed, failed or hung.
[[nodiscard]] bool endChild(QProcess &child);

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk_cache_fixture.h"

#include <QRandomGenerator>

#include <thread>

namespace consultantos::test {

QDateTime ShiftedClock::nowUtc() const
{
    return m_system.nowUtc().addMSecs(m_wallMs);
}

std::chrono::nanoseconds ShiftedClock::steadyNow() const
{
    return m_system.steadyNow() + std::chrono::milliseconds(m_steadyMs);
}

void ShiftedClock::advance(std::chrono::milliseconds time)
{
    m_wallMs += time.count();
    m_steadyMs += time.count();
}

void ShiftedClock::setWall(std::chrono::milliseconds shift)
{
    m_wallMs += shift.count();
}

DiskCacheOptions diskOptions(const QString &folder)
{
    DiskCacheOptions options;
    options.folder = folder;
    options.answerLimit = std::chrono::seconds(20); // the machine may be slow; what is tested isn't this
    options.closeLimit = std::chrono::seconds(30);
    return options;
}

CacheEntryPtr entryOf(const QByteArray &bytes, const QByteArrayList &tags, CacheCost cost)
{
    return std::make_shared<const CacheEntry>(CacheEntry{bytes, nullptr, 0, tags, cost, false});
}

CacheLife usualLife()
{
    return {std::chrono::hours(1), std::chrono::hours(2), std::chrono::milliseconds(0)};
}

Status put(DiskCache &cache, const QByteArray &key, const QByteArray &bytes, const QByteArrayList &tags,
           const CacheLife &life)
{
    const auto stamp = cache.get(key).stamp;
    return cache.set({key, entryOf(bytes, tags), life, stamp});
}

QByteArray bytesOf(DiskCache &cache, const QByteArray &key)
{
    const auto lookup = cache.get(key);
    if (lookup.outcome != CacheLookup::Outcome::Hit)
        return {};
    return lookup.entry->bytes.isNull() ? QByteArray("") : lookup.entry->bytes;
}

QByteArray valueOf(const QByteArray &key, int version, qsizetype size)
{
    const auto unit = key + ':' + QByteArray::number(version) + ';';
    return unit.repeated(size / unit.size() + 1).first(size);
}

QByteArray noiseOf(const QByteArray &key, int version, qsizetype size)
{
    QRandomGenerator random(uint(qHash(key)) + uint(version));
    QByteArray bytes(size, Qt::Uninitialized);
    for (auto &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

bool eventually(const std::function<bool()> &isTrue, std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!isTrue()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

std::unique_ptr<QProcess> startChild(const QString &program, const QStringList &arguments)
{
    auto child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->start(program, arguments);
    while (child->waitForReadyRead(30'000)) {
        if (child->canReadLine() && child->readLine().trimmed() == "ready")
            return child;
    }
    return nullptr;
}

bool endChild(QProcess &child)
{
    child.closeWriteChannel();
    return child.waitForFinished(60'000) && child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0;
}

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_usage.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

namespace consultantos {

namespace {

QString pathIn(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("cache-usage.json"));
}

QJsonObject toJson(const CacheKindStats &stats)
{
    QJsonArray hits;
    for (const auto count : stats.hits)
        hits.append(static_cast<qint64>(count));
    return {{QStringLiteral("hits"), hits},
            {QStringLiteral("computed"), static_cast<qint64>(stats.computed)},
            {QStringLiteral("stale"), static_cast<qint64>(stats.stale)},
            {QStringLiteral("misses"), static_cast<qint64>(stats.misses)},
            {QStringLiteral("failures"), static_cast<qint64>(stats.failures)},
            {QStringLiteral("saved_seconds"), stats.savedSeconds},
            {QStringLiteral("saved_micro_units"), stats.savedMicroUnits}};
}

quint64 countOf(const QJsonValue &value)
{
    return static_cast<quint64>(std::max(qint64{0}, value.toInteger()));
}

CacheKindStats statsFromJson(const QJsonObject &object)
{
    CacheKindStats stats;
    const auto hits = object[QStringLiteral("hits")].toArray();
    for (std::size_t level = 0; level < stats.hits.size(); ++level)
        stats.hits[level] = countOf(hits.at(static_cast<qsizetype>(level)));
    stats.computed = countOf(object[QStringLiteral("computed")]);
    stats.stale = countOf(object[QStringLiteral("stale")]);
    stats.misses = countOf(object[QStringLiteral("misses")]);
    stats.failures = countOf(object[QStringLiteral("failures")]);
    stats.savedSeconds = object[QStringLiteral("saved_seconds")].toDouble();
    stats.savedMicroUnits = object[QStringLiteral("saved_micro_units")].toInteger();
    return stats;
}

} // namespace

CacheKindStats CacheUsage::total() const
{
    CacheKindStats sum;
    for (const auto &kind : kinds)
        sum += kind;
    return sum;
}

CacheUsage CacheUsage::read(const QString &folder)
{
    QFile file(pathIn(folder));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto object = QJsonDocument::fromJson(file.readAll()).object();
    CacheUsage usage;
    usage.since = QDateTime::fromString(object[QStringLiteral("since")].toString(), Qt::ISODate);
    const auto kinds = object[QStringLiteral("kinds")].toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it)
        usage.kinds.insert(it.key().toUtf8(), statsFromJson(it.value().toObject()));
    return usage.since.isValid() ? usage : CacheUsage();
}

Status CacheUsage::add(const QString &folder, const QMap<QByteArray, CacheKindStats> &kinds, const QDateTime &now)
{
    if (kinds.isEmpty())
        return {};
    makePrivateFolder(folder);
    QLockFile lock(pathIn(folder) + QStringLiteral(".lock"));
    constexpr int PatienceMs = 1'000;
    if (!lock.tryLock(PatienceMs))
        return fail(ErrorCode::Busy,
                    QCoreApplication::translate("CacheManager", "The cache's figures could not be recorded."), {},
                    true);
    auto usage = read(folder);
    if (!usage.since.isValid())
        usage.since = now.toUTC();
    QJsonObject merged;
    for (auto it = kinds.begin(); it != kinds.end(); ++it)
        usage.kinds[it.key()] += it.value();
    for (auto it = usage.kinds.cbegin(); it != usage.kinds.cend(); ++it)
        merged.insert(QString::fromUtf8(it.key()), toJson(it.value()));
    QSaveFile file(pathIn(folder));
    const QJsonObject object{{QStringLiteral("since"), usage.since.toString(Qt::ISODate)},
                             {QStringLiteral("kinds"), merged}};
    if (!openPrivate(file) || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("CacheManager", "The cache's figures could not be recorded."),
                    file.errorString());
    return {};
}

void CacheUsage::forget(const QString &folder)
{
    QFile::remove(pathIn(folder));
}

} // namespace consultantos

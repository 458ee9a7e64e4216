// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_report.h"

#include "base/amount_text.h"
#include "base/duration_text.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos {

namespace {

constexpr std::array LevelNames{"l1", "l2", "l3"};

QString levelKey(std::size_t level, const char *suffix)
{
    return QLatin1String(LevelNames.at(level)) + QLatin1Char('_') + QLatin1String(suffix);
}

double number(quint64 count)
{
    return static_cast<double>(count);
}

QJsonObject levelJson(const CacheLevelStats &level)
{
    return {{QStringLiteral("entries"), number(level.entries)},
            {QStringLiteral("bytes"), number(level.bytes)},
            {QStringLiteral("capacity_bytes"), number(level.capacity)},
            {QStringLiteral("sets"), number(level.sets)},
            {QStringLiteral("refused_sets"), number(level.refusedSets)},
            {QStringLiteral("dropped_sets"), number(level.droppedSets)},
            {QStringLiteral("evictions"), number(level.evictions)},
            {QStringLiteral("expirations"), number(level.expirations)},
            {QStringLiteral("invalidations"), number(level.invalidations)},
            {QStringLiteral("errors"), number(level.errors)},
            {QStringLiteral("unavailability"),
             level.unavailability.isEmpty() ? QJsonValue() : QJsonValue(level.unavailability)}};
}

QJsonObject kindJson(const CacheKindStats &kind)
{
    QJsonObject object{{QStringLiteral("computed"), number(kind.computed)},
                       {QStringLiteral("stale"), number(kind.stale)},
                       {QStringLiteral("misses"), number(kind.misses)},
                       {QStringLiteral("failures"), number(kind.failures)},
                       {QStringLiteral("hit_rate"), kind.hitRate()},
                       {QStringLiteral("saved_seconds"), kind.savedSeconds},
                       {QStringLiteral("saved_micro_units"), kind.savedMicroUnits}};
    for (std::size_t level = 0; level < kind.hits.size(); ++level)
        object.insert(levelKey(level, "hits"), number(kind.hits.at(level)));
    return object;
}

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

QString count(quint64 number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString bytes(quint64 number)
{
    return QLocale().formattedDataSize(static_cast<qint64>(number), 1, QLocale::DataSizeSIFormat);
}

} // namespace

QJsonObject cacheStatsJson(const CacheManagerStats &stats, const CacheUsage &usage)
{
    const auto total = usage.total();
    QJsonObject object{
        {QStringLiteral("misses"), number(total.misses + total.computed)},
        {QStringLiteral("total_requests"), number(total.allHits() + total.misses + total.computed)},
        {QStringLiteral("hit_rate"), total.hitRate()},
        {QStringLiteral("since"), usage.since.isValid() ? QJsonValue(usage.since.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("saved_seconds"), total.savedSeconds},
        {QStringLiteral("saved_micro_units"), total.savedMicroUnits}};
    QJsonObject levels;
    for (std::size_t level = 0; level < LevelNames.size(); ++level) {
        const auto &known = stats.levels.at(level);
        object.insert(levelKey(level, "hits"), number(total.hits.at(level)));
        object.insert(levelKey(level, "available"), known.has_value() && known->isAvailable);
        if (known)
            levels.insert(QLatin1String(LevelNames.at(level)), levelJson(*known));
    }
    QJsonObject kinds;
    for (auto it = usage.kinds.cbegin(); it != usage.kinds.cend(); ++it)
        kinds.insert(QString::fromUtf8(it.key()), kindJson(it.value()));
    object.insert(QStringLiteral("levels"), levels);
    object.insert(QStringLiteral("kinds"), kinds);
    return object;
}

QByteArray cacheStatsText(const CacheManagerStats &stats, const CacheUsage &usage)
{
    const auto total = usage.total();
    const std::array titles{QCoreApplication::translate("Cli", "memory"), QStringLiteral("Redis"),
                            QCoreApplication::translate("Cli", "disk")};
    QList<QStringList> levels;
    for (std::size_t level = 0; level < LevelNames.size(); ++level) {
        const auto &known = stats.levels.at(level);
        QStringList row{QLatin1String(LevelNames.at(level)) + QStringLiteral(" ") + titles.at(level),
                        count(total.hits.at(level))};
        if (!known)
            row += {QString(), QString(), QCoreApplication::translate("Cli", "not in use")};
        else
            row += {count(known->entries), QStringLiteral("%1 / %2").arg(bytes(known->bytes), bytes(known->capacity)),
                    known->isAvailable ? QString() : known->unavailability};
        levels.append(row);
    }
    auto text = textTable({QCoreApplication::translate("Cli", "level"), QCoreApplication::translate("Cli", "hits"),
                           QCoreApplication::translate("Cli", "entries"), QCoreApplication::translate("Cli", "size"),
                           QCoreApplication::translate("Cli", "state")},
                          levels);
    if (!usage.since.isValid())
        return text + QCoreApplication::translate("Cli", "Nothing was asked of the cache yet.").toUtf8() + '\n';
    QList<QStringList> kinds;
    const auto addKind = [&kinds](const QString &title, const CacheKindStats &kind) {
        kinds.append({title, count(kind.allHits()), count(kind.computed + kind.misses), percent(kind.hitRate()),
                      durationText(kind.savedSeconds), amountText(kind.savedMicroUnits)});
    };
    for (auto it = usage.kinds.cbegin(); it != usage.kinds.cend(); ++it)
        addKind(QString::fromUtf8(it.key()), it.value());
    addKind(QCoreApplication::translate("Cli", "all"), total);
    text += '\n'
            + textTable({QCoreApplication::translate("Cli", "kind"), QCoreApplication::translate("Cli", "hits"),
                         QCoreApplication::translate("Cli", "computed"), QCoreApplication::translate("Cli", "hit rate"),
                         QCoreApplication::translate("Cli", "saved"), QCoreApplication::translate("Cli", "money")},
                        kinds);
    constexpr double Unit = 1'000'000;
    if (total.savedMicroUnits > 0)
        text += QCoreApplication::translate("Cli", "What was kept saved %1 of money, in the price list's currency.")
                    .arg(QLocale().toString(static_cast<double>(total.savedMicroUnits) / Unit, 'f', 6))
                    .toUtf8()
                + '\n';
    text += QCoreApplication::translate("Cli", "Counted since %1.")
                .arg(QLocale().toString(usage.since.toLocalTime(), QLocale::ShortFormat))
                .toUtf8()
            + '\n';
    return text;
}

} // namespace consultantos

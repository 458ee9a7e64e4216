// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/upkeep/retention_rules.h"

#include "base/json.h"
#include "base/setting_declaration.h"
#include "base/settings.h"
#include "storage/backup/durable_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace consultantos {

namespace {

constexpr int MostDays = 100 * 366;
const QString Ids = QStringLiteral("ids");

QString rulesFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("retention.json"));
}

QString keptFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("kept.json"));
}

QString settingOf(RetentionKind kind)
{
    return QStringLiteral("retention_%1_days").arg(retentionKindName(kind));
}

Result<QJsonObject> readIfThere(const QString &path)
{
    return QFileInfo::exists(path) ? json::readObject(path) : QJsonObject();
}

} // namespace

QList<RetentionKind> retentionKinds()
{
    return {RetentionKind::Conversations, RetentionKind::Reports, RetentionKind::DeletedReports,
            RetentionKind::Jobs,          RetentionKind::Metrics, RetentionKind::Ledger};
}

QString retentionKindName(RetentionKind kind)
{
    switch (kind) {
    case RetentionKind::Conversations:
        return QStringLiteral("conversations");
    case RetentionKind::Reports:
        return QStringLiteral("reports");
    case RetentionKind::DeletedReports:
        return QStringLiteral("deleted_reports");
    case RetentionKind::Jobs:
        return QStringLiteral("jobs");
    case RetentionKind::Metrics:
        return QStringLiteral("metrics");
    case RetentionKind::Ledger:
        break;
    }
    return QStringLiteral("ledger");
}

std::optional<RetentionKind> retentionKindOf(const QString &name)
{
    for (const auto kind : retentionKinds()) {
        if (name.compare(retentionKindName(kind), Qt::CaseInsensitive) == 0)
            return kind;
    }
    return std::nullopt;
}

EngagementRetention::EngagementRetention(QString storeFolder)
    : m_folder(std::move(storeFolder))
{
}

Result<RetentionRules> EngagementRetention::own() const
{
    const auto object = readIfThere(rulesFile(m_folder));
    if (!object)
        return tl::unexpected(object.error());
    RetentionRules rules;
    for (const auto kind : retentionKinds()) {
        const auto days = (*object)[retentionKindName(kind)];
        if (days.isUndefined())
            continue;
        if (!days.isDouble() || days.toInt(-1) < 0 || days.toInt() > MostDays)
            return fail(ErrorCode::Malformed,
                        QCoreApplication::translate("retention", "The engagement's rules can't be read; nothing was "
                                                                 "deleted."),
                        QCoreApplication::translate("retention", "Correct or delete %1.")
                            .arg(QDir::toNativeSeparators(rulesFile(m_folder))));
        rules[kind] = days.toInt();
    }
    return rules;
}

Result<RetentionRules> EngagementRetention::rules(const Settings &settings) const
{
    auto rules = own();
    if (!rules)
        return rules;
    for (const auto kind : retentionKinds()) {
        if (!rules->contains(kind)) {
            rules->insert(kind, settings.retentionDays(retentionKindName(kind)));
            continue;
        }
        // What the engagement decides stands in the setting's place, and so below the administrator's policy.
        if (const auto *setting = findSetting(settingOf(kind)))
            (*rules)[kind] = settings.policy().apply(*setting, QString::number((*rules)[kind])).toInt();
    }
    return rules;
}

Status EngagementRetention::decide(RetentionKind kind, std::optional<int> days, const Settings &settings) const
{
    if (days && (*days < 0 || *days > MostDays))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("retention", "%1 is no number of days; nothing was changed.").arg(*days),
            QCoreApplication::translate("retention", "Allowed is 0 (never) to %1.").arg(MostDays));
    if (const auto *setting = days ? findSetting(settingOf(kind)) : nullptr) {
        if (auto admitted = settings.admit(*setting, QString::number(*days)); !admitted)
            return admitted;
    }
    auto object = readIfThere(rulesFile(m_folder));
    if (!object)
        return tl::unexpected(object.error());
    if (days)
        (*object)[retentionKindName(kind)] = *days;
    else
        object->remove(retentionKindName(kind));
    return durable::write(rulesFile(m_folder), QJsonDocument(*object).toJson());
}

Result<QSet<QString>> EngagementRetention::kept() const
{
    const auto object = readIfThere(keptFile(m_folder));
    if (!object)
        return tl::unexpected(object.error());
    const auto ids = json::toStrings((*object)[Ids]);
    return QSet<QString>(ids.cbegin(), ids.cend());
}

Status EngagementRetention::keep(const QString &id, bool isKept) const
{
    auto ids = kept();
    if (!ids)
        return tl::unexpected(ids.error());
    if (isKept)
        ids->insert(id);
    else
        ids->remove(id);
    auto sorted = ids->values();
    sorted.sort();
    return durable::write(keptFile(m_folder), QJsonDocument(QJsonObject{{Ids, json::fromStrings(sorted)}}).toJson());
}

} // namespace consultantos

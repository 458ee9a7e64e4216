// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/upkeep/upkeep.h"

#include "base/logging.h"
#include "storage/backup/archive_writer.h"
#include "storage/backup/backup_rotation.h"
#include "storage/engagement.h"
#include "storage/upkeep/retention.h"

namespace consultantos {

Upkeep::Upkeep(QString dataDir, std::function<Result<Settings>()> settings, std::shared_ptr<const Clock> clock,
               Pace pace)
    : m_dataDir(std::move(dataDir))
    , m_settings(std::move(settings))
    , m_clock(std::move(clock))
    , m_pace(pace)
    , m_thread([this] { run(); })
{
}

Upkeep::Upkeep(QString dataDir, std::function<Result<Settings>()> settings, std::shared_ptr<const Clock> clock)
    : Upkeep(std::move(dataDir), std::move(settings), std::move(clock), Pace())
{
}

Upkeep::~Upkeep()
{
    m_end.cancel();
    m_thread.join();
}

UpkeepState Upkeep::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void Upkeep::run()
{
    auto pause = m_pace.first;
    while (!m_end.token().waitFor(pause))
        pause = look() ? m_pace.every : m_pace.retry;
}

bool Upkeep::look()
{
    const auto settings = m_settings();
    auto done = settings ? backUp(*settings) : tl::unexpected(settings.error());
    // Only what a backup has may go where there are backups.
    if (done && settings->retentionIsAutomatic())
        done = retain(*settings);
    // Somebody else is at it.
    const bool isFine = done || done.error().code == ErrorCode::Busy || done.error().code == ErrorCode::Cancelled;
    if (!isFine)
        qCWarning(lcStorage).noquote() << "upkeep failed:" << done.error().toText();
    const std::lock_guard lock(m_mutex);
    m_state.problem = isFine ? std::nullopt : std::optional(done.error());
    return isFine;
}

Status Upkeep::backUp(const Settings &settings)
{
    const auto folder = settings.backupFolder();
    if (folder.isEmpty() || nextBackup(folder, settings.backupEvery(), m_clock->nowUtc()) > m_clock->nowUtc())
        return {};
    QByteArray password;
    if (const auto file = settings.backupPasswordFile(); !file.isEmpty()) {
        const auto read = readPasswordFile(file);
        if (!read)
            return tl::unexpected(read.error());
        password = *read;
    }
    const auto made =
        rotateBackups(m_dataDir, folder, rotationRules(settings), password, *m_clock, {{}, m_end.token()});
    if (!made)
        return tl::unexpected(made.error());
    qCInfo(lcStorage).noquote() << "backup made:" << made->backup.path;
    const std::lock_guard lock(m_mutex);
    m_state.lastBackup = made->backup.manifest.createdAt;
    m_state.lastArchive = made->backup.path;
    return {};
}

Status Upkeep::retain(const Settings &settings)
{
    const auto today = m_clock->nowUtc().date();
    if (m_retained == today)
        return {};
    auto names = engagementNames(m_dataDir);
    names.prepend(QString());
    for (const auto &name : std::as_const(names)) {
        const auto engagement = findEngagement(m_dataDir, name);
        if (!engagement)
            return tl::unexpected(engagement.error());
        const auto rules = EngagementRetention(engagement->folder).rules(settings);
        if (!rules)
            return tl::unexpected(rules.error());
        const auto went = Retention(engagement->folder, m_clock).carryOut(*rules, m_end.token());
        if (!went)
            return tl::unexpected(went.error());
        for (const auto &share : *went) {
            if (share.count > 0)
                qCInfo(lcStorage).noquote() << "retention:" << share.count << retentionKindName(share.kind);
        }
    }
    m_retained = today;
    return {};
}

} // namespace consultantos

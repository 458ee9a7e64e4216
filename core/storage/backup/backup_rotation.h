// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/backup/backup.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace consultantos {

class Settings;

/// How many backups of a folder are kept: the newest of each of the last so many days, weeks (ISO 8601) and months, in
/// UTC, that have one. The newest of all is kept always.
struct RotationRules {
    int daily = 7;
    int weekly = 4;
    int monthly = 12;

    bool operator==(const RotationRules &) const = default;
};

/// Those of the settings.
[[nodiscard]] RotationRules rotationRules(const Settings &settings);

/// A backup of a rotation, by its name alone.
struct RotatedBackup {
    QString name;
    QDateTime madeAt; ///< UTC

    bool operator==(const RotatedBackup &) const = default;
};

/// "consultantos-20260131T235959Z.zip".
[[nodiscard]] QString rotatedName(const QDateTime &at);
/// When a backup of that name was made; empty for any other name, which a rotation never touches.
[[nodiscard]] std::optional<QDateTime> rotatedTime(const QString &name);
/// The newest first. Reads the folder's list.
[[nodiscard]] QList<RotatedBackup> rotatedBackups(const QString &folder);
/// Which of them the rules let go.
[[nodiscard]] QList<RotatedBackup> superfluous(QList<RotatedBackup> backups, const RotationRules &rules);

struct RotationOutcome {
    BackupOutcome backup;
    QStringList removed; ///< names
};

/// makeBackup() into `folder`, created if missing, under a name of its time; then, and only if that went well, the backups
/// that the rules let go are deleted. Busy if another process rotates there.
[[nodiscard]] Result<RotationOutcome> rotateBackups(const QString &dataDir, const QString &folder,
                                                    const RotationRules &rules, const QByteArray &password,
                                                    const Clock &clock, const BackupProgress &progress);

/// When the next backup is due: `every` after the newest one of the folder, at once where there is none, or where it lies
/// in the future (the clock was set back).
[[nodiscard]] QDateTime nextBackup(const QString &folder, std::chrono::seconds every, const QDateTime &now);

} // namespace consultantos

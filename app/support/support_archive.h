// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/policy.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QMap>
#include <QProcessEnvironment>
#include <QString>

namespace consultantos {

/// What an archive for whoever helps with faults is made of.
struct SupportParts {
    QString program; ///< "consultantos-cli"
    QString dataDir;
    QProcessEnvironment environment;
    Result<Policy> policy = Policy::ofSystem();
    /// What `doctor` found: of each, {subject, fine}. What else a finding says may name folders and clients.
    QJsonArray findings;
};

/// The archive's files by name. Nothing of a client is in them, and no secret: settings tell their values only where these
/// are numbers, switches or one of our words; names of folders, files and engagements are counted, not told; of the log
/// stays what LogFilter lets through. Reads the data folder and changes nothing.
[[nodiscard]] QMap<QString, QByteArray> supportFiles(const SupportParts &parts, const Clock &clock);

/// supportFiles() as a ZIP file at `path`, in one step. ReadOnly where it can't be written.
[[nodiscard]] Status writeSupportArchive(const QString &path, const SupportParts &parts, const Clock &clock);

} // namespace consultantos

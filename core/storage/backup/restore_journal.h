// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The exchange of files in a data folder by others that lie ready in it. As a file it is what makes the exchange all or
/// nothing: once it is on the disk the exchange will be done, by whoever opens the folder next if this process is killed;
/// before, nothing has happened. Paths are below the data folder.
struct RestoreJournal {
    enum class Step {
        Requested,    ///< nothing has been moved; may still be called off
        SettingAside, ///< what is there goes to `aside`
        Placing,      ///< what lies in `staging` takes its place
    };

    Step step = Step::Requested;
    QString staging;     ///< folder with what is to come
    QString aside;       ///< folder for what was there
    QStringList oldOnes; ///< files and folders that are to go
    QStringList newOnes; ///< files and folders that are to come
    QString source;      ///< of messages: the archive's name

    [[nodiscard]] static QString path(const QString &dataDir);
    /// Empty where no exchange is under way. Corrupt if the file makes no sense.
    [[nodiscard]] static Result<std::optional<RestoreJournal>> load(const QString &dataDir);
    [[nodiscard]] Status save(const QString &dataDir) const;

    /// Does what is left to be done, and takes the journal away at the end. For who has the folder alone. If something
    /// can't be set aside, what was is put back and the journal is taken away: the old state stands, and the error says so.
    [[nodiscard]] Status carryOut(const QString &dataDir);
};

} // namespace consultantos

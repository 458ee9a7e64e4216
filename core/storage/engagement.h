// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// A client's workspace. Its documents, facts, reports and ledgers lie in a folder of their own, in stores of their own:
/// nothing can be asked of one that would answer from another. Settings are the user's and shared, and so are the
/// starter facts, which are public.
struct Engagement {
    QString name;       ///< as the user wrote it; empty for the data folder's own stores, where work begins
    QString folder;     ///< absolute: what Storage::open() is given
    bool isNew = false; ///< the folder wasn't there before

    bool operator==(const Engagement &) const = default;
};

/// The longest name that is taken, in characters.
inline constexpr int LongestEngagementName = 100;

/// The engagement called `name`, whatever its case; nothing is created. InvalidArgument for a name that is
/// blank, too long or has control characters. With an empty name the data folder itself.
[[nodiscard]] Result<Engagement> findEngagement(const QString &dataDir, const QString &name);
/// findEngagement(), its folder created if missing; Unreadable if that fails. The data folder itself is not created here.
[[nodiscard]] Result<Engagement> openEngagement(const QString &dataDir, const QString &name);

/// Says in a folder what the engagement is called whose stores it has. Unreadable if that can't be written.
[[nodiscard]] Status nameEngagement(const QString &folder, const QString &name);

/// Names of all engagements of a data folder, in alphabetical order. Reads the folder.
[[nodiscard]] QStringList engagementNames(const QString &dataDir);

} // namespace consultantos

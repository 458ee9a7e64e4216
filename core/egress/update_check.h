// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace consultantos {

class HttpClient;

/// A version later than the one that runs.
struct NewerRelease {
    QString version; ///< "0.2.0"
    QUrl page;       ///< where it is told of, http or https; empty if the answer names none

    bool operator==(const NewerRelease &) const = default;
};

/// Asks `address` which version is the newest, through the one way out, and tells; nothing is fetched beside or installed.
/// Nothing is sent but the question, with the name and version that every request carries. The answer is {"version": "0.2.0", "page":
/// "https://…"}, or a forge's release ({"tag_name": "v0.2.0", "html_url": "https://…"}). Nothing if `current` is as new.
/// Waits for the network. Errors: HttpClient's; Malformed where the answer is no version.
[[nodiscard]] Result<std::optional<NewerRelease>> lookForUpdate(HttpClient &client, const QUrl &address,
                                                                const QString &current,
                                                                const CancellationToken &cancel = {});

/// What such an answer says. Pure.
[[nodiscard]] Result<std::optional<NewerRelease>> newerReleaseIn(const QByteArray &answer, const QString &current);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <chrono>
#include <optional>

namespace consultantos {

/// What kind of failure an Error is. Stable: exit codes and tests depend on it.
enum class ErrorCode {
    InvalidArgument, ///< the caller's input is wrong; trying again won't help
    NotFound,        ///< the named thing does not exist
    Unreadable,      ///< a file could not be opened or read
    Malformed,       ///< a file or text was read but is not what it should be
    Corrupt,         ///< a store of ours is damaged
    NewerVersion,    ///< written by a newer version of the program
    ReadOnly,        ///< the store or folder can't be written to
    DiskFull,
    Busy, ///< another process holds a lock; retryable
    TimedOut,
    Cancelled,
    NotDerivable, ///< an analysis lacks an input; not a fault
    Offline,      ///< the offline switch forbids it; nothing was sent
    Network,      ///< a server can't be reached or has a fault
    RateLimited,  ///< a server asks for fewer requests; retryable later
    Denied,       ///< switched off, or a server wants other credentials
    Internal,     ///< a broken invariant of ours
};

/// An expected failure as a value. `message` is one sentence for the user: what failed, what survived;
/// `detail` says what to do or carries the technical cause. Both are complete sentences, translated.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString detail;
    bool retryable = false;
    /// Of RateLimited and Network: when the server wants to be asked again, if it said so.
    std::optional<std::chrono::milliseconds> retryAfter = std::nullopt;
    /// Of a request to a server: it did nothing for it, as it wasn't reached or said no. What it might bill is unsure
    /// otherwise.
    bool isTurnedAway = false;

    /// message and detail as at most two lines, for a terminal or a dialog.
    [[nodiscard]] QString toText() const;
    bool operator==(const Error &) const = default;
};

/// The result of whatever can fail in an expected way. Exceptions never cross a module's border.
template <typename T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, QString message, QString detail = {},
                                                bool retryable = false)
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(detail), retryable});
}

/// The stable name of a code in JSON and logs, e.g. "not_found".
[[nodiscard]] QString errorCodeName(ErrorCode code);

} // namespace consultantos

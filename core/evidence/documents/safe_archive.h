// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

class ImportBudget;

/// A ZIP archive in memory, read so that it can do no harm: never unpacked to disk, entries found by name only, their
/// number, the bytes they unpack to and the ratio to what they are packed in limited. Of one thread.
class SafeArchive {
public:
    /// Checks the directory of `content`. Malformed where it is no archive, damaged, has too many entries, the same
    /// entry twice, or names that would leave a folder; Unreadable where entries are encrypted. `content` is shared,
    /// not copied; `budget` must outlive the archive.
    [[nodiscard]] static Result<SafeArchive> open(const QByteArray &content, ImportBudget &budget);

    SafeArchive(SafeArchive &&) noexcept;
    SafeArchive &operator=(SafeArchive &&) noexcept;
    ~SafeArchive();

    [[nodiscard]] bool contains(const QString &entry) const;
    [[nodiscard]] const QStringList &entries() const; ///< in the archive's order, without folders

    /// The content of an entry; nullopt if there is none of this name, or the budget is spent: by this entry's damage
    /// or by what it unpacks to.
    [[nodiscard]] std::optional<QByteArray> read(const QString &entry);

private:
    struct State;
    explicit SafeArchive(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace consultantos

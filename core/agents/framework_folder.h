// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A framework's file as an editor lists it.
struct FrameworkEntry {
    FrameworkInfo info; ///< id and title are the file's name where it can't be read
    QString fault;      ///< why it can't be chosen, with its line; empty: it can
    bool hasDraft = false;

    bool operator==(const FrameworkEntry &) const = default;
};

/// The files of frameworks: those that come with the program, to be read, and the user's folder, to be changed. A file is
/// written whole or stays as it was. Does I/O; thread-safe as long as no two threads write one file.
class FrameworkFolder {
public:
    FrameworkFolder(QString resourceDir, QString userDir);

    /// Those of the program, then the user's, those that can't be read last.
    [[nodiscard]] QList<FrameworkEntry> entries() const;
    [[nodiscard]] Result<QString> read(const QString &path) const;
    /// A new file of that id; its path. InvalidArgument where there is one already.
    [[nodiscard]] Result<QString> add(const QString &id, const QString &text) const;
    /// Replaces a file of the user's folder; InvalidArgument for any other path. Its draft is forgotten.
    [[nodiscard]] Status write(const QString &path, const QString &text) const;
    /// Puts a file of the user's folder aside; where it is then.
    [[nodiscard]] Result<QString> remove(const QString &path) const;
    /// Brings back what remove() put aside; InvalidArgument where there is another file by now.
    [[nodiscard]] Status restore(const QString &removed, const QString &path) const;

    /// Writes a framework's text to any place.
    [[nodiscard]] static Status exportTo(const QString &path, const QString &text);

    /// What was typed but not saved, so that it outlives the program; an empty one is forgotten.
    [[nodiscard]] Status keepDraft(const QString &path, const std::optional<QString> &text) const;
    [[nodiscard]] std::optional<QString> draft(const QString &path) const;

private:
    [[nodiscard]] bool isOwn(const QString &path) const;
    [[nodiscard]] QString draftPath(const QString &path) const;

    QString m_resourceDir;
    QString m_userDir;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/evidence_queries.h"
#include "analysis/frameworks/framework.h"
#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// What a framework is called and where it comes from.
struct FrameworkInfo {
    QString id;
    QString title;
    QString about; ///< one sentence for who chooses; may be empty
    QString path;
    bool isUsers = false; ///< from the user's folder

    bool operator==(const FrameworkInfo &) const = default;
};

/// The frameworks that there are: those that come with the program, then the user's, each from a file. The one place that
/// knows them. Immutable, thread-safe.
class FrameworkCatalogue {
public:
    /// `userDir`: the user's folder of frameworks; empty or missing: none. A file that can't be read leaves its framework
    /// out and a fault; a user's framework with an id that comes with the program replaces nothing and is a fault.
    [[nodiscard]] static std::shared_ptr<const FrameworkCatalogue> load(const QString &resourceDir,
                                                                        const QString &userDir = {});
    /// The user's folder of frameworks within a data folder.
    [[nodiscard]] static QString folderIn(const QString &dataDir);

    [[nodiscard]] const QList<std::shared_ptr<const Framework>> &frameworks() const { return m_frameworks; }
    [[nodiscard]] const QList<FrameworkInfo> &infos() const { return m_infos; }
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] const FrameworkInfo *find(const QString &id) const;
    /// What is wrong in files that could not be read, with the lines: all of a file, its first faults first.
    [[nodiscard]] const QList<Error> &faults() const { return m_faults; }
    /// What the frameworks look for in documents beside evidence_queries.json.
    [[nodiscard]] const QList<EvidenceQuery> &queries() const { return m_queries; }
    /// Changes with any file of the user's; empty without one, as the program's own go with its version.
    [[nodiscard]] const QByteArray &fingerprint() const { return m_fingerprint; }

private:
    void addUnreadable(const QString &id, const Error &error);

    QList<std::shared_ptr<const Framework>> m_frameworks;
    QList<FrameworkInfo> m_infos;
    QList<Error> m_faults;
    QList<EvidenceQuery> m_queries;
    QByteArray m_fingerprint;
};

} // namespace consultantos

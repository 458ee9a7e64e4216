// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace consultantos {

/// What a program is made of, for --version, reports of faults and lists of materials.
struct ProgramVersion {
    QString version;                  ///< "0.1.0"
    QString commit;                   ///< of the sources, 40 hex digits; empty: not known
    bool isModified = false;          ///< the sources differed from that commit
    QMap<QString, QString> libraries; ///< versions by the names of packaging/components.json

    /// Of this process: of libraries that can tell it, the version that is loaded.
    [[nodiscard]] static ProgramVersion ofThis();

    /// "consultantos-cli 0.1.0", then commit and libraries, a line each.
    [[nodiscard]] QByteArray toText(const QString &program) const;
    /// {program, version, commit, modified, libraries{…}}
    [[nodiscard]] QJsonObject toJson(const QString &program) const;
};

} // namespace consultantos

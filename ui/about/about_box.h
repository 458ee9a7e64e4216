// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

namespace consultantos {

/// A library or a set of data that the program is made of.
struct ProgramPart {
    QString name;
    QString version; ///< empty: none is known, as of data
    QString licence; ///< an SPDX expression
    QString home;    ///< an address; empty: none
    QString use;     ///< what for, in English
};

/// What there is to say of the program itself, beside its version.
struct ProgramAbout {
    QString commit;          ///< of the sources; empty: not known
    bool isModified = false; ///< the sources differed from that commit
    QString dataDir;
    QList<ProgramPart> parts;
};

/// Version, commit, licence, data folder, and what the program is made of with versions and licences, to read and to copy.
class AboutBox : public QDialog {
    Q_OBJECT
public:
    explicit AboutBox(const ProgramAbout &about, QWidget *parent = nullptr);

    /// All of it as plain text, for a report of a fault.
    [[nodiscard]] static QString textOf(const ProgramAbout &about);
};

} // namespace consultantos

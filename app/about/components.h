// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

struct ProgramVersion;

/// A library or a set of data of packaging/components.json.
struct Component {
    QString name;
    QString version; ///< empty: not known, as of data
    QString licence; ///< SPDX
    QString home;
    QString use;
};

/// What the program is made of, libraries first, with the versions that `program` tells; an optional library that this
/// build hasn't is left out.
[[nodiscard]] QList<Component> componentsOf(const ProgramVersion &program);

} // namespace consultantos

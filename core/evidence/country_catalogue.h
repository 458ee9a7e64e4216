// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"

#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// Published averages of countries and regions of the world, of industry/countries.json. A value; const members are
/// thread-safe.
class CountryCatalogue {
public:
    /// An error names the file.
    [[nodiscard]] static Result<CountryCatalogue> load(const QString &resourceDir);

    /// By name, ISO code or alias, without regard to case and punctuation; empty where the text names none.
    [[nodiscard]] QList<Fact> anchors(const QString &text) const;
    /// ISO 3166 alpha-2 by the same names; empty for a region and where the text names none.
    [[nodiscard]] QString isoCode(const QString &text) const;

private:
    struct Place {
        QString iso; ///< empty for a region
        QList<Fact> anchors;
    };

    QList<Place> m_places;
    QHash<QString, qsizetype> m_byName; ///< folded names
};

} // namespace consultantos

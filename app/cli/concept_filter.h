// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/fact.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// Which facts --concept lets through.
class ConceptFilter {
public:
    /// `name` is a tag ("Revenues"), a tag with its taxonomy ("us-gaap:Revenues"), or a line of the standardised
    /// statements ("revenue"), which stands for all its tags. Empty: everything. Case doesn't matter.
    [[nodiscard]] static Result<ConceptFilter> of(const QString &name);

    [[nodiscard]] bool accepts(const Fact &fact) const;
    /// The place of an accepted fact's tag in the line's order; the first is preferred.
    [[nodiscard]] qsizetype rankOf(const Fact &fact) const;

private:
    bool m_takesAll = true;
    QStringList m_tags; ///< lower case; with their taxonomy where it was given
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/filings/markup_vocabulary.h"

#include <QStringView>
#include <QVarLengthArray>

#include <optional>
#include <utility>

namespace consultantos {

/// One start tag. Its views live as long as the call that is given it.
struct MarkupElement {
    using Pair = std::pair<QStringView, QStringView>;

    ElementKind kind = ElementKind::Unknown;
    QStringView name;                     ///< local
    QVarLengthArray<Pair, 12> attributes; ///< local name, value
    QVarLengthArray<Pair, 4> namespaces;  ///< prefix, URI that the tag declares

    /// Empty if there is none. The name's case doesn't matter: HTML parsers fold it.
    [[nodiscard]] QStringView attribute(QLatin1String attributeName) const
    {
        for (const auto &[key, value] : attributes) {
            if (key.compare(attributeName, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

/// Takes the events of a parser in document order. Start and end tags come in pairs, whatever the file holds.
class MarkupHandler {
public:
    virtual ~MarkupHandler() = default;

    virtual void startElement(const MarkupElement &element) = 0;
    virtual void endElement(ElementKind kind) = 0;
    /// A piece of character data; one text may come in several.
    virtual void text(QStringView piece) = 0;
    /// Why reading must stop; asked now and then.
    [[nodiscard]] virtual std::optional<Error> failure() const { return std::nullopt; }
};

} // namespace consultantos

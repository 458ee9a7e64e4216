// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace consultantos {

class SafeXmlReader;

/// What a paragraph's style says of its meaning.
struct DocxStyle {
    int headingLevel = 0; ///< from 1; 0 for none
    bool isTitle = false; ///< the title of the whole document
    bool isList = false;
};

/// The styles of a Word document by id, each with what it takes from the style it is based on.
using DocxStyles = QHash<QString, DocxStyle>;

[[nodiscard]] DocxStyles readDocxStyles(SafeXmlReader &xml);

/// The level that an outlineLvl element gives, from 1; 0 for body text.
[[nodiscard]] int docxOutlineLevel(const SafeXmlReader &xml);
/// Whether a numPr element, read to its end, puts the paragraph into a list; one with id 0 takes it out.
[[nodiscard]] bool readDocxNumbering(SafeXmlReader &xml);

} // namespace consultantos

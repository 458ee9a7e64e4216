// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTextDocument;

namespace consultantos {

/// A document's text as it was typed or read, lines apart by line feeds. QTextDocument::toPlainText() makes ordinary spaces
/// of no-break ones, so that a file that went through it would lose them.
[[nodiscard]] QString exactText(const QTextDocument &document);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class PassageSearch;

/// The name of a part as the documents at hand write it: members of dimensions are named without spaces and in capitals
/// of their own ("Gmna", "I Phone"), and the report says "GMNA" and "iPhone". A spelling counts that has the same letters
/// and more capitals, or fewer spaces; else the name stays as it is. `passages` may be null.
[[nodiscard]] QString spelledAsWritten(const QString &name, const PassageSearch *passages);

} // namespace consultantos

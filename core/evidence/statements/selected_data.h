// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QList>

namespace consultantos::statements {

/// Of the facts read from a table of selected figures those that a statement of the same report bears out: of each tag
/// that agrees with the statements in every period that both have, and in one at least, the periods that the statements
/// lack. A row that is called alike and is something else is thereby left out. Pure and thread-safe.
[[nodiscard]] QList<Fact> borneOut(const QList<Fact> &selected, const QList<Fact> &ofStatements);

} // namespace consultantos::statements

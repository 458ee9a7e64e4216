// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

namespace consultantos {

/// By name, as JSON keeps them: a report reads back as it was written.
void sortByName(QList<Binding> &bindings);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/framework.h"

#include <QString>

namespace consultantos {

class HtmlContext;

/// One framework as a <section>: the view that suits its id (five-forces diagram, matrix, table, canvas), and every
/// section, driver and item of it, also of frameworks this version doesn't know.
[[nodiscard]] QString htmlFramework(const HtmlContext &context, const FrameworkResult &framework);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/paths.h"

namespace consultantos {

QList<std::shared_ptr<const Framework>> builtInFrameworks()
{
    return FrameworkCatalogue::load(resourceDir())->frameworks();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QString>

#include <functional>

namespace consultantos {

/// The review of a report as a part of its Markdown; empty for a report without one. `escape` makes a text safe.
[[nodiscard]] QString markdownQuality(const Report &report, const std::function<QString(const QString &)> &escape,
                                      const Wording &wording = {});

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The parts of a report around its frameworks and figures. Each is a <section> with its heading, or empty.
[[nodiscard]] QString htmlHeader(const HtmlContext &context);
[[nodiscard]] QString htmlExecutiveSummary(const HtmlContext &context);
[[nodiscard]] QString htmlDataRequests(const HtmlContext &context);
[[nodiscard]] QString htmlPeers(const HtmlContext &context);
[[nodiscard]] QString htmlAgents(const HtmlContext &context);

} // namespace consultantos

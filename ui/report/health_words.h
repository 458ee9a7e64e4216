// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What financial health and its rules say in English, in the words and figures of the window's language. A text that isn't of
/// this version's rules, such as one of an older report, as it is. Thread-safe.
namespace consultantos {

/// HealthReading::rule and HealthReading::unjudged: "strong above 2.99, weak below 1.81", "not judged: …".
[[nodiscard]] QString healthRuleText(const QString &rule);
/// HealthReading::source.
[[nodiscard]] QString healthSourceText(const QString &source);

} // namespace consultantos

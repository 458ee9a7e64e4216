// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/quality.h"
#include "model/report.h"
#include "report/language/wording.h"

#include <QString>
#include <QStringList>

/// What every rendering says of a report's review in the same words, in the language of the wording given. Pure and
/// thread-safe.
namespace consultantos::report_quality {

/// "verified", "not verified: 2 open".
[[nodiscard]] QString verdict(const QualityReview &review, const Wording &wording = {});
/// "Not verified: 2 open. The score is 73 of 100." and what it was reduced by.
[[nodiscard]] QString summary(const QualityReview &review, const Wording &wording = {});
/// "error, open", "warning, accepted".
[[nodiscard]] QString state(const QualityFinding &finding, const Wording &wording = {});
/// Where it was found, by the titles of the report (in the language of the wording already), with the words that are meant:
/// "3. Raise prices", "Porter's Five Forces: Rivalry 2: USD 12.0 B".
[[nodiscard]] QString place(const Report &report, const QualityFinding &finding, const Wording &wording = {});
/// What would settle it; of a settled one who accepted it, when and why.
[[nodiscard]] QString settling(const QualityFinding &finding, const Wording &wording = {});
/// "A and B judge C in opposite ways; settled: …" or "open".
[[nodiscard]] QString words(const Contradiction &contradiction, const Wording &wording = {});
/// The rule's title.
[[nodiscard]] QString ruleTitle(const QualityReview &review, const QString &rule);

} // namespace consultantos::report_quality

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QList>
#include <QString>
#include <QStringList>

/// What every rendering says of financial health in the same words, in the language of the wording given. Pure and
/// thread-safe.
namespace consultantos::health_text {

/// "▲ strong", "◆ between", "▼ weak", "○ no light": a symbol and a word, as colour alone says nothing to many.
[[nodiscard]] QString light(HealthLight light, const Wording &wording = {});
/// How many figures have which light, in one sentence.
[[nodiscard]] QString counts(const FinancialHealth &health, const Wording &wording = {});
/// Which year is judged, against which companies and years.
[[nodiscard]] QString preface(const Report &report, const Wording &wording = {});
/// The rule of a reading with what it compared: "strong above 12.0 %, weak below 9.4 %".
[[nodiscard]] QString rule(const HealthReading &reading, const Wording &wording = {});
/// "Gross margin: not derivable: …" of each reading without a light.
[[nodiscard]] QStringList withoutLight(const FinancialHealth &health);
/// Each source of rules with the figures that are judged by it.
[[nodiscard]] QStringList sources(const FinancialHealth &health);
/// The readings that have a distribution of peers.
[[nodiscard]] QList<HealthReading> withPeers(const FinancialHealth &health);
/// The reading's figure of an annual period, newest first from 0; empty where there is none.
[[nodiscard]] std::optional<Figure> earlier(const Report &report, const HealthReading &reading, int yearsBack);
/// Labels of the newest annual periods, at most `most`.
[[nodiscard]] QStringList years(const Report &report, int most, const Wording &wording = {});
/// How many years the tables show.
inline constexpr int Years = 3;

} // namespace consultantos::health_text

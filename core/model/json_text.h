// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_writer.h"

namespace consultantos {

struct Claim;
struct Computation;
struct Condition;
struct Driver;
class EvidenceBook;
struct Fact;
struct Figure;
struct Forecast;
struct FinancialHealth;
struct Financials;
struct FrameworkResult;
struct Period;
struct Recommendation;
struct Report;

// The same as toJson() of each, as text: for reports of megabytes without building them as objects first.
void writeJson(JsonWriter &writer, const Claim &claim);
void writeJson(JsonWriter &writer, const Computation &computation);
void writeJson(JsonWriter &writer, const Condition &condition);
void writeJson(JsonWriter &writer, const Driver &driver);
void writeJson(JsonWriter &writer, const EvidenceBook &book);
void writeJson(JsonWriter &writer, const Fact &fact);
void writeJson(JsonWriter &writer, const Figure &figure);
void writeJson(JsonWriter &writer, const FinancialHealth &health);
void writeJson(JsonWriter &writer, const Financials &financials);
void writeJson(JsonWriter &writer, const Forecast &forecast);
void writeJson(JsonWriter &writer, const FrameworkResult &result);
void writeJson(JsonWriter &writer, const Period &period);
void writeJson(JsonWriter &writer, const Recommendation &recommendation);
void writeJson(JsonWriter &writer, const Report &report);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QList>
#include <QPair>
#include <QString>

/// What every rendering of a report says in the same words: in English, or in the language of the wording given.
/// Pure and thread-safe.
namespace consultantos::report_text {

/// "Tesla: Five forces, SWOT …", without mark-up.
[[nodiscard]] QString title(const Report &report);
/// "exposed_line" → "Exposed line".
[[nodiscard]] QString words(const QString &key);
/// "Income statement, annual".
[[nodiscard]] QString statementTitle(const Statement &statement);
/// "high", "medium", "low": a claim's confidence without a figure, which would have no evidence of its own.
[[nodiscard]] QString confidenceWord(double confidence);
/// What a driver was held against: "peers" → "median of comparable peers".
[[nodiscard]] QString basisWords(const QString &basis);
/// "from the cache (disk), computed 312 s before"; empty for what was computed for this report.
[[nodiscard]] QString served(const ServedFrom &from, const Wording &wording = {});
/// Why an agent gave nothing, or where its result came from.
[[nodiscard]] QString note(const AgentRecord &agent, const Wording &wording = {});
/// What a document says against the claim, with its place; empty if nothing does.
[[nodiscard]] QString against(const Report &report, const Claim &claim, const Wording &wording = {});
/// What the reader needs to know of the run: pairs of label and value, empty ones left out.
[[nodiscard]] QList<QPair<QString, QString>> facts(const Report &report, const Wording &wording = {});
/// A value in a table whose caption names the currency: without the currency's code.
[[nodiscard]] QString cell(const Figure &figure, const QString &currency, const Wording &wording = {});
/// "receivables, cost of revenue": what would settle a request; ids of concepts as words where not in English.
[[nodiscard]] QString needs(const DataRequest &request, const Wording &wording = {});
/// The filing's folder at the SEC; empty where the fact has no accession number or the company no CIK.
[[nodiscard]] QString filingUrl(const Fact &fact);
/// "10-K filed 2022-02-07, 0000950170-22-000796", or the source where it is no filing.
[[nodiscard]] QString filing(const Fact &fact, const Wording &wording = {});
/// "us-gaap:Revenues", with the part of the company behind it where it is of one.
[[nodiscard]] QString tag(const Fact &fact);
/// The heading over the sources of one kind: "document" → "Documents".
[[nodiscard]] QString sourceKind(const QString &kind);
/// "Tesla, Inc., 10-K, 2024-12-31 (tsla.html)": as it is named where it is listed.
[[nodiscard]] QString sourceName(const Source &source, const Wording &wording = {});
/// "pages 3, 12–14"; "Item 1A, Item 7" where there are no pages; empty where neither is known.
[[nodiscard]] QString sourcePlaces(const Source &source, const Wording &wording = {});
/// What a breakdown's table is called, with its currency.
[[nodiscard]] QString breakdownTitle(const Breakdown &breakdown, const QString &currency, const Wording &wording = {});
/// What a forecast's table is called, with its currency.
[[nodiscard]] QString forecastTitle(const Forecast &forecast, const Wording &wording = {});
/// What the reader must know before the forecasts.
[[nodiscard]] QString forecastPreface();
/// How a forecast was made and how it did on its own past, a sentence each.
[[nodiscard]] QStringList forecastNotes(const Forecast &forecast, const Wording &wording = {});
/// "2021-01-01 to 2021-12-31", "2021-12-31".
[[nodiscard]] QString span(const Fact &fact, const Wording &wording = {});
/// The exact value as it stands in the filing, with its unit: "53823000000 USD".
[[nodiscard]] QString exact(double value, const QString &unit);

} // namespace consultantos::report_text

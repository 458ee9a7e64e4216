// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/filings/markup_handler.h"
#include "evidence/filings/parse_budget.h"

#include <QByteArray>

namespace consultantos {

/// Reads well-formed XHTML. HTML's own named characters are known; a document type that declares entities of its own is
/// refused before any is expanded, and nothing outside the file is ever read. Malformed if the file is not well-formed
/// or nested too deep, else what the budget or the handler says; the handler has then seen a part. Thread-safe.
[[nodiscard]] Status parseXhtml(const QByteArray &content, MarkupHandler &handler, const ParseBudget &budget);

/// Reads tag soup as browsers do: elements left open are closed, whatever can't be read is skipped. Fails only by
/// depth, budget and handler. Thread-safe.
[[nodiscard]] Status parseTagSoup(const QByteArray &content, MarkupHandler &handler, const ParseBudget &budget);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/language/wording.h"

#include <QStringList>

namespace consultantos {

/// A report in another language than the one it is kept in.
struct TranslatedReport {
    Report report;
    /// Statements that stay as they are because a person or a language model wrote them, or because they have no
    /// translation; each is marked where it stands.
    QStringList kept;
};

/// The same report in the language: every statement of ours, titles, reasons and requests, with the same ids, values and
/// evidence; quotations stay as they are. Parts of the report that are claims, and texts under the names that
/// isProse() knows, are found wherever they stand, so that a new part needs no word here. Pure and thread-safe.
[[nodiscard]] TranslatedReport translated(const Report &report, const Wording &wording);

/// The sentences of ours in the report that the language has no words for, each once: for tests and for translators.
[[nodiscard]] QStringList untranslatedSentences(const Report &report, const Phrasebook &book);

} // namespace consultantos

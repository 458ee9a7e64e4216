// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/asked_question.h"
#include "analysis/asking/question_items.h"
#include "analysis/asking/vocabulary.h"

#include <QList>

namespace consultantos {

/// The names and phrases of a question's clause that nothing explains, in its order: words with a capital ("China"), and
/// what follows "of", "in", "for", "from" or a term's "to" ("revenue of the energy segment"). They may name a part of
/// the company, so an answer must not pass over them. Words of several parts of the clause are mentions of their own.
/// Pure.
[[nodiscard]] QList<PartMention> partMentions(const QList<QuestionItem> &items, const Vocabulary &vocabulary);

/// Words without those that say what kind of part they name ("energy segment"), and that kind. Words of a kind alone
/// stay: "segment revenue" names none.
[[nodiscard]] std::optional<AskedPart> takePartKind(QStringList &words, const Vocabulary &vocabulary);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"

#include <QRegularExpression>

namespace consultantos {

/// Cites what `source` rests on, without its facts: they stand there as numbers, which `target` doesn't print.
void citeGrounds(ClaimBuilder &target, const Claim &source);
/// citeGrounds(); where `source` rests on facts alone, its first sentence is told with them, behind " It starts from this: ".
void citeGroundsOrTell(ClaimBuilder &target, const Claim &source);
/// Writes the first sentence of `source`, without its full stop, into `target`, its numbers with their references and
/// what the source rests on. Where it opens with the company's `name`, "it" or "its" stands instead.
void writeFirstSentence(ClaimBuilder &target, const Claim &source, const QString &name = {});
/// What has to follow writeFirstSentence() to close the sentence: a full stop, or nothing after a quotation that has its
/// own.
[[nodiscard]] QString stopAfterFirstSentence(const Claim &source);
void writeWhole(ClaimBuilder &target, const Claim &source);
/// The whole claim under another id.
[[nodiscard]] Claim withId(Claim claim, const QString &id);
/// The sentence of a text that a pattern matches, word for word; the whole text where none does.
[[nodiscard]] QString matchingSentence(const QString &text, const QRegularExpression &words);
/// "two", "three", …, "many" for use where a report may hold no figure.
[[nodiscard]] QString numberWord(int number);

} // namespace consultantos

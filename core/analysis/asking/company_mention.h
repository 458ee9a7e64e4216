// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"
#include "model/company.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// The company of `known` that the text names by name, legal name, alias or ticker; the longest name stands. Tickers
/// count in capitals alone, names of one word with a capital ("Visa", not "visa"). Pure.
[[nodiscard]] std::optional<Company> companyMentioned(const QString &text, const QList<Company> &known);

/// What the company may be called, as folded words, longest first: its names with and without their legal form.
[[nodiscard]] QList<QStringList> companyPhrases(const Company &company);

/// The tokens with each mention of the company as one possessive name, so that its words are not taken for terms
/// ("Best Buy", "General Motors").
[[nodiscard]] QList<QuestionToken> withCompanyMasked(const QList<QuestionToken> &tokens, const Company &company);

/// A token that stands for such a mention.
[[nodiscard]] bool isMaskedCompany(const QuestionToken &token);

/// Who it is is certain by a register's number; a name read off a cover proves nothing against a question.
[[nodiscard]] bool isRegistered(const Company &company);

/// The words are the beginning of one of the company's names: "Lockheed" of "Lockheed Martin". Pure.
[[nodiscard]] bool beginsNameOf(const Company &company, const QStringList &words);

} // namespace consultantos

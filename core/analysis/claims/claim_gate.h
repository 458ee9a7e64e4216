// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/checked_number.h"
#include "analysis/claims/claim_checker.h"
#include "base/result.h"
#include "model/company.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class ClaimVocabulary;

/// What a text is checked against.
struct ClaimEvidence {
    QList<Company> known;         ///< companies that a text may name
    QList<ClaimSubject> subjects; ///< those of them whose facts are at hand
    QString mainCompany;          ///< id of the one that a text without a name is about; empty if there is none
};

/// What is checked of one text; a text for people has far fewer.
inline constexpr qsizetype MostNumbersOfText = 20'000;

/// A text with what the facts say of its numbers, in its order.
struct CheckedText {
    QList<CheckedNumber> numbers;
    EvidenceBook evidence;    ///< what the verdicts refer to
    bool isTruncated = false; ///< it has more numbers than MostNumbersOfText: those from there on were not checked
};

/// A sentence that says of a figure of the whole company that it rose or fell within a year.
struct SaidMovement {
    QString term;  ///< id of the line or figure
    QString words; ///< as the sentence names it
    bool rises = false;
    QString company;    ///< id; the main company's where none is named
    int fiscalYear = 0; ///< the latest that the sentence names; 0 if none
};

/// Finds the numbers of a text, Markdown or plain, English or German, and tells of each whether the facts of the company
/// give it: what it counts, of which figure, company and period, whether it is a level, a change, a growth a year, a share
/// or a multiple, and how exactly it is meant. Years, dates and numbers of names or lists are no claims. It never guesses:
/// what no rule explains is unsupported and says why. Understanding is by vocabulary and place (asking/ and
/// resources/claims/words.json), checking by the formulas of asking/. Pure; thread-safe; its work grows with the text's
/// length.
class ClaimGate {
public:
    /// Reads concepts.json, formulas.json, questions/words.json and claims/words.json of `resourceDir`; an error names
    /// file and entry.
    [[nodiscard]] static Result<ClaimGate> load(const QString &resourceDir);

    [[nodiscard]] CheckedText check(const QString &text, const ClaimEvidence &evidence) const;
    /// Only where nothing in the sentence narrows it: no part of the company, no quarter, nothing that may be, no negation.
    [[nodiscard]] QList<SaidMovement> movements(const QString &text, const ClaimEvidence &evidence) const;

private:
    ClaimGate() = default;

    std::shared_ptr<const ConceptCatalogue> m_lines;
    std::shared_ptr<const FormulaCatalogue> m_formulas;
    std::shared_ptr<const ClaimVocabulary> m_vocabulary;
    QHash<QString, ClaimReader::TermKind> m_kinds;
};

/// The companies of `known` that the text names, each once, in the order of `known`: whose facts a check needs. Pure.
[[nodiscard]] QList<Company> companiesNamed(const QString &text, const QList<Company> &known);

} // namespace consultantos

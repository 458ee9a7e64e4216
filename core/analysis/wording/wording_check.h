// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "analysis/wording/wording_vocabulary.h"
#include "analysis/wording/written_figures.h"
#include "model/claim.h"
#include "model/company.h"
#include "model/evidence.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A statement as a language model proposes it: nothing of it is known to be true or even well-formed.
struct ProposedSentence {
    QString text;
    QStringList evidence; ///< as the prompt numbers it: "F3", "P1"
    QString replaces;     ///< id of the claim that it says in other words; empty: it is a new one
    QString section;      ///< where a new one belongs
    QStringList links;    ///< items that it joins
};

/// What a model was given, and so all that its statements may rest on.
struct WordingMaterial {
    Company company;
    QString asked;               ///< the question and what else the user typed
    QList<Fact> facts;           ///< the company's, for the claim gate
    EvidenceBook book;           ///< all that `ids` name
    QHash<QString, QString> ids; ///< "F3" → id in `book`
    QList<Claim> claims;         ///< those that may be reworded
};

/// Holds the statements of a language model to what it was given, without asking a model. A statement passes if
/// - its text is plain and of a length for readers (plainSentence()), in words that the evidence that it cites, the claims
///   on that evidence or the product's own texts use; names and grave words ("fraud", "buy") only if the evidence has them,
/// - it cites evidence that exists, and a third of its words that mean something are that evidence's or its claims',
/// - every figure in it is one of the figures cited, in value, unit and rounding; stands beside the words that figures of
///   its kind need ("average" beside an average, "below" only where the difference is negative); and the claim gate, where
///   it knows the figure, doesn't say otherwise; digits or words for numbers that are nothing of that fail it,
/// - every period in it is one of the evidence's,
/// - directions and grades ("rose", "weak") are those of the claim that it rewords, or of the evidence that it cites,
/// - as the rewording of a claim it has exactly that claim's figures and periods, in their order.
/// What passes has its figures written anew from the evidence, so that a report prints all figures in one way.
///
/// Grade Model always. Confidence: a rewording has its claim's, at most MostOfRewording, as the figures are checked and the
/// sense isn't; a new statement OfAddition. Pure. Keeps references to all it is made with; thread-safe.
class WordingCheck {
public:
    static constexpr double MostOfRewording = 0.60;
    static constexpr double OfAddition = 0.40;

    WordingCheck(const ClaimGate &gate, const WordingVocabulary &words, const WordingMaterial &material);

    struct Verdict {
        std::optional<Claim> claim;
        QStringList faults; ///< in English, for the model; empty where there is a claim
    };
    /// `id` is the one of a new statement's claim.
    [[nodiscard]] Verdict check(const ProposedSentence &sentence, const QString &id) const;

private:
    struct Source {
        double value = 0;
        QString unit;
        QString ref;
    };
    /// A statement on its way through the checks.
    struct Work {
        const Claim *reworded = nullptr;
        QStringList evidence; ///< ids of the book
        QList<Source> sources;
        QString text;
        QList<NumberRef> numbers;
        QStringList faults;
    };

    void readEvidence(const ProposedSentence &sentence, Work &work) const;
    void writeFigures(const WrittenFigures &written, Work &work) const;
    void checkPeriods(const WrittenFigures &written, Work &work) const;
    void checkWords(Work &work) const;
    void checkSubject(Work &work) const;
    void checkDirections(const QSet<QString> &trusted, Work &work) const;
    void checkFigures(Work &work) const;
    void checkByGate(Work &work) const;
    [[nodiscard]] bool isDecidedByGate(const QString &ref) const;
    [[nodiscard]] QString windowFault(const QString &text, const QList<NumberRef> &numbers, qsizetype place) const;
    [[nodiscard]] QStringList gateFaults(const QString &text, const QList<NumberRef> &numbers, QStringList &refs) const;
    [[nodiscard]] QString textOf(const QString &ref, bool withPassages) const;
    [[nodiscard]] QSet<QString> trustedStems(const Work &work, bool withPassages) const;
    [[nodiscard]] QString methodOf(const QString &ref) const;
    [[nodiscard]] QStringList namesWithDigits() const;

    const ClaimGate &m_gate;
    const WordingVocabulary &m_words;
    const WordingMaterial &m_material;
    QHash<QDate, QSet<QString>> m_periodNames; ///< by the day that the period ends
};

} // namespace consultantos

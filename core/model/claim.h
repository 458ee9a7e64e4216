// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// How a claim is known, best first.
enum class Grade {
    Computed, ///< from stored facts
    Quoted,   ///< a passage of a named document
    Playbook, ///< our own written industry knowledge
    Model,    ///< a language model said so
    Person,   ///< a person wrote it over what was computed
};

[[nodiscard]] QString gradeName(Grade grade); ///< "Computed", …: the names of the JSON, not translated
[[nodiscard]] Grade gradeFromName(const QString &name);

/// One number inside a claim's text. In C++ `start` and `length` count UTF-16 units of the QString; in JSON code points.
struct NumberRef {
    qsizetype start = 0;
    qsizetype length = 0;
    double value = 0; ///< the exact value, of which the text shows a rounding
    QString unit;
    QString ref; ///< id of the fact, computation, passage or playbook entry that it comes from

    bool operator==(const NumberRef &) const = default;
};

/// A claim of the built-in engine whose wording a language model replaced.
struct Rewording {
    QString text; ///< as the engine wrote it
    Grade grade = Grade::Computed;
    double confidence = 0;
    QList<NumberRef> numbers;

    bool operator==(const Rewording &) const = default;
};

/// What a document says against a claim.
struct ContraryPassage {
    QString passage; ///< its id in the evidence
    QString quote;   ///< the telling sentence, word for word

    bool operator==(const ContraryPassage &) const = default;
};

/// One statement of a report with its evidence.
struct Claim {
    QString id; ///< unique in the report, e.g. "porter.rivalry.1"; given by the author, the same at every run
    QString text;
    Grade grade = Grade::Computed;
    double confidence = 0; ///< 0 … 1, by rule: see docs/architecture.md
    QStringList evidence;  ///< ids of facts, passages, playbook entries, computations
    QList<NumberRef> numbers;
    std::optional<Rewording> rewords{};        ///< of grade Model: the engine's claim that it says in other words
    std::optional<ContraryPassage> contrary{}; ///< the strongest that was found

    bool operator==(const Claim &) const = default;
};

/// `text` is the claim's: positions are counted in code points in JSON.
[[nodiscard]] QJsonObject toJson(const NumberRef &number, const QString &text);
/// `rewords` {text, grade, confidence, numbers} and `contrary` {passage, quote} only where there are any.
[[nodiscard]] QJsonObject toJson(const Claim &claim);
[[nodiscard]] Claim claimFromJson(const QJsonObject &object);

/// Builds a claim's text piece by piece, so that no number gets in without what it comes from.
class ClaimBuilder {
public:
    ClaimBuilder(QString id, Grade grade, double confidence);

    /// Literal text. It must hold no figure but names of periods ("FY2021", "Q3 FY2021", "2021-12-31") and names
    /// that happen to have digits ("10-K", "3M").
    ClaimBuilder &text(const QString &literal);
    /// A figure, written by formatValue().
    ClaimBuilder &figure(const Figure &figure);
    /// A figure written without its sign (for "fell by USD 12 M"); the NumberRef keeps the signed value.
    ClaimBuilder &magnitude(const Figure &figure);
    /// A verbatim quotation in typographic quotes; every number in it is referred to the passage or playbook entry.
    ClaimBuilder &quote(const QString &verbatim, const QString &ref);
    /// A part of another claim's text, word for word, with the references of the numbers in it.
    ClaimBuilder &excerpt(const Claim &source, qsizetype start, qsizetype length);
    /// Evidence that the text rests on without showing its number.
    ClaimBuilder &evidence(const QString &id);

    [[nodiscard]] Claim build() const;

private:
    Claim m_claim;
};

/// Something that could not be derived, and what would settle it.
struct DataRequest {
    QString id;          ///< e.g. "data.porter.buyers.customer_concentration"
    QString subject;     ///< what is missing, e.g. "Days payable outstanding, FY2024"
    QString reason;      ///< "not derivable: …" in one sentence
    QStringList needs;   ///< the concepts, series or documents that would settle it
    QStringList affects; ///< what it would narrow: ids of scores, figures, frameworks

    bool operator==(const DataRequest &) const = default;
};

[[nodiscard]] QJsonObject toJson(const DataRequest &request);
[[nodiscard]] DataRequest dataRequestFromJson(const QJsonObject &object);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The words by which prompts are compared, English and German: resources/llm/semantic_words.json. All are folded, as
/// foldedPromptWord() writes them. Immutable; thread-safe.
class SemanticWords {
public:
    struct Language {
        QSet<QString> fillers;
        QHash<QString, QString> questions; ///< "which" → "what"
        QSet<QString> openers;             ///< of questions for yes or no
    };
    struct Rewrite {
        QStringList from;
        QStringList to;
    };

    /// An error names the file and what is wrong with it.
    [[nodiscard]] static Result<SemanticWords> load(const QString &resourceDir);

    [[nodiscard]] const Language &language(bool isGerman) const { return isGerman ? m_german : m_english; }
    /// Whether more of the words are German fillers alone than English ones alone.
    [[nodiscard]] bool isGerman(const QStringList &words) const;
    /// The longest phrase at `place` that has another way of being said; null if there is none.
    [[nodiscard]] const Rewrite *rewriteAt(const QStringList &words, qsizetype place) const;
    /// One word for all with its meaning: its stem, or the first of its synonyms.
    [[nodiscard]] QString keyOf(const QString &word, bool isGerman) const;
    /// A contraction written out: "can't" → "can not". Empty if it is none.
    [[nodiscard]] QString writtenOut(const QString &contraction) const { return m_contractions.value(contraction); }

    /// A word that one prompt may lack.
    [[nodiscard]] bool isLight(const QString &word) const { return m_light.contains(word); }
    /// "some": a filler, but the opposite of "all".
    [[nodiscard]] bool isWeak(const QString &word) const { return m_weak.contains(word); }
    [[nodiscard]] bool isNegation(const QString &word) const { return m_negations.contains(word); }
    [[nodiscard]] bool isDirection(const QString &word) const { return m_directions.contains(word); }
    [[nodiscard]] bool isQuantifier(const QString &word) const { return m_quantifiers.contains(word); }
    [[nodiscard]] bool isPeriod(const QString &word) const { return m_periods.contains(word); }
    [[nodiscard]] bool isPreposition(const QString &word) const { return m_prepositions.contains(word); }
    /// "and", "versus": the words before and behind it may change places.
    [[nodiscard]] bool isJoining(const QString &word) const { return m_joining.contains(word); }
    /// "between", "compare": a prompt with it asks the same of all that it names.
    [[nodiscard]] bool isSymmetric(const QString &word) const { return m_symmetric.contains(word); }
    [[nodiscard]] bool isPast(const QString &word) const { return m_past.contains(word); }
    [[nodiscard]] bool isFuture(const QString &word) const { return m_future.contains(word); }
    [[nodiscard]] bool isPresent(const QString &word) const { return m_present.contains(word); }
    [[nodiscard]] bool isDuty(const QString &word) const { return m_duty.contains(word); }
    [[nodiscard]] bool isUnit(const QString &unit) const { return m_units.contains(unit); }
    /// The unit that a symbol or word names: "%" → "percent", "hours" → "hour"; the word itself if it is none.
    [[nodiscard]] QString unitOf(const QString &word) const;
    /// The unit of a letter that follows a number directly: "5m".
    [[nodiscard]] QString unitAfterNumber(const QString &letters) const;
    [[nodiscard]] std::optional<double> number(const QString &word) const { return at(m_numbers, word); }
    [[nodiscard]] std::optional<double> ordinal(const QString &word) const { return at(m_ordinals, word); }
    [[nodiscard]] std::optional<double> month(const QString &word) const { return at(m_months, word); }

private:
    static std::optional<double> at(const QHash<QString, double> &values, const QString &word);

    Language m_english;
    Language m_german;
    QHash<QString, QList<Rewrite>> m_rewrites; ///< by their first word, the longest first
    QHash<QString, QString> m_synonyms;        ///< by stem
    QHash<QString, QString> m_contractions;
    QHash<QString, QString> m_unitSymbols;
    QHash<QString, QString> m_afterNumbers;
    QHash<QString, double> m_numbers;
    QHash<QString, double> m_ordinals;
    QHash<QString, double> m_months;
    QSet<QString> m_light;
    QSet<QString> m_weak;
    QSet<QString> m_duty;
    QSet<QString> m_negations;
    QSet<QString> m_directions;
    QSet<QString> m_quantifiers;
    QSet<QString> m_periods;
    QSet<QString> m_prepositions;
    QSet<QString> m_joining;
    QSet<QString> m_symmetric;
    QSet<QString> m_present;
    QSet<QString> m_past;
    QSet<QString> m_future;
    QSet<QString> m_units;
    QSet<QString> m_unstemmed;
};

} // namespace consultantos

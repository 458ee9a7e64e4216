// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What a word of a prompt is about; says in words why two prompts differ.
enum class PromptWordKind { Name, Period, Number, Unit, Negation, Direction, Quantifier, Other };

/// A word of a prompt that tells something. Two words mean the same if their keys are equal.
struct PromptWord {
    QString key;
    QString shown; ///< as the prompt has it, folded
    PromptWordKind kind = PromptWordKind::Other;
    bool isName = false;   ///< a company, or written with a capital within a sentence
    bool isLight = false;  ///< one prompt may lack it
    bool isJoined = false; ///< to the one before by "and" and the like: they may change places

    bool operator==(const PromptWord &) const = default;
};

enum class PromptTense { None, Present, Past, Future, Duty };

/// What a prompt asks for, as far as words tell.
struct PromptMeaning {
    QList<PromptWord> words; ///< in their order; without those that say nothing
    /// "what", "how", "why", "who", "when", "where", "how much", "whether"; each once, in their order, at least one.
    QStringList questions;
    QString lastQuestion;                 ///< the one that ends the prompt: "…, and why?"; it isn't needed in both
    QHash<QString, QString> prepositions; ///< which of "from", "to", "by" … stands before the word with a key
    QStringList compared;                 ///< keys behind the first "than"
    QStringList fillers;                  ///< the words that say nothing, in their order
    QStringList weakQuantifiers;          ///< "some", "most", among the fillers
    PromptTense tense = PromptTense::None;
    bool isSymmetric = false; ///< compares, so that names may change places: "difference between"
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"
#include "base/result.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class ConceptCatalogue;
class FormulaCatalogue;

/// Puts questions in German into the words that QuestionReader knows, phrase by phrase: resources/questions/german.json
/// with the German terms of claims/words.json. The reading of English doesn't depend on the order of words, so that of the
/// German question may stay. A word that nothing explains stays as it is, which leads to a refusal and not to a guess.
/// Immutable, thread-safe, pure after load().
class QuestionTranslator {
public:
    /// Nothing is translated.
    QuestionTranslator() = default;
    /// An error names file and entry.
    [[nodiscard]] static Result<QuestionTranslator> load(const QString &resourceDir, const ConceptCatalogue &lines,
                                                         const FormulaCatalogue &formulas);

    /// Has more words of German alone than of English alone.
    [[nodiscard]] bool isGerman(const QList<QuestionToken> &tokens) const;
    /// Has more words of other languages than of English and German.
    [[nodiscard]] bool isForeign(const QString &question) const;
    /// As it is if it isn't German.
    [[nodiscard]] QString inEnglish(const QString &question) const;
    /// Of a German question the words that passages are searched by; empty of any other.
    [[nodiscard]] QStringList searchWords(const QString &question) const;

    /// A word of a German question that has no phrase and could turn what is meant ("bis", "seit", "nicht"): it mustn't be
    /// passed over. Empty if there is none.
    [[nodiscard]] QString untold(const QString &question) const;

    struct Phrase {
        qsizetype length = 0; ///< in tokens
        QString english;
        bool isTerm = false; ///< a line or figure
    };
    /// The longest phrase that begins at `place`.
    [[nodiscard]] std::optional<Phrase> phraseAt(const QList<QuestionToken> &tokens, qsizetype place) const;

private:
    struct Entry {
        QStringList words; ///< folded; "…*", "…#" and "{}" as in the file
        QString english;
        bool isTerm = false;
    };
    void add(const QString &phrase, const QString &english, bool isTerm);
    [[nodiscard]] std::optional<Phrase> longestAt(const QList<QuestionToken> &tokens, qsizetype place,
                                                  bool termsAlone) const;
    /// The entry at `place`, with its gaps filled; nothing if it doesn't stand there.
    [[nodiscard]] std::optional<Phrase> entryAt(const QList<QuestionToken> &tokens, qsizetype place,
                                                const Entry &entry) const;

    QHash<QString, QList<Entry>> m_entries; ///< by their first word; under an empty one those that begin with * or #
    QSet<QString> m_marks;
    QSet<QString> m_english;
    QSet<QString> m_foreign;
    QSet<QString> m_silent;
    QSet<QString> m_weighty;
};

} // namespace consultantos

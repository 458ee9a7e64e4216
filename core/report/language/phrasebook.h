// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/claim.h"
#include "report/language/locale_style.h"
#include "report/language/phrase_pattern.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class MaskedText;

/// A text in another language with its numbers at their new places.
struct TranslatedText {
    QString text;
    QList<NumberRef> numbers;
};

/// The sentences and words of reports in one language, read from the files of a folder: see docs/report-languages.md.
/// Immutable after load(); thread-safe.
class Phrasebook {
public:
    /// All *.json of the folder and its folders. Errors: Unreadable, InvalidArgument with file and phrase.
    [[nodiscard]] static Result<Phrasebook> load(const QString &folder);

    [[nodiscard]] const QString &language() const { return m_language; } ///< ISO 639, e.g. "de"
    [[nodiscard]] const QString &locale() const { return m_locale; }     ///< BCP 47, e.g. "de-DE"
    [[nodiscard]] const QString &name() const { return m_name; }         ///< in the language itself
    [[nodiscard]] const LocaleStyle &style() const { return m_style; }
    /// What is written behind a statement that stays in the words it was written in.
    [[nodiscard]] const QString &keptMark() const { return m_kept; }

    /// The text in the language; empty where words of it have no translation. `names` are carried over as they are,
    /// in the order of namesInOrder().
    [[nodiscard]] std::optional<TranslatedText> translate(const QString &text, const QList<NumberRef> &numbers = {},
                                                          const QStringList &names = {}) const;
    /// The sentences of the text that have no translation, as they are looked up: for those who write one.
    [[nodiscard]] QStringList unknownSentences(const QString &text, const QList<NumberRef> &numbers,
                                               const QStringList &names) const;
    /// Whether the text as a whole is among the phrases, whatever its parts.
    [[nodiscard]] bool hasPhrase(const QString &text) const;

private:
    using Memory = QHash<QString, std::optional<Phrase>>;

    Status readFile(const QString &path);
    Status readPhrases(const QString &path, const QJsonObject &phrases);
    /// False where a number could not be written by it.
    [[nodiscard]] bool readLocale(const QJsonObject &root);
    void order();
    [[nodiscard]] std::optional<Phrase> phrase(const QString &masked, Memory &memory, int depth) const;
    [[nodiscard]] std::optional<Phrase> lookUp(const QString &masked, Memory &memory, int depth) const;
    [[nodiscard]] std::optional<Phrase> exact(const QString &masked) const;
    [[nodiscard]] std::optional<Phrase> bySentences(const QString &masked, Memory &memory, int depth) const;
    [[nodiscard]] std::optional<Phrase> byPattern(const QString &masked, Memory &memory, int depth) const;
    [[nodiscard]] std::optional<Phrase> byParts(const QString &masked, const QString &between, Memory &memory,
                                                int depth) const;
    [[nodiscard]] std::optional<Phrase> asList(const QString &masked, Memory &memory, int depth) const;
    [[nodiscard]] QString inCaseOf(const QString &original, const QString &translation) const;
    [[nodiscard]] TranslatedText written(const QString &masked, const MaskedText &tokens) const;

    QString m_language;
    QString m_locale;
    QString m_name;
    LocaleStyle m_style;
    PhrasePattern::Grammar m_grammar;
    QString m_kept;
    QString m_and = QStringLiteral(" and ");
    QString m_openQuote = QStringLiteral("\u201C");
    QString m_closeQuote = QStringLiteral("\u201D");
    QStringList m_lowered; ///< words that a phrase's first letter may be made small in
    QHash<QString, Phrase> m_exact;
    QList<PhrasePattern> m_patterns; ///< with most fixed words first
};

} // namespace consultantos

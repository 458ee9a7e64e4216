// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The stems of a text's words, in order; digits and marks are left out. "companies", "company's" and "company" are one.
/// English. Pure.
[[nodiscard]] QStringList wordStems(const QString &text);

/// What the checks of a model's statements know of words. Immutable and thread-safe.
class WordingVocabulary {
public:
    /// Which ways a text says that things go or stand.
    struct Polarity {
        bool rises = false;
        bool falls = false;
        bool negates = false;
    };

    /// Reads wording/words.json and, for the words of the house, the texts of the other catalogues of `resourceDir`.
    [[nodiscard]] static Result<WordingVocabulary> load(const QString &resourceDir);

    /// Words of prose without meaning of their own: they support nothing.
    [[nodiscard]] bool isPlain(const QString &stem) const { return m_plain.contains(stem); }
    /// Plain, or used somewhere in the product's own texts.
    [[nodiscard]] bool isKnown(const QString &stem) const { return isPlain(stem) || m_house.contains(stem); }
    /// A word before the one that a statement begins with: an article, a preposition and the like.
    [[nodiscard]] bool isOpener(const QString &stem) const { return m_openers.contains(stem); }
    /// Of so few of the product's texts, or none, that no other word says the same.
    [[nodiscard]] bool isSpecial(const QString &stem) const;
    [[nodiscard]] bool isGrave(const QString &stem) const { return m_grave.contains(stem); }
    [[nodiscard]] bool isLevel(const QString &stem) const { return m_levels.contains(stem); }
    /// A number written as a word.
    [[nodiscard]] bool isCount(const QString &stem) const { return m_counts.contains(stem); }
    [[nodiscard]] Polarity polarityOf(const QStringList &stems) const;
    /// Words one of which must stand beside a figure of a computation by this method; empty: none need.
    [[nodiscard]] QSet<QString> roleWords(const QString &method) const { return m_roles.value(method); }

private:
    WordingVocabulary() = default;

    QSet<QString> m_plain;
    QSet<QString> m_openers;
    QSet<QString> m_house;
    QHash<QString, int> m_files; ///< of the house's catalogues, by stem: in how many it stands
    QSet<QString> m_grave;
    QSet<QString> m_levels;
    QSet<QString> m_counts;
    QSet<QString> m_rises;
    QSet<QString> m_falls;
    QSet<QString> m_negations;
    QHash<QString, QSet<QString>> m_roles;
};

} // namespace consultantos

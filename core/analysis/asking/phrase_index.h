// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What a phrase of a question stands for.
struct PhraseMeaning {
    enum class Kind {
        Line,       ///< `id` in resources/concepts.json
        Formula,    ///< `id` in resources/formulas.json
        Definition, ///< `id` is the number of a definition that the question itself gives
        Row,        ///< `id` is the number of a statement's row without a line of ours
        Cue,        ///< `id` of resources/questions/words.json: what is to be done
    };
    Kind kind = Kind::Line;
    QString id;

    [[nodiscard]] bool isCue(QLatin1String cue) const { return kind == Kind::Cue && id == cue; }
    /// It has a value.
    [[nodiscard]] bool isTerm() const { return kind != Kind::Cue; }
    bool operator==(const PhraseMeaning &) const = default;
};

/// Phrases by their first word. A value type; const members are thread-safe.
class PhraseIndex {
public:
    struct Match {
        PhraseMeaning meaning;
        qsizetype length = 0; ///< in tokens
    };

    /// Words without any are ignored. The first of two equal phrases stands.
    void add(const QStringList &words, const PhraseMeaning &meaning);
    /// The longest phrase that begins at `place`.
    [[nodiscard]] std::optional<Match> longestAt(const QList<QuestionToken> &tokens, qsizetype place) const;

private:
    struct Entry {
        QStringList words;
        PhraseMeaning meaning;
    };
    QHash<QString, QList<Entry>> m_entries;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/phrase_index.h"
#include "base/result.h"

#include <QHash>
#include <QString>

namespace consultantos {

class ConceptCatalogue;
class FormulaCatalogue;

/// How questions name lines, figures and what is to be done with them: resources/questions/words.json with the labels
/// and titles of the catalogues. Immutable and thread-safe.
class Vocabulary {
public:
    /// Malformed names an entry whose id is neither a line nor a figure.
    [[nodiscard]] static Result<Vocabulary> load(const QString &resourceDir, const ConceptCatalogue &lines,
                                                 const FormulaCatalogue &formulas);

    /// Lines, figures and the cues that build expressions.
    [[nodiscard]] const PhraseIndex &phrases() const { return m_phrases; }
    /// All phrases of a cue; nullptr for an unknown one.
    [[nodiscard]] const PhraseIndex *cue(QLatin1String cue) const;
    /// The length in tokens of the cue's phrase at `place`; 0 if none stands there. For the cues that tell the kind of a
    /// question: "text", "future", "rise", …
    [[nodiscard]] qsizetype cueAt(QLatin1String cue, const QList<QuestionToken> &tokens, qsizetype place) const;
    /// True where a phrase of the cue stands anywhere.
    [[nodiscard]] bool mentions(QLatin1String cue, const QList<QuestionToken> &tokens) const;

private:
    PhraseIndex m_phrases;
    QHash<QString, PhraseIndex> m_cues;
};

} // namespace consultantos

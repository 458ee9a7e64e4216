// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/vocabulary.h"

#include "analysis/financials/catalogue_error.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace consultantos {

namespace {

/// Cues that are part of an expression. The others are looked for by themselves, as one word may be of several.
const QStringList &expressionCues()
{
    static const QStringList Cues{
        QStringLiteral("ignored"), QStringLiteral("plus"),    QStringLiteral("minus"),    QStringLiteral("without"),
        QStringLiteral("times"),   QStringLiteral("divide"),  QStringLiteral("share_of"), QStringLiteral("part_before"),
        QStringLiteral("margin"),  QStringLiteral("average"), QStringLiteral("change"),   QStringLiteral("growth"),
        QStringLiteral("cagr"),    QStringLiteral("sum"),     QStringLiteral("ratio"),    QStringLiteral("difference"),
        QStringLiteral("opening"), QStringLiteral("closing"), QStringLiteral("between"),  QStringLiteral("from"),
        QStringLiteral("to"),      QStringLiteral("and"),     QStringLiteral("of")};
    return Cues;
}

} // namespace

Result<Vocabulary> Vocabulary::load(const QString &resourceDir, const ConceptCatalogue &lines,
                                    const FormulaCatalogue &formulas)
{
    const auto path = QDir(resourceDir).filePath(QStringLiteral("questions/words.json"));
    const auto file = json::readObject(path);
    if (!file)
        return tl::unexpected(file.error());
    Vocabulary vocabulary;
    QSet<QString> named;
    for (const auto &value : (*file)[QStringLiteral("words")].toArray()) {
        const auto entry = value.toObject();
        const auto id = entry[QStringLiteral("id")].toString();
        const bool isLine = lines.find(id);
        if (!isLine && !formulas.find(id))
            return catalogueError(path, id, QCoreApplication::translate("Ask", "it is neither a line nor a figure"));
        named.insert(id);
        for (const auto &phrase : json::toStrings(entry[QStringLiteral("words")]))
            vocabulary.m_phrases.add(foldedPhrase(phrase),
                                     {isLine ? PhraseMeaning::Kind::Line : PhraseMeaning::Kind::Formula, id});
    }
    for (const auto &line : lines.concepts())
        vocabulary.m_phrases.add(foldedPhrase(line.label), {PhraseMeaning::Kind::Line, line.id});
    // A figure that no entry names is an input of others, or a growth, which the question's own years make.
    for (const auto &formula : formulas.formulas()) {
        if (named.contains(formula.id))
            vocabulary.m_phrases.add(foldedPhrase(formula.title), {PhraseMeaning::Kind::Formula, formula.id});
    }
    const auto cues = (*file)[QStringLiteral("cues")].toObject();
    for (auto cue = cues.begin(); cue != cues.end(); ++cue) {
        const PhraseMeaning meaning{PhraseMeaning::Kind::Cue, cue.key()};
        for (const auto &phrase : json::toStrings(cue.value())) {
            vocabulary.m_cues[cue.key()].add(foldedPhrase(phrase), meaning);
            if (expressionCues().contains(cue.key()))
                vocabulary.m_phrases.add(foldedPhrase(phrase), meaning);
        }
    }
    return vocabulary;
}

const PhraseIndex *Vocabulary::cue(QLatin1String cue) const
{
    const auto index = m_cues.constFind(cue);
    return index == m_cues.cend() ? nullptr : &*index;
}

qsizetype Vocabulary::cueAt(QLatin1String cue, const QList<QuestionToken> &tokens, qsizetype place) const
{
    const auto *index = this->cue(cue);
    const auto match = index ? index->longestAt(tokens, place) : std::nullopt;
    return match ? match->length : 0;
}

bool Vocabulary::mentions(QLatin1String cue, const QList<QuestionToken> &tokens) const
{
    for (qsizetype place = 0; place < tokens.size(); ++place) {
        if (cueAt(cue, tokens, place) > 0)
            return true;
    }
    return false;
}

} // namespace consultantos

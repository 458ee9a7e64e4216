// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_vocabulary.h"

#include "analysis/financials/catalogue_error.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {

namespace {

const QHash<QString, ClaimCue> &cueNames()
{
    static const QHash<QString, ClaimCue> Names{{QStringLiteral("rise"), ClaimCue::Rise},
                                                {QStringLiteral("fall"), ClaimCue::Fall},
                                                {QStringLiteral("by"), ClaimCue::By},
                                                {QStringLiteral("to"), ClaimCue::To},
                                                {QStringLiteral("from"), ClaimCue::From},
                                                {QStringLiteral("of"), ClaimCue::Of},
                                                {QStringLiteral("base"), ClaimCue::Base},
                                                {QStringLiteral("year_before"), ClaimCue::YearBefore},
                                                {QStringLiteral("yoy"), ClaimCue::YearOverYear},
                                                {QStringLiteral("quarter_before"), ClaimCue::QuarterBefore},
                                                {QStringLiteral("cagr"), ClaimCue::Cagr},
                                                {QStringLiteral("each_year"), ClaimCue::EachYear},
                                                {QStringLiteral("more_than"), ClaimCue::MoreThan},
                                                {QStringLiteral("at_least"), ClaimCue::AtLeast},
                                                {QStringLiteral("less_than"), ClaimCue::LessThan},
                                                {QStringLiteral("at_most"), ClaimCue::AtMost},
                                                {QStringLiteral("nearly"), ClaimCue::Nearly},
                                                {QStringLiteral("just_over"), ClaimCue::JustOver},
                                                {QStringLiteral("about"), ClaimCue::About},
                                                {QStringLiteral("between"), ClaimCue::Between},
                                                {QStringLiteral("each_share"), ClaimCue::EachShare},
                                                {QStringLiteral("share_of"), ClaimCue::ShareOf},
                                                {QStringLiteral("whole_of"), ClaimCue::WholeOf},
                                                {QStringLiteral("negative"), ClaimCue::Negative},
                                                {QStringLiteral("outflow"), ClaimCue::Outflow},
                                                {QStringLiteral("higher_than"), ClaimCue::HigherThan},
                                                {QStringLiteral("lower_than"), ClaimCue::LowerThan},
                                                {QStringLiteral("respectively"), ClaimCue::Respectively},
                                                {QStringLiteral("boundary"), ClaimCue::Boundary},
                                                {QStringLiteral("linking"), ClaimCue::Linking},
                                                {QStringLiteral("with"), ClaimCue::With},
                                                {QStringLiteral("small"), ClaimCue::Small},
                                                {QStringLiteral("not_of_whole"), ClaimCue::NotOfWhole},
                                                {QStringLiteral("counted"), ClaimCue::Counted},
                                                {QStringLiteral("numbered"), ClaimCue::Numbered},
                                                {QStringLiteral("employees"), ClaimCue::Employees},
                                                {QStringLiteral("possessive_noise"), ClaimCue::Possessive},
                                                {QStringLiteral("region"), ClaimCue::Region},
                                                {QStringLiteral("benchmark"), ClaimCue::Benchmark},
                                                {QStringLiteral("year_after"), ClaimCue::YearAfter},
                                                {QStringLiteral("pronoun"), ClaimCue::Pronoun},
                                                {QStringLiteral("covers"), ClaimCue::Covers},
                                                {QStringLiteral("hypothetical"), ClaimCue::Hypothetical},
                                                {QStringLiteral("difference"), ClaimCue::Difference},
                                                {QStringLiteral("effect"), ClaimCue::Effect},
                                                {QStringLiteral("part_of"), ClaimCue::PartOf},
                                                {QStringLiteral("highest"), ClaimCue::Highest},
                                                {QStringLiteral("lowest"), ClaimCue::Lowest},
                                                {QStringLiteral("ever"), ClaimCue::Ever}};
    return Names;
}

/// How many tokens the words take at `place`, strokes between them included ("y/y"); 0 if they don't stand there.
qsizetype lengthAt(const QStringList &words, const QList<QuestionToken> &tokens, qsizetype place)
{
    auto at = place;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (i > 0 && at < tokens.size() && tokens[at].isSign('/'))
            ++at;
        if (at >= tokens.size() || tokens[at].text != words[i])
            return 0;
        ++at;
    }
    return at - place;
}

} // namespace

Result<ClaimVocabulary> ClaimVocabulary::load(const QString &resourceDir, const ConceptCatalogue &lines,
                                              const FormulaCatalogue &formulas)
{
    auto questions = Vocabulary::load(resourceDir, lines, formulas);
    if (!questions)
        return tl::unexpected(questions.error());
    const auto path = QDir(resourceDir).filePath(QStringLiteral("claims/words.json"));
    const auto file = json::readObject(path);
    if (!file)
        return tl::unexpected(file.error());
    ClaimVocabulary vocabulary;
    vocabulary.m_questions = std::move(*questions);
    const auto addTerms = [&](const QString &key, PhraseIndex &index) -> Status {
        for (const auto &value : (*file)[key].toArray()) {
            const auto entry = value.toObject();
            const auto id = entry[QStringLiteral("id")].toString();
            const bool isLine = lines.find(id);
            if (!isLine && !formulas.find(id))
                return catalogueError(path, id,
                                      QCoreApplication::translate("Check", "it is neither a line nor a figure"));
            for (const auto &phrase : json::toStrings(entry[QStringLiteral("words")]))
                index.add(foldedPhrase(phrase),
                          {isLine ? PhraseMeaning::Kind::Line : PhraseMeaning::Kind::Formula, id});
        }
        return {};
    };
    if (const auto added = addTerms(QStringLiteral("terms"), vocabulary.m_terms); !added)
        return tl::unexpected(added.error());
    if (const auto added = addTerms(QStringLiteral("weak_terms"), vocabulary.m_weakTerms); !added)
        return tl::unexpected(added.error());
    for (const auto &phrase : json::toStrings((*file)[QStringLiteral("losses")]))
        vocabulary.m_losses.add(foldedPhrase(phrase), {PhraseMeaning::Kind::Cue, {}});
    for (const auto &value : (*file)[QStringLiteral("multiples")].toArray()) {
        const auto entry = value.toObject();
        for (const auto &phrase : json::toStrings(entry[QStringLiteral("words")]))
            vocabulary.m_multiples.add(
                foldedPhrase(phrase),
                {PhraseMeaning::Kind::Cue, QString::number(entry[QStringLiteral("value")].toDouble())});
    }
    const auto cues = (*file)[QStringLiteral("cues")].toObject();
    for (auto cue = cues.begin(); cue != cues.end(); ++cue) {
        const auto known = cueNames().constFind(cue.key());
        if (known == cueNames().cend())
            return catalogueError(path, cue.key(), QCoreApplication::translate("Check", "no such cue is known"));
        for (const auto &phrase : json::toStrings(cue.value())) {
            const auto words = foldedPhrase(phrase);
            if (!words.isEmpty())
                vocabulary.m_cues[words.first()].append({words, *known});
        }
    }
    return vocabulary;
}

std::optional<PhraseIndex::Match> ClaimVocabulary::termAt(const QList<QuestionToken> &tokens, qsizetype place) const
{
    auto best = m_terms.longestAt(tokens, place);
    const auto asked = m_questions.phrases().longestAt(tokens, place);
    if (asked && asked->meaning.isTerm() && (!best || asked->length > best->length))
        best = asked;
    return best;
}

std::optional<PhraseIndex::Match> ClaimVocabulary::weakTermAt(const QList<QuestionToken> &tokens, qsizetype place) const
{
    return m_weakTerms.longestAt(tokens, place);
}

bool ClaimVocabulary::isLoss(const QList<QuestionToken> &tokens, qsizetype place, qsizetype length) const
{
    const auto match = m_losses.longestAt(tokens, place);
    return match && match->length == length;
}

QList<ClaimVocabulary::CueMatch> ClaimVocabulary::cuesAt(const QList<QuestionToken> &tokens, qsizetype place) const
{
    QList<CueMatch> matches;
    const auto phrases = m_cues.constFind(tokens[place].text);
    if (phrases == m_cues.cend())
        return matches;
    for (const auto &phrase : *phrases) {
        const auto length = lengthAt(phrase.words, tokens, place);
        if (length == 0)
            continue;
        const auto known = std::find_if(matches.begin(), matches.end(),
                                        [&phrase](const CueMatch &match) { return match.cue == phrase.cue; });
        if (known == matches.end())
            matches.append({phrase.cue, length});
        else
            known->length = std::max(known->length, length);
    }
    return matches;
}

ClaimVocabulary::Cues ClaimVocabulary::cuesOf(const QList<QuestionToken> &tokens) const
{
    Cues cues;
    cues.reserve(tokens.size());
    for (qsizetype place = 0; place < tokens.size(); ++place)
        cues.append(cuesAt(tokens, place));
    return cues;
}

std::optional<ClaimVocabulary::Multiple> ClaimVocabulary::multipleAt(const QList<QuestionToken> &tokens,
                                                                     qsizetype place) const
{
    const auto match = m_multiples.longestAt(tokens, place);
    return match ? std::optional(Multiple{match->meaning.id.toDouble(), match->length}) : std::nullopt;
}

} // namespace consultantos

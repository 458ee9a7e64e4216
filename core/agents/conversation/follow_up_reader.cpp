// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/follow_up_reader.h"

#include "analysis/asking/company_mention.h"
#include "analysis/asking/period_reference.h"
#include "analysis/asking/question_tokens.h"
#include "analysis/asking/question_translator.h"
#include "analysis/asking/vocabulary.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

/// A stretch of the text, in UTF-16 units.
struct Stretch {
    qsizetype start = 0;
    qsizetype end = 0;
};

struct NamedPeriod {
    Stretch at;
    PeriodReference period;
};

/// Longer questions carry their own meaning.
constexpr qsizetype MostWordsOfShort = 4;

bool matches(const QList<QuestionToken> &tokens, qsizetype place, const QStringList &words)
{
    if (place + words.size() > tokens.size())
        return false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (tokens[place + i].text != words[i])
            return false;
    }
    return true;
}

/// The longest of the phrases that stands at `place`, in tokens.
qsizetype phraseAt(const QList<QuestionToken> &tokens, qsizetype place, const QList<QStringList> &phrases)
{
    qsizetype longest = 0;
    for (const auto &phrase : phrases) {
        if (phrase.size() > longest && matches(tokens, place, phrase))
            longest = phrase.size();
    }
    return longest;
}

/// Where each token stands in the text that it was taken from.
QList<Stretch> placesOf(const QString &text, const QList<QuestionToken> &tokens)
{
    QList<Stretch> places;
    qsizetype at = 0;
    for (const auto &token : tokens) {
        const auto found = token.kind == QuestionToken::Kind::Sign ? -1 : text.indexOf(token.written, at);
        if (found >= 0)
            at = found + token.written.size();
        places.append({found >= 0 ? found : at, at});
    }
    return places;
}

std::optional<PeriodReference> shifted(const PeriodReference &period, int years)
{
    auto moved = period;
    switch (period.kind) {
    case PeriodReference::Kind::Year:
    case PeriodReference::Kind::Quarter:
        moved.year += years;
        return moved;
    case PeriodReference::Kind::Date:
        moved.date = period.date.addYears(years);
        return moved;
    case PeriodReference::Kind::LatestYear:
    case PeriodReference::Kind::LatestQuarter:
    case PeriodReference::Kind::YearBefore:
        break;
    }
    return std::nullopt;
}

std::optional<PeriodReference> periodOf(const QString &label)
{
    const auto tokens = questionTokens(label);
    const auto found = tokens.isEmpty() ? std::nullopt : periodAt(tokens, 0);
    return found ? std::optional(found->period) : std::nullopt;
}

/// Adds words before the sign that ends a question.
QString withAdded(const QString &question, const QString &words)
{
    auto end = question.size();
    while (end > 0 && (question[end - 1].isSpace() || QStringLiteral("?.!").contains(question[end - 1])))
        --end;
    return question.left(end) + QLatin1Char(' ') + words + question.mid(end);
}

} // namespace

struct FollowUpReader::Words {
    QList<QStringList> openers;
    QList<QStringList> before;
    QList<QStringList> after;
    QSet<QString> leaning;
    QSet<QString> neutral;
    std::shared_ptr<const Vocabulary> vocabulary;
    QuestionTranslator translator;
};

/// What a question names, and where.
struct FollowUpReader::Reading {
    QList<NamedPeriod> periods;
    QList<Stretch> terms;
    std::optional<Company> company;
    QList<Stretch> companies;
    int shift = 0; ///< years from the period talked of before
    bool isOpened = false;
    bool hasRest = false; ///< words that nothing explains
    bool isGerman = false;
};

Result<FollowUpReader> FollowUpReader::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    const auto lines = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!lines)
        return tl::unexpected(lines.error());
    const auto formulas = FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), *lines);
    if (!formulas)
        return tl::unexpected(formulas.error());
    auto vocabulary = Vocabulary::load(resourceDir, *lines, *formulas);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    const auto path = folder.filePath(QStringLiteral("questions/follow_ups.json"));
    const auto object = json::readObject(path);
    if (!object)
        return tl::unexpected(object.error());
    Words words;
    auto translator = QuestionTranslator::load(resourceDir, *lines, *formulas);
    if (!translator)
        return tl::unexpected(translator.error());
    words.translator = *std::move(translator);
    words.vocabulary = std::make_shared<const Vocabulary>(*std::move(vocabulary));
    const auto readPhrases = [&](const char *key, QList<QStringList> &phrases) {
        for (const auto &phrase : json::toStrings((*object)[QLatin1String(key)]))
            phrases.append(foldedPhrase(phrase));
    };
    readPhrases("openers", words.openers);
    readPhrases("before", words.before);
    readPhrases("after", words.after);
    const auto readWords = [&](const char *key, QSet<QString> &single) {
        for (const auto &word : json::toStrings((*object)[QLatin1String(key)]))
            single.insert(foldedWord(word));
    };
    readWords("leaning", words.leaning);
    readWords("neutral", words.neutral);
    if (words.openers.isEmpty() || words.before.isEmpty() || words.neutral.isEmpty())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Agents", "%1 lacks one of its lists.").arg(path));
    FollowUpReader reader;
    reader.m_words = std::make_shared<const Words>(std::move(words));
    return reader;
}

FollowUpReader::Reading FollowUpReader::read(const QString &text, const QList<Company> &known) const
{
    Reading reading;
    const auto tokens = questionTokens(text);
    const auto places = placesOf(text, tokens);
    reading.company = companyMentioned(text, known);
    reading.isGerman = m_words->translator.isGerman(tokens);
    const auto names = reading.company ? companyPhrases(*reading.company) : QList<QStringList>();
    const auto stretch = [&places](qsizetype first, qsizetype count) {
        return Stretch{places[first].start, places[first + count - 1].end};
    };
    qsizetype at = phraseAt(tokens, 0, m_words->openers);
    reading.isOpened = at > 0;
    while (at < tokens.size()) {
        auto length = phraseAt(tokens, at, names);
        if (length == 0 && reading.company && !reading.company->ticker.isEmpty()
            && tokens[at].written == reading.company->ticker)
            length = 1;
        if (length > 0) {
            reading.companies.append(stretch(at, length));
            at += length;
            continue;
        }
        const auto before = phraseAt(tokens, at, m_words->before);
        const auto after = phraseAt(tokens, at, m_words->after);
        if (before > 0 || after > 0) {
            reading.shift = before > 0 ? -1 : 1;
            at += std::max(before, after);
            continue;
        }
        if (const auto period = periodAt(tokens, at)) {
            // "In the latest year" becomes "in FY2020".
            const bool hasArticle = at > 0 && tokens[at - 1].isWord(QLatin1String("the"));
            const qsizetype article = hasArticle ? 1 : 0;
            reading.periods.append({stretch(at - article, period->length + article), period->period});
            at += period->length;
            continue;
        }
        if (const auto phrase = reading.isGerman ? m_words->translator.phraseAt(tokens, at) : std::nullopt) {
            if (phrase->isTerm)
                reading.terms.append(stretch(at, phrase->length));
            // What stands for a period is read as one, with the words around it.
            const auto end = at + phrase->length;
            for (++at; at < end && !phrase->isTerm && !periodAt(tokens, at);)
                ++at;
            at = phrase->isTerm ? end : at;
            continue;
        }
        const auto phrase = m_words->vocabulary->phrases().longestAt(tokens, at);
        if (phrase && phrase->meaning.isTerm()) {
            reading.terms.append(stretch(at, phrase->length));
            at += phrase->length;
            continue;
        }
        if (tokens[at].kind != QuestionToken::Kind::Sign && !m_words->neutral.contains(tokens[at].text))
            reading.hasRest = true;
        ++at;
    }
    return reading;
}

std::optional<QString> FollowUpReader::writtenOut(const QString &question, const EarlierQuestion &earlier,
                                                  const QList<Company> &known) const
{
    const auto asked = read(question, known);
    const bool isShort = asked.isOpened || asked.terms.isEmpty();
    const bool namesOne = !asked.periods.isEmpty() || !asked.terms.isEmpty() || asked.company || asked.shift != 0;
    if (!isShort || !namesOne || asked.hasRest || asked.periods.size() > 1 || asked.terms.size() > 1)
        return std::nullopt;
    const auto said = read(earlier.text, known);

    // What is exchanged in the earlier question, from its end on so that places stay true.
    QList<std::pair<Stretch, QString>> changes;
    QStringList added;
    if (asked.company && (!said.company || said.company->id != asked.company->id)) {
        for (const auto &place : said.companies)
            changes.append({place, asked.company->name});
        if (said.companies.isEmpty())
            added.append((said.isGerman ? QStringLiteral("von ") : QStringLiteral("of ")) + asked.company->name);
    }
    if (!asked.terms.isEmpty()) {
        if (said.terms.size() != 1)
            return std::nullopt;
        const auto &term = asked.terms.first();
        changes.append({said.terms.first(), question.mid(term.start, term.end - term.start)});
        // The unit asked for was the other figure's.
        static const QRegularExpression Unit(
            QStringLiteral("\\s+(?:in|as a) (?:percent|per cent|%|percentage|days|Prozent|Tagen)(?=\\W|$)"));
        if (const auto unit = Unit.match(earlier.text); unit.hasMatch())
            changes.append({{unit.capturedStart(), unit.capturedEnd()}, QString()});
    }
    if (!asked.periods.isEmpty()) {
        if (said.periods.size() > 1)
            return std::nullopt;
        const auto label = asked.periods.first().period.label();
        if (said.periods.isEmpty())
            added.append(QStringLiteral("in ") + label);
        else
            changes.append({said.periods.first().at, label});
    } else if (asked.shift != 0) {
        for (const auto &named : said.periods) {
            auto moved = shifted(named.period, asked.shift);
            if (!moved && said.periods.size() == 1) {
                if (const auto answered = periodOf(earlier.period))
                    moved = shifted(*answered, asked.shift);
            }
            if (!moved)
                return std::nullopt;
            changes.append({named.at, moved->label()});
        }
        if (said.periods.isEmpty()) {
            const auto answered = periodOf(earlier.period);
            const auto moved = answered ? shifted(*answered, asked.shift) : std::nullopt;
            if (!moved)
                return std::nullopt;
            added.append(QStringLiteral("in ") + moved->label());
        }
    }
    if (changes.isEmpty() && added.isEmpty())
        return std::nullopt;
    std::sort(changes.begin(), changes.end(),
              [](const auto &one, const auto &other) { return one.first.start > other.first.start; });
    auto whole = earlier.text;
    for (const auto &[place, words] : std::as_const(changes))
        whole.replace(place.start, place.end - place.start, words);
    for (const auto &words : std::as_const(added))
        whole = withAdded(whole, words);
    return whole;
}

bool FollowUpReader::isLeaning(const QString &question) const
{
    const auto tokens = questionTokens(question);
    if (phraseAt(tokens, 0, m_words->openers) > 0)
        return true;
    const auto words = std::count_if(tokens.begin(), tokens.end(), [](const QuestionToken &token) {
        return token.kind != QuestionToken::Kind::Sign;
    });
    return words <= MostWordsOfShort || std::any_of(tokens.begin(), tokens.end(), [this](const QuestionToken &token) {
               return m_words->leaning.contains(token.text);
           });
}

} // namespace consultantos

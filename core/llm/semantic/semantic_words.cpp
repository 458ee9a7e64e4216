// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/semantic_words.h"

#include "base/json.h"
#include "llm/semantic/word_stem.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

QSet<QString> setOf(const QJsonValue &array)
{
    const auto words = json::toStrings(array);
    return {words.cbegin(), words.cend()};
}

QHash<QString, QString> textsOf(const QJsonValue &value)
{
    QHash<QString, QString> texts;
    const auto object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        texts.insert(entry.key(), entry.value().toString());
    return texts;
}

QHash<QString, double> numbersOf(const QJsonValue &value)
{
    QHash<QString, double> numbers;
    const auto object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        numbers.insert(entry.key(), entry.value().toDouble());
    return numbers;
}

SemanticWords::Language languageOf(const QJsonObject &file, const QString &code)
{
    const auto part = [&file, &code](const char *name) { return file[QLatin1String(name)].toObject().value(code); };
    SemanticWords::Language language;
    language.fillers = setOf(part("fillers"));
    language.openers = setOf(part("openers"));
    const auto questions = part("questions").toObject();
    for (auto entry = questions.begin(); entry != questions.end(); ++entry) {
        for (const auto &word : json::toStrings(entry.value()))
            language.questions.insert(word, entry.key());
    }
    return language;
}

} // namespace

Result<SemanticWords> SemanticWords::load(const QString &resourceDir)
{
    const auto path = resourceDir + QStringLiteral("/llm/semantic_words.json");
    const auto file = json::readObject(path);
    if (!file)
        return tl::unexpected(file.error());
    const auto list = [&file](const char *name) { return setOf((*file)[QLatin1String(name)]); };
    const auto inner = [&file](const char *name, const char *part) {
        return (*file)[QLatin1String(name)].toObject().value(QLatin1String(part));
    };
    SemanticWords words;
    words.m_english = languageOf(*file, QStringLiteral("en"));
    words.m_german = languageOf(*file, QStringLiteral("de"));
    words.m_contractions = textsOf((*file)[QStringLiteral("irregular_contractions")]);
    words.m_unitSymbols = textsOf((*file)[QStringLiteral("unit_symbols")]);
    words.m_afterNumbers = textsOf((*file)[QStringLiteral("after_numbers")]);
    words.m_numbers = numbersOf((*file)[QStringLiteral("numbers")]);
    words.m_ordinals = numbersOf((*file)[QStringLiteral("ordinals")]);
    words.m_months = numbersOf((*file)[QStringLiteral("months")]);
    words.m_negations = list("negations");
    words.m_directions = setOf(inner("directions", "words"));
    words.m_quantifiers = list("quantifiers");
    words.m_periods = list("periods");
    words.m_prepositions = setOf(inner("prepositions", "words"));
    words.m_joining = list("joining");
    words.m_symmetric = list("symmetric");
    words.m_light = setOf(inner("light", "words"));
    words.m_weak = setOf(inner("light", "weak"));
    words.m_duty = setOf(inner("tenses", "duty"));
    words.m_present = setOf(inner("tenses", "present"));
    words.m_past = setOf(inner("tenses", "past"));
    words.m_future = setOf(inner("tenses", "future"));
    words.m_units = list("units");
    words.m_unstemmed = list("unstemmed");
    if (words.m_english.fillers.isEmpty() || words.m_german.fillers.isEmpty() || words.m_negations.isEmpty())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("SemanticWords", "%1 has no fillers or no negations.").arg(path));

    for (const auto &entry : inner("rewrites", "phrases").toArray()) {
        const auto pair = json::toStrings(entry);
        if (pair.size() != 2)
            return fail(ErrorCode::Malformed,
                        QCoreApplication::translate("SemanticWords", "%1 has a rewrite that is no pair.").arg(path));
        const Rewrite rewrite{pair[0].split(QLatin1Char(' ')), pair[1].split(QLatin1Char(' '))};
        words.m_rewrites[rewrite.from.first()].append(rewrite);
    }
    for (auto &rewrites : words.m_rewrites)
        std::stable_sort(rewrites.begin(), rewrites.end(),
                         [](const Rewrite &a, const Rewrite &b) { return a.from.size() > b.from.size(); });
    for (const auto &entry : (*file)[QStringLiteral("synonyms")].toArray()) {
        const auto group = json::toStrings(entry);
        for (const auto &word : group) {
            if (words.m_unstemmed.contains(word))
                words.m_synonyms.insert(word, group.first());
            else
                words.m_synonyms.insert(wordStem(word, false), group.first());
        }
    }
    return words;
}

bool SemanticWords::isGerman(const QStringList &words) const
{
    const auto alone = [&words](const Language &one, const Language &other) {
        const auto isOf = [](const Language &language, const QString &word) {
            return language.fillers.contains(word) || language.questions.contains(word)
                   || language.openers.contains(word);
        };
        return std::count_if(words.cbegin(), words.cend(),
                             [&](const QString &word) { return isOf(one, word) && !isOf(other, word); });
    };
    return alone(m_german, m_english) > alone(m_english, m_german);
}

const SemanticWords::Rewrite *SemanticWords::rewriteAt(const QStringList &words, qsizetype place) const
{
    const auto found = m_rewrites.constFind(words[place]);
    if (found == m_rewrites.cend())
        return nullptr;
    for (const auto &rewrite : *found) {
        if (place + rewrite.from.size() <= words.size()
            && std::equal(rewrite.from.cbegin(), rewrite.from.cend(), words.cbegin() + place))
            return &rewrite;
    }
    return nullptr;
}

QString SemanticWords::keyOf(const QString &word, bool isGerman) const
{
    const auto stem = m_unstemmed.contains(word) ? word : wordStem(word, isGerman);
    // Synonyms are listed under English stems; German ones are found by the word as it is listed.
    const auto synonym = m_synonyms.constFind(stem);
    if (synonym != m_synonyms.cend())
        return *synonym;
    return isGerman ? m_synonyms.value(wordStem(word, false), stem) : stem;
}

QString SemanticWords::unitOf(const QString &word) const
{
    const auto symbol = m_unitSymbols.constFind(word);
    if (symbol != m_unitSymbols.cend())
        return *symbol;
    if (word.size() > 3 && word.endsWith(QLatin1Char('s')) && m_units.contains(word.chopped(1)))
        return word.chopped(1);
    return word;
}

QString SemanticWords::unitAfterNumber(const QString &letters) const
{
    return m_afterNumbers.value(letters, unitOf(letters));
}

std::optional<double> SemanticWords::at(const QHash<QString, double> &values, const QString &word)
{
    const auto found = values.constFind(word);
    return found == values.cend() ? std::nullopt : std::optional(*found);
}

} // namespace consultantos

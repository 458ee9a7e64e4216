// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/wording_vocabulary.h"

#include "base/json.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace consultantos {

namespace {

constexpr qsizetype ShortestStem = 3;

/// Takes off endings of number, person and tense; what is left need be no word, only the same for the same word.
QString stemOf(QString word)
{
    if (word.endsWith(QLatin1String("'s")) || word.endsWith(QLatin1String("s'")))
        word.chop(2);
    const auto tryEnd = [&word](const char *end, const char *instead) {
        const QLatin1String ending(end);
        if (word.size() - ending.size() < ShortestStem || !word.endsWith(ending))
            return false;
        word.chop(ending.size());
        word += QLatin1String(instead);
        return true;
    };
    if (word.endsWith(QLatin1String("ss")) || word.endsWith(QLatin1String("us")) || word.endsWith(QLatin1String("is")))
        return word;
    if (!tryEnd("ies", "y") && !tryEnd("sses", "ss"))
        tryEnd("s", "");
    const bool isCut = tryEnd("ied", "y") || tryEnd("ing", "") || tryEnd("ed", "");
    // "cut-ting", "dropp-ed"
    if (isCut && word.size() > ShortestStem && word[word.size() - 1] == word[word.size() - 2]
        && !QStringLiteral("slz").contains(word.back()))
        word.chop(1);
    if (word.size() > ShortestStem && word.endsWith(QLatin1Char('e')))
        word.chop(1);
    return word;
}

QSet<QString> stemsIn(const QJsonValue &list)
{
    QSet<QString> stems;
    for (const auto &word : json::toStrings(list))
        stems.insert(stemOf(word));
    return stems;
}

void collect(const QJsonValue &value, QSet<QString> &stems)
{
    if (value.isString()) {
        for (const auto &stem : wordStems(value.toString()))
            stems.insert(stem);
    } else if (value.isArray()) {
        for (const auto &entry : value.toArray())
            collect(entry, stems);
    } else if (value.isObject()) {
        for (const auto &entry : value.toObject())
            collect(entry, stems);
    }
}

} // namespace

QStringList wordStems(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("[\\p{L}][\\p{L}'’]*"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    QStringList stems;
    for (auto matches = word.globalMatch(text); matches.hasNext();)
        stems.append(stemOf(matches.next().captured().toLower().replace(QChar(0x2019), QLatin1Char('\''))));
    return stems;
}

Result<WordingVocabulary> WordingVocabulary::load(const QString &resourceDir)
{
    const QDir resources(resourceDir);
    const auto words = json::readObject(resources.filePath(QStringLiteral("wording/words.json")));
    if (!words)
        return tl::unexpected(words.error());
    WordingVocabulary vocabulary;
    vocabulary.m_plain = stemsIn((*words)[QStringLiteral("plain")]);
    vocabulary.m_openers = stemsIn((*words)[QStringLiteral("openers")]);
    vocabulary.m_grave = stemsIn((*words)[QStringLiteral("grave")]);
    vocabulary.m_levels = stemsIn((*words)[QStringLiteral("levels")]);
    vocabulary.m_counts = stemsIn((*words)[QStringLiteral("counts")]);
    vocabulary.m_rises = stemsIn((*words)[QStringLiteral("rises")]);
    vocabulary.m_falls = stemsIn((*words)[QStringLiteral("falls")]);
    vocabulary.m_negations = stemsIn((*words)[QStringLiteral("negations")]);
    const auto roles = (*words)[QStringLiteral("roles")].toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it)
        vocabulary.m_roles.insert(it.key(), stemsIn(it.value()));
    vocabulary.m_house = vocabulary.m_rises | vocabulary.m_falls | vocabulary.m_negations | vocabulary.m_levels;
    QStringList files{QStringLiteral("concepts.json"), QStringLiteral("formulas.json"),
                      QStringLiteral("questions/topics.json")};
    for (const auto &folder : {QStringLiteral("frameworks"), QStringLiteral("playbooks")}) {
        for (const auto &name : QDir(resources.filePath(folder)).entryList({QStringLiteral("*.json")}, QDir::Files))
            files.append(folder + QLatin1Char('/') + name);
    }
    for (const auto &name : std::as_const(files)) {
        const auto object = json::readObject(resources.filePath(name));
        if (!object)
            return tl::unexpected(object.error());
        QSet<QString> stems;
        collect(*object, stems);
        for (const auto &stem : std::as_const(stems))
            ++vocabulary.m_files[stem];
        vocabulary.m_house |= stems;
    }
    return vocabulary;
}

bool WordingVocabulary::isSpecial(const QString &stem) const
{
    constexpr int MostFiles = 3;
    return !isPlain(stem) && m_files.value(stem) <= MostFiles && !m_rises.contains(stem) && !m_falls.contains(stem)
           && !m_negations.contains(stem) && !m_levels.contains(stem);
}

WordingVocabulary::Polarity WordingVocabulary::polarityOf(const QStringList &stems) const
{
    Polarity polarity;
    for (const auto &stem : stems) {
        polarity.rises = polarity.rises || m_rises.contains(stem);
        polarity.falls = polarity.falls || m_falls.contains(stem);
        polarity.negates = polarity.negates || m_negations.contains(stem) || stem.endsWith(QLatin1String("n't"));
    }
    return polarity;
}

} // namespace consultantos

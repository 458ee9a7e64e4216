// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/name_forms.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace consultantos {

namespace {

/// Letters of the second and later forms: none that could be an ending of a declension ("Company 1s").
constexpr char FormLetters[MaxNameForms] = {'\0', 'b', 'c', 'd', 'f', 'g', 'h'};

const QRegularExpression &legalForm()
{
    static const QRegularExpression expression(
        QStringLiteral("[,\\s]+(?:(?:& Co\\.?(?: KG(?:aA)?| OHG)?|GmbH|gGmbH|mbH|AG|SE|KGaA|KG|OHG|UG|e\\. ?V\\.|"
                       "Inc\\.?|Incorporated|Corp\\.?|Corporation|Co\\.?|Company|Ltd\\.?|Limited|LLC|LLP|L\\.P\\.|LP|"
                       "plc|PLC|S\\.?A\\.?|S\\.?A\\.?S\\.?|S\\.?p\\.?A\\.?|S\\.r\\.l\\.|N\\.?V\\.?|B\\.?V\\.?|A/S|ASA|"
                       "AB|Oy|Oyj|Holding|Holdings|Group)[,\\s]*)+$"));
    return expression;
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c.isMark();
}

/// Scripts that write words without blanks between them: a name there may have letters on both sides.
bool isUnspaced(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
        return true;
    default:
        return false;
    }
}

QString alternatives(QStringList ways)
{
    ways.removeDuplicates();
    return ways.size() == 1 ? ways.first() : QStringLiteral("(?:%1)").arg(ways.join(QLatin1Char('|')));
}

QString patternOf(QChar c)
{
    if (QStringLiteral("'’ʼ`").contains(c))
        return QStringLiteral("['’ʼ`]");
    if (c == QLatin1Char('&'))
        return QStringLiteral("(?:&amp;|&|and|und)");
    if (c.toLower() == QChar(0xDF)) // ß
        return QStringLiteral("(?:ß|ẞ|ss)");
    QStringList ways{QRegularExpression::escape(QString(c))};
    if (const auto apart = c.decomposition(); apart.size() == 2 && c.isLetter()) {
        if (QStringLiteral("äöü").contains(c.toLower()))
            ways.append(QString(apart[0]) + QLatin1Char('e'));
        ways.append(apart);
        ways.append(QString(apart[0]));
    }
    return alternatives(ways);
}

/// An adjective before other words is declined with them: "Deutsche Bank", "der Deutschen Bank".
QString patternOfWord(const QString &word, bool isLast)
{
    constexpr qsizetype ShortestAdjective = 6;
    auto stem = word;
    if (!isLast && word.size() >= ShortestAdjective) {
        static const QRegularExpression ending(QStringLiteral("(?:e|er|es|en|em)$"));
        stem.remove(ending);
    }
    QString pattern;
    for (const auto c : stem)
        pattern += patternOf(c);
    return stem == word ? pattern : pattern + QStringLiteral("(?:e|er|es|en|em)");
}

QString withoutDots(QString text)
{
    while (text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char(' ')))
        text.chop(1);
    return text;
}

/// The name's own forms, the first one that by which it comes back.
QStringList writtenForms(const QString &name)
{
    QStringList forms;
    for (const auto &form : name.split(QLatin1Char('='))) {
        if (const auto text = form.simplified(); text.size() > 1)
            forms.append(text);
    }
    return forms;
}

QString surnameOf(const QString &person)
{
    constexpr qsizetype Shortest = 3;
    const auto words = person.split(QLatin1Char(' '));
    return words.size() > 1 && words.last().size() >= Shortest ? words.last() : QString();
}

} // namespace

QString nameEndings()
{
    return QStringLiteral("s|es|n|en|ns|ens|er|ern|e|'?sche[nmrs]?");
}

QList<NameForm> nameForms(const QStringList &names, NameKind kind)
{
    QHash<QString, int> surnames;
    QSet<QString> taken;
    for (const auto &name : names) {
        const auto written = writtenForms(name);
        for (const auto &form : written)
            taken.insert(form.toCaseFolded());
        if (!written.isEmpty())
            ++surnames[surnameOf(written.first()).toCaseFolded()];
    }
    const auto word = kind == NameKind::Company ? QStringLiteral("Company") : QStringLiteral("Person");
    QList<NameForm> forms;
    QSet<QString> seen;
    for (qsizetype i = 0; i < names.size(); ++i) {
        QList<NameForm> own;
        for (const auto &text : writtenForms(names[i]))
            own.append({text, {}, kind, false});
        if (own.isEmpty())
            continue;
        const auto first = own.first().text;
        const auto derived = kind == NameKind::Person ? surnameOf(first) : QString(first).remove(legalForm()).trimmed();
        const bool isAmbiguous = kind == NameKind::Person && surnames.value(derived.toCaseFolded()) > 1;
        if (derived.size() > 2 && !isAmbiguous && !taken.contains(derived.toCaseFolded()))
            own.append({derived, {}, kind, kind == NameKind::Person});
        int letter = 0;
        for (auto &form : own) {
            if (letter == MaxNameForms || seen.contains(form.text.toCaseFolded()))
                continue;
            seen.insert(form.text.toCaseFolded());
            form.placeholder = QStringLiteral("%1 %2").arg(word).arg(i + 1);
            if (letter > 0)
                form.placeholder += QLatin1Char(FormLetters[letter]);
            ++letter;
            forms.append(form);
        }
    }
    return forms;
}

QString patternOf(const NameForm &form)
{
    const auto text = form.text.simplified();
    const auto bare = withoutDots(text);
    const auto words = (bare.isEmpty() ? text : bare).split(QLatin1Char(' '));
    QStringList patterns;
    for (qsizetype i = 0; i < words.size(); ++i)
        patterns.append(patternOfWord(words[i], i + 1 == words.size()));
    auto pattern = patterns.join(QStringLiteral(",?[\\s\\x{00A0}\\x{00AD}\\x{200B}-]+"));
    if (form.isExactCase) {
        QString capitals;
        for (const auto c : bare)
            capitals += patternOf(c.toUpper());
        pattern = QStringLiteral("(?-i:%1|%2)").arg(pattern, capitals);
    }
    const auto first = words.first().front();
    const auto last = words.last().back();
    if (isWordCharacter(first) && !isUnspaced(first))
        pattern.prepend(QStringLiteral("(?<![\\p{L}\\p{N}\\p{M}_])"));
    if (last.isLetter() && !isUnspaced(last)) {
        const auto endings = bare.size() >= 4 ? nameEndings() : QStringLiteral("s");
        pattern += QStringLiteral("(?=(?:['’ʼ`]s?|%1)?(?![\\p{L}\\p{N}\\p{M}_]))").arg(endings);
    } else if (isWordCharacter(last) && !isUnspaced(last)) {
        pattern += QStringLiteral("(?=s?(?![\\p{L}\\p{N}\\p{M}_]))");
    }
    if (text != bare && !bare.isEmpty())
        pattern += QStringLiteral("\\.?");
    return pattern;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/claim_parts.h"

#include "analysis/frameworks/prose.h"
#include "analysis/text/sentences.h"

#include <algorithm>

namespace consultantos {

namespace {

/// Where the first sentence ends; abbreviations with capitals ("U.S.") don't end one, nor does a stop within quotes.
qsizetype sentenceEnd(const QString &text)
{
    bool isQuoted = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == QChar(0x201C))
            isQuoted = true;
        if (text[at] == QChar(0x201D))
            isQuoted = false;
        const bool isEnd = at + 1 == text.size() || text[at + 1] == QLatin1Char(' ');
        if (text[at] == QLatin1Char('.') && isEnd && !isQuoted && at > 0 && !text[at - 1].isUpper())
            return at;
    }
    return text.endsWith(QLatin1Char('.')) ? text.size() - 1 : text.size();
}

} // namespace

void citeGrounds(ClaimBuilder &target, const Claim &source)
{
    for (const auto &id : source.evidence) {
        if (!id.startsWith(QLatin1String("f/")))
            target.evidence(id);
    }
}

void citeGroundsOrTell(ClaimBuilder &target, const Claim &source)
{
    citeGrounds(target, source);
    if (!target.build().evidence.isEmpty())
        return;
    target.text(QStringLiteral(" It starts from this: "));
    writeFirstSentence(target, source);
    target.text(stopAfterFirstSentence(source));
}

void writeFirstSentence(ClaimBuilder &target, const Claim &source, const QString &name)
{
    qsizetype start = 0;
    const auto owner = possessive(name) + QLatin1Char(' ');
    const auto subject = name + QLatin1Char(' ');
    if (!name.isEmpty() && source.text.startsWith(owner)) {
        target.text(QStringLiteral("its "));
        start = owner.size();
    } else if (!name.isEmpty() && source.text.startsWith(subject)) {
        target.text(QStringLiteral("it "));
        start = subject.size();
    }
    target.excerpt(source, start, sentenceEnd(source.text) - start);
    citeGrounds(target, source);
}

QString stopAfterFirstSentence(const Claim &source)
{
    static const QStringList OwnStops{QStringLiteral(".\u201D"), QStringLiteral("!\u201D"), QStringLiteral("?\u201D")};
    const auto written = source.text.left(sentenceEnd(source.text));
    const bool hasOwn = std::any_of(OwnStops.cbegin(), OwnStops.cend(),
                                    [&written](const QString &stop) { return written.endsWith(stop); });
    return hasOwn ? QString() : QStringLiteral(".");
}

void writeWhole(ClaimBuilder &target, const Claim &source)
{
    target.excerpt(source, 0, source.text.size());
    for (const auto &id : source.evidence)
        target.evidence(id);
}

Claim withId(Claim claim, const QString &id)
{
    claim.id = id;
    return claim;
}

QString matchingSentence(const QString &text, const QRegularExpression &words)
{
    const auto sentences = sentencesOf(text);
    for (const auto &sentence : sentences) {
        if (words.match(sentence).hasMatch())
            return sentence;
    }
    return text.trimmed();
}

QString numberWord(int number)
{
    static const QStringList names{QStringLiteral("no"),    QStringLiteral("one"),   QStringLiteral("two"),
                                   QStringLiteral("three"), QStringLiteral("four"),  QStringLiteral("five"),
                                   QStringLiteral("six"),   QStringLiteral("seven"), QStringLiteral("eight"),
                                   QStringLiteral("nine"),  QStringLiteral("ten")};
    return number >= 0 && number < names.size() ? names[number] : QStringLiteral("many");
}

} // namespace consultantos

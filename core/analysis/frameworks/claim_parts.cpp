// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/claim_parts.h"

#include "model/units.h"

namespace consultantos {

namespace {

const QString Quoted = QStringLiteral("quoted");
constexpr QChar OpenQuote(0x201C);
constexpr QChar CloseQuote(0x201D);

/// Where the first sentence ends; abbreviations with capitals ("U.S.") don't end one.
qsizetype sentenceEnd(const QString &text)
{
    const auto stop = QStringLiteral(". ");
    for (auto at = text.indexOf(stop); at >= 0; at = text.indexOf(stop, at + 1)) {
        if (at > 0 && !text[at - 1].isUpper())
            return at;
    }
    return text.endsWith(QLatin1Char('.')) ? text.size() - 1 : text.size();
}

} // namespace

void writeFirstSentence(ClaimBuilder &target, const Claim &source)
{
    const auto &text = source.text;
    const auto closing = text.startsWith(OpenQuote) ? text.indexOf(CloseQuote) : -1;
    if (closing > 0) {
        const auto ref = source.numbers.isEmpty() ? source.evidence.value(0) : source.numbers.first().ref;
        auto quoted = text.mid(1, closing - 1);
        target.quote(quoted.endsWith(QLatin1Char('.')) ? quoted.chopped(1) : quoted, ref);
    } else {
        const auto end = sentenceEnd(text);
        qsizetype at = 0;
        for (const auto &number : source.numbers) {
            if (number.start + number.length > end)
                break;
            target.text(text.mid(at, number.start - at));
            const Figure figure{number.value, number.unit, {}, number.ref};
            const auto written = text.mid(number.start, number.length);
            if (written == formatValue(number.value, number.unit))
                target.figure(figure);
            else
                target.magnitude(figure);
            at = number.start + number.length;
        }
        target.text(text.mid(at, end - at));
    }
    for (const auto &id : source.evidence)
        target.evidence(id);
}

Claim withId(Claim claim, const QString &id)
{
    claim.id = id;
    return claim;
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

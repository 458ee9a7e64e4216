// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fact_words.h"

namespace consultantos {

QString tagWords(const QString &tag)
{
    QString words;
    for (qsizetype i = 0; i < tag.size(); ++i) {
        if (tag[i] == QLatin1Char('_')) {
            words += QLatin1Char(' ');
            continue;
        }
        // A name that has its words apart already ("Auto & Truck/beta", "DE/NY.GDP") keeps them as they are.
        const bool begins = i > 0 && tag[i].isUpper()
                            && (tag[i - 1].isLetterOrNumber() || tag[i - 1] == QLatin1Char('_'))
                            && (!tag[i - 1].isUpper() || (i + 1 < tag.size() && tag[i + 1].isLower()));
        if (begins && tag[i - 1] != QLatin1Char('_'))
            words += QLatin1Char(' ');
        // Short names in capitals stay so: "EBITDA", "R&D".
        const bool isOfName = i + 1 < tag.size() && tag[i + 1].isUpper();
        words += i == 0 ? tag[i].toUpper() : begins && !isOfName ? tag[i].toLower() : tag[i];
    }
    return words;
}

QString factWords(const Fact &fact)
{
    auto words = tagWords(fact.tag);
    const auto parts = fact.dimensions.split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (const auto &part : parts) {
        auto member = part.section(QLatin1Char('='), -1).section(QLatin1Char(':'), -1);
        if (member.endsWith(QLatin1String("Member")))
            member.chop(6);
        member = tagWords(member);
        const bool isName = member.size() > 1 && member[1].isUpper();
        words += QStringLiteral(", ") + (isName ? member : member.left(1).toLower() + member.mid(1));
    }
    return words;
}

} // namespace consultantos

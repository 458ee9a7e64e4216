// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/figures_in_text.h"

#include "model/units.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

QString restyledFigures(const QString &text, const LocaleStyle &style)
{
    static const QRegularExpression Figures(
        QStringLiteral("\\x{2212}?(?:\\b([A-Z]{3}) [0-9][0-9,]*(?:\\.[0-9]+)?(?: M\\b)?"
                       "|\\b[0-9][0-9,]*(?:\\.[0-9]+)?( %|x\\b| pp\\b| days\\b| years\\b))"));
    static const QHash<QString, QString> Units{{QStringLiteral(" %"), units::Ratio},
                                               {QStringLiteral("x"), units::Multiple},
                                               {QStringLiteral(" pp"), units::Points},
                                               {QStringLiteral(" days"), units::Days},
                                               {QStringLiteral(" years"), units::Years}};
    const auto between = QString(text).remove(Figures).remove(QLatin1String(" and "));
    if (std::any_of(between.cbegin(), between.cend(), [](QChar c) { return c.isLetterOrNumber(); }))
        return text;
    QString made;
    qsizetype from = 0;
    for (auto matches = Figures.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto currency = match.captured(1);
        made += text.mid(from, match.capturedStart() - from)
                + restyled(match.captured(), currency.isEmpty() ? Units.value(match.captured(2)) : currency, style);
        from = match.capturedEnd();
    }
    return made + text.mid(from);
}

} // namespace consultantos

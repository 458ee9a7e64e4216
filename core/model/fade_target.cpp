// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fade_target.h"

#include <QCoreApplication>

#include <utility>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("AnchoredGrowth", text);
}

} // namespace

Result<FadeTarget> fadeTarget(const QString &text)
{
    constexpr double Percent = 100.0;
    constexpr double Greatest = 50.0;
    auto trimmed = text.trimmed();
    for (const auto &[name, anchor] :
         {std::pair("industry", growth_anchors::Industry), std::pair("gdp", growth_anchors::Economy),
          std::pair("world", growth_anchors::World)}) {
        if (trimmed.compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
            return FadeTarget{std::nullopt, anchor};
    }
    bool isNumber = trimmed.endsWith(QLatin1Char('%'));
    trimmed.chop(isNumber ? 1 : 0);
    const double rate = isNumber ? trimmed.trimmed().toDouble(&isNumber) : 0.0;
    if (!isNumber || !(rate >= -Greatest && rate <= Greatest))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "\"%1\" is no growth to fade to.")).arg(text),
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "Give a percentage from -50% to 50%, such as 4.5%, or "
                                                                "industry, gdp or world.")));
    return FadeTarget{rate / Percent, {}};
}

} // namespace consultantos

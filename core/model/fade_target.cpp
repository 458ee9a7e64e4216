// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fade_target.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <utility>

namespace consultantos {

namespace {

constexpr double Percent = 100.0;

QString inWords(const char *text)
{
    return QCoreApplication::translate("AnchoredGrowth", text);
}

/// The anchors by the names that people write.
const std::array<std::pair<QString, QString>, 3> &namedAnchors()
{
    static const std::array<std::pair<QString, QString>, 3> all{{{QStringLiteral("industry"), growth_anchors::Industry},
                                                                 {QStringLiteral("gdp"), growth_anchors::Economy},
                                                                 {QStringLiteral("world"), growth_anchors::World}}};
    return all;
}

} // namespace

Result<FadeTarget> fadeTarget(const QString &text)
{
    constexpr double Greatest = Percent * FadeTarget::Greatest;
    auto trimmed = text.trimmed();
    for (const auto &[name, anchor] : namedAnchors()) {
        if (trimmed.compare(name, Qt::CaseInsensitive) == 0)
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

QString fadeTargetText(const FadeTarget &target)
{
    if (target.rate) {
        constexpr double Hundredths = 100.0;
        return QString::number(std::round(*target.rate * Percent * Hundredths) / Hundredths) + QLatin1Char('%');
    }
    for (const auto &[name, anchor] : namedAnchors()) {
        if (target.anchor == anchor)
            return name;
    }
    return {};
}

} // namespace consultantos

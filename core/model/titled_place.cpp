// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/titled_place.h"

#include "model/edited_report.h"

namespace consultantos {

TitledPlace titledPlaceOf(const Report &report, const QString &id)
{
    TitledPlace place;
    for (qsizetype i = 0; i < report.recommendations.size(); ++i) {
        const auto &one = report.recommendations[i];
        if (one.id != id && one.claim.id != id)
            continue;
        place.kind = TitledPlace::Kind::Recommendation;
        place.number = i + 1;
        place.title = one.title;
        return place;
    }
    if (id == QLatin1String("financials")) {
        place.kind = TitledPlace::Kind::Financials;
        return place;
    }
    if (id.startsWith(QLatin1String("summary."))) {
        place.kind = TitledPlace::Kind::Summary;
        return place;
    }
    place.framework = id.section(QLatin1Char('.'), 0, 0);
    const auto *framework = report.framework(place.framework);
    if (framework == nullptr)
        return place;
    place.frameworkTitle = framework->title;
    const auto *section = sectionOf(report, id);
    place.kind = section != nullptr ? TitledPlace::Kind::Section : TitledPlace::Kind::Framework;
    if (section == nullptr)
        return place;
    place.number = id.section(QLatin1Char('.'), -1).toInt();
    place.title = section->title;
    place.id = section->id;
    return place;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report_layout.h"

#include "base/json.h"

#include <QJsonArray>

namespace consultantos {

QStringList ReportLayout::knownParts()
{
    return {QStringLiteral("summary"),    QStringLiteral("recommendations"), QStringLiteral("frameworks"),
            QStringLiteral("financials"), QStringLiteral("health"),          QStringLiteral("forecasts"),
            QStringLiteral("edits"),      QStringLiteral("data-requests"),   QStringLiteral("peers"),
            QStringLiteral("quality"),    QStringLiteral("about"),           QStringLiteral("agents"),
            QStringLiteral("evidence")};
}

QList<int> ReportLayout::order(const QStringList &ids, const QStringList &frameworks) const
{
    QList<int> places;
    if (isStandard()) {
        for (int i = 0; i < ids.size(); ++i)
            places.append(i);
        return places;
    }
    QStringList named;
    for (const auto &part : parts)
        named.append(part.id);
    for (const auto &part : parts) {
        for (int i = 0; i < ids.size(); ++i) {
            const bool isOther =
                part.id == QLatin1String("frameworks") && frameworks.contains(ids[i]) && !named.contains(ids[i]);
            if ((ids[i] == part.id || isOther) && !places.contains(i))
                places.append(i);
        }
    }
    return places;
}

QString ReportLayout::titleOf(const QString &id, const QString &own) const
{
    for (const auto &part : parts) {
        if (part.id == id && !part.title.isEmpty())
            return part.title;
    }
    return own;
}

QJsonObject toJson(const ReportLayout &layout)
{
    QJsonArray parts;
    for (const auto &part : layout.parts)
        parts.append(QJsonObject{{QStringLiteral("id"), part.id}, {QStringLiteral("title"), part.title}});
    return {{QStringLiteral("id"), layout.id},
            {QStringLiteral("title"), layout.title},
            {QStringLiteral("parts"), parts},
            {QStringLiteral("one_page"), layout.isOnePage},
            {QStringLiteral("most"), layout.most}};
}

ReportLayout reportLayoutFromJson(const QJsonObject &object)
{
    ReportLayout layout;
    layout.id = object[QStringLiteral("id")].toString();
    layout.title = object[QStringLiteral("title")].toString();
    for (const auto &part : object[QStringLiteral("parts")].toArray())
        layout.parts.append({part[QStringLiteral("id")].toString(), part[QStringLiteral("title")].toString()});
    layout.isOnePage = object[QStringLiteral("one_page")].toBool();
    layout.most = object[QStringLiteral("most")].toInt();
    return layout;
}

} // namespace consultantos

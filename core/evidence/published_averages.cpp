// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/published_averages.h"

#include <QJsonArray>

namespace consultantos {

namespace {

/// Row names as part of a tag, where '/', ':' and '|' separate: "Oil/Gas (Integrated)" → "Oil-Gas (Integrated)".
QString tagPart(QString name)
{
    for (const auto separator : {u'/', u':', u'|'})
        name.replace(QChar(separator), u'-');
    return name;
}

} // namespace

PublishedAverages::PublishedAverages(const QJsonObject &document)
{
    for (const auto &entry : document[QStringLiteral("datasets")].toArray()) {
        const auto object = entry.toObject();
        DataSet dataSet;
        dataSet.title = object[QStringLiteral("title")].toString();
        dataSet.sheet = object[QStringLiteral("sheet")].toString();
        dataSet.date = QDate::fromString(object[QStringLiteral("date")].toString(), Qt::ISODate);
        for (const auto &column : object[QStringLiteral("columns")].toArray())
            dataSet.units.insert(column[QStringLiteral("ratio")].toString(), column[QStringLiteral("unit")].toString());
        m_dataSets.insert(object[QStringLiteral("id")].toString(), dataSet);
    }
}

QList<IndustryAnchor> PublishedAverages::read(const QJsonObject &row) const
{
    QList<IndustryAnchor> averages;
    const auto name = tagPart(row[QStringLiteral("name")].toString());
    for (const auto &entry : row[QStringLiteral("values")].toArray()) {
        const auto ratio = entry[QStringLiteral("ratio")].toString();
        const auto dataSet = m_dataSets.value(entry[QStringLiteral("dataset")].toString());
        const auto unit = dataSet.units.value(ratio);
        const auto value = entry[QStringLiteral("value")];
        if (unit.isEmpty() || !dataSet.date.isValid() || !value.isDouble())
            continue;
        Fact fact;
        fact.taxonomy = QStringLiteral("anchor");
        fact.tag = name + u'/' + ratio;
        fact.unit = unit;
        fact.end = dataSet.date;
        fact.latest.value = value.toDouble();
        fact.source =
            QStringLiteral("%1, %2!%3").arg(dataSet.title, dataSet.sheet, entry[QStringLiteral("cell")].toString());
        fact.id = factId({}, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
        averages.append({ratio, fact});
    }
    return averages;
}

} // namespace consultantos

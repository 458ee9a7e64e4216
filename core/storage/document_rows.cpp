// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_rows.h"

#include "storage/connection.h"

#include <QStringList>
#include <QTimeZone>

namespace consultantos {

const QString RecordColumns = QStringLiteral(
    "d.id, d.name, d.path, d.format, d.title, d.date, d.pages, d.passages, d.facts, d.company_id, d.company_name, "
    "d.fiscal_year, d.imported_at, d.warnings, d.superseded_by, "
    "EXISTS(SELECT 1 FROM never_sent WHERE never_sent.document = d.id)");

const QString PassageColumns =
    QStringLiteral("d.id, p.ordinal, d.name, p.kind, p.page, p.\"offset\", p.section, p.area, p.level");

namespace {

QRectF areaFromSql(const QVariant &value)
{
    const auto parts = value.toString().split(QLatin1Char(' '));
    if (parts.size() != 4)
        return {};
    return {parts[0].toDouble(), parts[1].toDouble(), parts[2].toDouble(), parts[3].toDouble()};
}

struct Conditions {
    QString sql; ///< each with " AND " before it
    QVariantList values;
};

Conditions conditionsOf(const PassageFilter &filter)
{
    Conditions conditions;
    const auto add = [&](const QString &condition, const QVariant &value) {
        conditions.sql += QStringLiteral(" AND ") + condition;
        conditions.values.append(value);
    };
    if (!filter.companyId.isEmpty())
        add(QStringLiteral("d.company_id = ?"), filter.companyId);
    if (filter.fiscalYear > 0)
        add(QStringLiteral("d.fiscal_year = ?"), filter.fiscalYear);
    if (!filter.format.isEmpty())
        add(QStringLiteral("d.format = ?"), filter.format);
    if (!filter.documentId.isEmpty())
        add(QStringLiteral("d.id = ?"), filter.documentId);
    if (!filter.section.isEmpty()) {
        add(QStringLiteral("substr(p.section, 1, ?) = ?"), filter.section.toUcs4().size());
        conditions.values.append(filter.section);
    }
    return conditions;
}

} // namespace

TextIndex passageIndex()
{
    return {QStringLiteral("passage_text"), QStringLiteral("passages"), QStringLiteral("text")};
}

DocumentRecord readRecord(const QSqlQuery &row)
{
    DocumentRecord record;
    record.id = row.value(0).toString();
    record.name = row.value(1).toString();
    record.origin.path = row.value(2).toString();
    record.format = row.value(3).toString();
    record.title = row.value(4).toString();
    if (const auto date = QDate::fromString(row.value(5).toString(), Qt::ISODate); date.isValid())
        record.date = date;
    record.pages = row.value(6).toInt();
    record.passages = row.value(7).toInt();
    record.origin.facts = row.value(8).toInt();
    record.origin.companyId = row.value(9).toString();
    record.origin.companyName = row.value(10).toString();
    record.origin.fiscalYear = row.value(11).toInt();
    record.importedAt = QDateTime::fromMSecsSinceEpoch(row.value(12).toLongLong(), QTimeZone::utc());
    record.warnings = row.value(13).toString().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    record.supersededBy = row.value(14).toString();
    record.isNeverSent = row.value(15).toBool();
    return record;
}

PlacedPassage readPassage(const QSqlQuery &row)
{
    PlacedPassage placed;
    placed.passage.id = QStringLiteral("p/%1/%2").arg(row.value(0).toString()).arg(row.value(1).toInt());
    placed.passage.document = row.value(2).toString();
    placed.kind = static_cast<BlockKind>(row.value(3).toInt());
    placed.passage.page = row.value(4).toInt();
    placed.passage.offset = row.value(5).toInt();
    placed.section = row.value(6).toString();
    placed.area = areaFromSql(row.value(7));
    placed.level = row.value(8).toInt();
    return placed;
}

QVariant areaToSql(const QRectF &area)
{
    if (area.isNull())
        return {};
    const auto number = [](double value) { return QString::number(value, 'f', 1); };
    return QStringList{number(area.x()), number(area.y()), number(area.width()), number(area.height())}.join(
        QLatin1Char(' '));
}

Result<PassageHits> searchPassages(const Connection &connection, const PassageFilter &filter)
{
    PassageHits result;
    const auto query = searchQuery(filter.text, filter.match);
    if (query.isEmpty())
        return result;
    const auto conditions = conditionsOf(filter);
    const auto &fullText = connection.fullText();
    const auto value = fullText.valueOf(query);
    // Without conditions the index alone answers.
    auto among = QStringLiteral(" AS hit");
    if (!conditions.sql.isEmpty())
        among += QStringLiteral(" JOIN passages p ON p.number = hit.number JOIN documents d ON d.number = p.document "
                                "WHERE 1 = 1")
                 + conditions.sql;
    const auto total =
        connection.scalar(QStringLiteral("SELECT count(*) FROM ") + fullText.finds(passageIndex().name) + among,
                          QVariantList{value} + conditions.values);
    if (!total)
        return tl::unexpected(total.error());
    result.total = total->toInt();

    auto rows = connection.run(
        QStringLiteral("SELECT %1, best.number, best.score, d.company_name, d.fiscal_year "
                       "FROM (SELECT hit.number, hit.score FROM %2 ORDER BY hit.score LIMIT ? OFFSET ?) AS best "
                       "JOIN passages p ON p.number = best.number JOIN documents d ON d.number = p.document "
                       "ORDER BY best.score, best.number")
            .arg(PassageColumns, fullText.matches(passageIndex().name) + among),
        QVariantList{value} + conditions.values + QVariantList{filter.limit, filter.offset});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<qint64> numbers;
    while (rows->next()) {
        PassageHit hit;
        hit.placed = readPassage(*rows);
        hit.documentId = rows->value(0).toString();
        hit.score = -rows->value(PassageColumnCount + 1).toDouble();
        hit.companyName = rows->value(PassageColumnCount + 2).toString();
        hit.fiscalYear = rows->value(PassageColumnCount + 3).toInt();
        numbers.append(rows->value(PassageColumnCount).toLongLong());
        result.hits.append(hit);
    }
    if (auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    // The text is marked for the hits shown alone: marking reads and tokenises it again.
    auto marked = fullText.marked(connection, passageIndex(), numbers, query);
    if (!marked)
        return tl::unexpected(marked.error());
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        auto &hit = result.hits[i];
        hit.placed.passage.text = marked->value(numbers[i]);
        hit.highlights = takeHighlights(hit.placed.passage.text);
    }
    return result;
}

} // namespace consultantos

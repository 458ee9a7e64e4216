// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/report_listing.h"

#include "model/report.h"
#include "storage/full_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <limits>

namespace consultantos::report_listing {
namespace {

QDateTime fromMillis(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::utc());
}

/// What reports are sorted by before their time; empty: by the time itself.
QString keyOf(ReportSort sort)
{
    switch (sort) {
    case ReportSort::Company:
        return QStringLiteral("lower(r.company_name)");
    case ReportSort::Question:
        return QStringLiteral("lower(substr(r.question, 1, 80))");
    case ReportSort::Frameworks:
        return QStringLiteral("r.frameworks");
    case ReportSort::Depth:
        return QStringLiteral("r.depth");
    case ReportSort::Status:
        return QStringLiteral("r.status");
    case ReportSort::Duration:
        return QStringLiteral("r.duration_s");
    case ReportSort::Newest:
    case ReportSort::Oldest:
        break;
    }
    return {};
}

struct Direction {
    bool isKeyDescending = false;
    bool isTimeDescending = true;
};

Direction directionOf(const ReportFilter &filter)
{
    Direction direction{filter.sort == ReportSort::Duration, filter.sort != ReportSort::Oldest};
    if (filter.isReversed)
        direction = {!direction.isKeyDescending, !direction.isTimeDescending};
    return direction;
}

/// A condition that an index on the column must not serve: it would find the reports in another order than asked for,
/// and all of them would have to be sorted for each page.
QString notByIndex(const QString &column)
{
    return QStringLiteral("(%1 || '') = ?").arg(column);
}

/// Nothing if no report can match. In a sorted list what matches a text is looked up while reports are gone through in
/// their order; counted, it is gone through itself.
std::optional<BoundStatement> whereOf(const ReportFilter &filter, bool isSorted, const FullText &fullText)
{
    BoundStatement where{filter.deleted ? QStringLiteral(" WHERE r.deleted_at IS NOT NULL")
                                        : QStringLiteral(" WHERE r.deleted_at IS NULL"),
                         {}};
    // One of them can be the beginning of the index.
    bool mayUseIndex = !isSorted || (keyOf(filter.sort).isEmpty() && !filter.deleted);
    const auto add = [&](const QString &column, const QString &value) {
        where.sql += QStringLiteral(" AND ") + (mayUseIndex ? column + QStringLiteral(" = ?") : notByIndex(column));
        where.values.append(value);
        mayUseIndex = !isSorted;
    };
    if (filter.ids) {
        if (filter.ids->isEmpty())
            return std::nullopt;
        const QStringList places(filter.ids->size(), QStringLiteral("?"));
        where.sql += QStringLiteral(" AND r.id IN (%1)").arg(places.join(QStringLiteral(", ")));
        for (const auto &id : *filter.ids)
            where.values.append(id);
        mayUseIndex = false; // that of the ids serves: a few are found and sorted
    }
    if (!filter.companyId.isEmpty())
        add(QStringLiteral("r.company_id"), filter.companyId);
    if (filter.owner)
        add(QStringLiteral("r.owner"), *filter.owner);
    if (!filter.status.isEmpty())
        add(QStringLiteral("r.status"), filter.status);
    if (!filter.text.trimmed().isEmpty()) {
        const auto match = prefixQuery(filter.text);
        if (match.isEmpty())
            return std::nullopt;
        where.sql += isSorted ? QStringLiteral(" AND r.number + 0 IN (") : QStringLiteral(" AND r.number IN (");
        where.sql += QStringLiteral("SELECT number FROM %1)").arg(fullText.finds(QStringLiteral("report_text")));
        where.values.append(fullText.valueOf(match));
    }
    return where;
}

QString textOf(ReportSort sort)
{
    return QString::number(int(sort));
}

Status addAfter(BoundStatement &statement, const ReportFilter &filter)
{
    const auto bytes = QByteArray::fromBase64(filter.cursor.toLatin1(), QByteArray::Base64UrlEncoding);
    const auto values = QJsonDocument::fromJson(bytes).array();
    const auto key = keyOf(filter.sort);
    constexpr int Parts = 5; // order, its direction, key, time, number
    if (values.size() != Parts || values[0].toString() != textOf(filter.sort)
        || values[1].toBool() != filter.isReversed)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "The cursor belongs to another query."));
    const auto direction = directionOf(filter);
    const auto time = values[3].toString().toLongLong();
    const auto number = values[4].toString().toLongLong();
    const auto later = QStringLiteral("(r.created_at, r.number) %1 (?, ?)")
                           .arg(direction.isTimeDescending ? QStringLiteral("<") : QStringLiteral(">"));
    if (key.isEmpty()) {
        statement.sql += QStringLiteral(" AND ") + later;
        statement.values << time << number;
        return {};
    }
    const auto value = values[2].toVariant();
    statement.sql += QStringLiteral(" AND %1 %2= ? AND (%1 %2 ? OR (%1 = ? AND %3))")
                         .arg(key, direction.isKeyDescending ? QStringLiteral("<") : QStringLiteral(">"), later);
    statement.values << value << value << value << time << number;
    return {};
}

QString orderOf(const ReportFilter &filter)
{
    const auto direction = directionOf(filter);
    const auto sign = [](bool isDescending) { return isDescending ? QStringLiteral(" DESC") : QString(); };
    auto order = QStringLiteral("r.created_at%1, r.number%1").arg(sign(direction.isTimeDescending));
    if (const auto key = keyOf(filter.sort); !key.isEmpty())
        order.prepend(key + sign(direction.isKeyDescending) + QStringLiteral(", "));
    return QStringLiteral(" ORDER BY ") + order;
}

} // namespace

QString summaryColumns()
{
    return QStringLiteral("r.id, r.created_at, r.company_id, r.company_name, r.question, r.frameworks, r.depth, "
                          "r.status, r.duration_s, r.engine_version, r.deleted_at");
}

ReportSummary readSummary(const QSqlQuery &row)
{
    ReportSummary summary;
    summary.id = row.value(0).toString();
    summary.createdAt = fromMillis(row.value(1));
    summary.companyId = row.value(2).toString();
    summary.companyName = row.value(3).toString();
    summary.question = row.value(4).toString();
    summary.frameworks = row.value(5).toString().split(QLatin1Char(','), Qt::SkipEmptyParts);
    summary.depth = row.value(6).toString();
    summary.status = row.value(7).toString();
    summary.durationS = row.value(8).toDouble();
    summary.engineVersion = row.value(9).toString();
    if (!row.value(10).isNull())
        summary.deletedAt = fromMillis(row.value(10));
    return summary;
}

qint64 sizeOf(const ReportPage &page)
{
    constexpr qint64 EachReport = 600; // the object, and what its short texts take
    qint64 size = 0;
    for (const auto &report : page.reports)
        size += EachReport + qint64(sizeof(QChar)) * (report.question.size() + report.companyName.size());
    return size;
}

QStringList indexMigration()
{
    QStringList statements{QStringLiteral("ALTER TABLE reports ADD COLUMN owner TEXT NOT NULL DEFAULT ''"),
                           QStringLiteral("DROP INDEX reports_company_created"),
                           QStringLiteral("DROP INDEX reports_created")};
    const std::initializer_list<std::pair<const char *, const char *>> orders{
        {"created", ""},
        {"company", "company_id, "},
        {"owner", "owner, "},
        {"status", "status, "},
        {"name", "lower(company_name), "},
        {"question", "lower(substr(question, 1, 80)), "},
        {"frameworks", "frameworks, "},
        {"depth", "depth, "}};
    for (const auto &[name, columns] : orders)
        statements.append(QStringLiteral("CREATE INDEX reports_by_%1 ON reports(%2created_at DESC, number DESC) "
                                         "WHERE deleted_at IS NULL")
                              .arg(QLatin1String(name), QLatin1String(columns)));
    statements << QStringLiteral("CREATE INDEX reports_by_duration ON reports(duration_s DESC, created_at DESC, "
                                 "number DESC) WHERE deleted_at IS NULL")
               << QStringLiteral("CREATE INDEX reports_deleted ON reports(created_at DESC, number DESC) "
                                 "WHERE deleted_at IS NOT NULL");
    return statements;
}

Result<std::optional<BoundStatement>> pageOf(const ReportFilter &filter, const FullText &fullText)
{
    auto statement = whereOf(filter, true, fullText);
    if (!statement)
        return std::optional<BoundStatement>();
    if (!filter.cursor.isEmpty()) {
        if (auto added = addAfter(*statement, filter); !added)
            return tl::unexpected(added.error());
    }
    const auto key = keyOf(filter.sort);
    statement->sql = QStringLiteral("SELECT %1, r.number, %2 FROM reports r")
                         .arg(summaryColumns(), key.isEmpty() ? QStringLiteral("0") : key)
                     + statement->sql + orderOf(filter);
    if (filter.limit >= 0 || filter.offset > 0) {
        statement->sql += QStringLiteral(" LIMIT ? OFFSET ?");
        statement->values << (filter.limit < 0 ? std::numeric_limits<int>::max() : filter.limit) << filter.offset;
    }
    return std::optional(*std::move(statement));
}

QString frameworksOf(const Report &report)
{
    auto ids = report.request.frameworks;
    for (const auto &framework : report.frameworks) {
        if (!ids.contains(framework.id))
            ids.append(framework.id);
    }
    return ids.join(QLatin1Char(','));
}

std::optional<BoundStatement> countOf(const ReportFilter &filter, const FullText &fullText)
{
    auto statement = whereOf(filter, false, fullText);
    if (statement)
        statement->sql.prepend(QStringLiteral("SELECT count(*) FROM reports r"));
    return statement;
}

QString cursorOf(const ReportFilter &filter, const QSqlQuery &row)
{
    const QJsonArray values{
        textOf(filter.sort), filter.isReversed, QJsonValue::fromVariant(row.value(SummaryColumnCount + 1)),
        QString::number(row.value(1).toLongLong()), QString::number(row.value(SummaryColumnCount).toLongLong())};
    return QString::fromLatin1(QJsonDocument(values)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace consultantos::report_listing

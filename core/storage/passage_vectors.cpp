// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/passage_vectors.h"

#include "storage/connection.h"
#include "storage/database.h"
#include "storage/document_rows.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

QByteArray toBytes(const std::vector<float> &vector)
{
    float largest = 0;
    for (const auto component : vector)
        largest = std::max(largest, std::abs(component));
    QByteArray bytes(static_cast<qsizetype>(vector.size()), '\0');
    if (largest <= 0)
        return bytes;
    for (std::size_t i = 0; i < vector.size(); ++i)
        bytes[static_cast<qsizetype>(i)] = static_cast<char>(std::lround(vector[i] / largest * 127));
    return bytes;
}

/// Cosine of a vector of length 1 and one that is kept in bytes; their scales don't matter to it.
double cosine(const std::vector<float> &query, const QByteArray &bytes)
{
    if (bytes.size() != static_cast<qsizetype>(query.size()))
        return 0;
    float product = 0;
    int square = 0;
    const auto *kept = reinterpret_cast<const signed char *>(bytes.constData());
    for (std::size_t i = 0; i < query.size(); ++i) {
        product += query[i] * static_cast<float>(kept[i]);
        square += kept[i] * kept[i];
    }
    return square == 0 ? 0 : static_cast<double>(product) / std::sqrt(static_cast<double>(square));
}

/// Of documents aliased `d`, as a condition with its values behind it.
std::pair<QString, QVariantList> conditionOf(const PassageScope &scope)
{
    if (!scope.documentIds.isEmpty()) {
        QVariantList values;
        for (const auto &id : scope.documentIds)
            values.append(id);
        const QStringList places(scope.documentIds.size(), QStringLiteral("?"));
        return {QStringLiteral("d.superseded_by IS NULL AND d.id IN (%1)").arg(places.join(QLatin1Char(','))), values};
    }
    if (!scope.companyId.isEmpty())
        return {QStringLiteral("d.superseded_by IS NULL AND d.company_id = ?"), {scope.companyId}};
    return {QStringLiteral("d.superseded_by IS NULL"), {}};
}

struct Ranked {
    double similarity = 0;
    qint64 number = 0;
};

Result<std::vector<Ranked>> rank(const Connection &connection, const QString &embedder, const std::vector<float> &query,
                                 const PassageScope &scope, double least)
{
    const auto [condition, values] = conditionOf(scope);
    auto rows = connection.run(QStringLiteral("SELECT v.passage, v.vector FROM documents d "
                                              "JOIN passages p ON p.document = d.number "
                                              "JOIN passage_vectors v ON v.passage = p.number AND v.embedder = ? "
                                              "WHERE %1")
                                   .arg(condition),
                               QVariantList{embedder} + values);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Ranked> ranked;
    while (rows->next()) {
        const auto similarity = cosine(query, rows->value(1).toByteArray());
        if (similarity > 0 && similarity >= least)
            ranked.push_back({similarity, rows->value(0).toLongLong()});
    }
    if (const auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return ranked;
}

} // namespace

PassageVectors::PassageVectors(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<QList<PassageVectors::Unembedded>> PassageVectors::missing(const QString &embedder, const PassageScope &scope,
                                                                  int limit) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto [condition, values] = conditionOf(scope);
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT p.number, p.text FROM documents d "
                                         "JOIN passages p ON p.document = d.number "
                                         "LEFT JOIN passage_vectors v ON v.passage = p.number AND v.embedder = ? "
                                         "WHERE v.passage IS NULL AND %1 AND NOT EXISTS(SELECT 1 FROM never_sent "
                                         "WHERE never_sent.document = d.id) ORDER BY p.number LIMIT ?")
                              .arg(condition),
                          QVariantList{embedder} + values + QVariantList{limit});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Unembedded> found;
    while (rows->next())
        found.append({rows->value(0).toLongLong(), rows->value(1).toString()});
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return found;
}

Status PassageVectors::store(const QString &embedder, const std::vector<std::pair<qint64, std::vector<float>>> &vectors)
{
    return m_database->change([&](const Connection &connection) -> Status {
        QList<QVariantList> rows;
        for (const auto &[number, vector] : vectors)
            rows.append({embedder, toBytes(vector), number});
        return connection.runAll(
            QStringLiteral("INSERT INTO passage_vectors(passage, embedder, vector) SELECT number, ?, ? FROM passages "
                           "WHERE number = ? ON CONFLICT(passage) DO UPDATE SET embedder = excluded.embedder, "
                           "vector = excluded.vector"),
            rows);
    });
}

Result<QList<PlacedPassage>> PassageVectors::nearest(const QString &embedder, const std::vector<float> &query,
                                                     const PassageScope &scope, int limit, double least) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto ranked = rank(**connection, embedder, query, scope, least);
    if (!ranked)
        return tl::unexpected(ranked.error());
    const auto count = std::min(ranked->size(), static_cast<std::size_t>(std::max(limit, 0)));
    std::partial_sort(ranked->begin(), ranked->begin() + static_cast<std::ptrdiff_t>(count), ranked->end(),
                      [](const Ranked &a, const Ranked &b) {
                          return a.similarity != b.similarity ? a.similarity > b.similarity : a.number < b.number;
                      });
    auto read =
        (*connection)
            ->prepare(QStringLiteral("SELECT %1, p.text FROM passages p JOIN documents d ON d.number = p.document "
                                     "WHERE p.number = ?")
                          .arg(PassageColumns));
    if (!read)
        return tl::unexpected(read.error());
    QList<PlacedPassage> nearest;
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto done = (*connection)->exec(*read, {(*ranked)[i].number}); !done)
            return tl::unexpected(done.error());
        if (!read->next())
            continue;
        auto placed = readPassage(*read);
        placed.passage.text = read->value(PassageColumnCount).toString();
        nearest.append(std::move(placed));
    }
    return nearest;
}

} // namespace consultantos

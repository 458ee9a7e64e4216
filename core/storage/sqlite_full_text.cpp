// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_full_text.h"

#include "storage/connection.h"

#include <QStringList>

namespace consultantos {
namespace {

QString quoted(QString text)
{
    text.remove(QChar(u'\0'));
    text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

Status done(const Result<QSqlQuery> &query)
{
    return query ? Status() : Status(tl::unexpected(query.error()));
}

} // namespace

QString SqliteFullText::matches(const QString &index) const
{
    return QStringLiteral("(SELECT rowid AS number, rank AS score FROM %1 WHERE %1 MATCH ?)").arg(index);
}

QString SqliteFullText::finds(const QString &index) const
{
    return QStringLiteral("(SELECT rowid AS number FROM %1 WHERE %1 MATCH ?)").arg(index);
}

QString SqliteFullText::valueOf(const TextQuery &query) const
{
    QStringList wanted;
    QStringList excluded;
    for (const auto &term : query.terms)
        (term.isExcluded ? excluded : wanted)
            .append(quoted(term.text) + (term.isPrefix ? QStringLiteral("*") : QString()));
    auto text = wanted.join(query.match == WordMatch::All ? QStringLiteral(" AND ") : QStringLiteral(" OR "));
    if (!excluded.isEmpty())
        text = QStringLiteral("(%1) NOT (%2)").arg(text, excluded.join(QStringLiteral(" OR ")));
    return text;
}

Result<QHash<qint64, QString>> SqliteFullText::marked(const Connection &connection, const TextIndex &index,
                                                      const QList<qint64> &numbers, const TextQuery &query,
                                                      int words) const
{
    QHash<qint64, QString> texts;
    if (numbers.isEmpty())
        return texts;
    const auto marking = words > 0 ? QStringLiteral("snippet(%1, 0, ?, ?, '…', %2)").arg(index.name).arg(words)
                                   : QStringLiteral("highlight(%1, 0, ?, ?)").arg(index.name);
    auto statement =
        connection.prepare(QStringLiteral("SELECT %1 FROM %2 WHERE %2 MATCH ? AND rowid = ?").arg(marking, index.name));
    if (!statement)
        return tl::unexpected(statement.error());
    const auto value = valueOf(query);
    for (const auto number : numbers) {
        if (const auto executed = connection.exec(
                *statement, {QString(QChar(HighlightStart)), QString(QChar(HighlightEnd)), value, number});
            !executed)
            return tl::unexpected(executed.error());
        if (statement->next())
            texts.insert(number, statement->value(0).toString());
        if (const auto status = connection.statusOf(*statement); !status)
            return tl::unexpected(status.error());
    }
    return texts;
}

Status SqliteFullText::enter(const Connection &connection, const TextIndex &index, const QString &where,
                             const QVariantList &values) const
{
    return done(connection.run(QStringLiteral("INSERT INTO %1(rowid, %3) SELECT number, %3 FROM %2 WHERE %4")
                                   .arg(index.name, index.table, index.column, where),
                               values));
}

Status SqliteFullText::leave(const Connection &connection, const TextIndex &index, const QString &where,
                             const QVariantList &values) const
{
    return done(
        connection.run(QStringLiteral("INSERT INTO %1(%1, rowid, %3) SELECT 'delete', number, %3 FROM %2 WHERE %4")
                           .arg(index.name, index.table, index.column, where),
                       values));
}

Status SqliteFullText::merge(const Connection &connection, const TextIndex &index) const
{
    return done(connection.run(QStringLiteral("INSERT INTO %1(%1) VALUES('optimize')").arg(index.name)));
}

} // namespace consultantos

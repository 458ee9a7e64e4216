// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/index_check.h"
#include "storage/indexes/plan_exceptions.h"

#include <QRegularExpression>

namespace consultantos {
namespace {

bool isQuery(const QString &sql)
{
    static const QRegularExpression kinds(QStringLiteral("^(SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE)\\b"),
                                          QRegularExpression::CaseInsensitiveOption);
    return kinds.match(sql).hasMatch();
}

bool hasWord(const QString &sql, const QString &word)
{
    return QRegularExpression(QStringLiteral("\\b%1\\b").arg(word), QRegularExpression::CaseInsensitiveOption)
        .match(sql)
        .hasMatch();
}

/// Without what stands in parentheses.
QString outerText(const QString &sql)
{
    QString text;
    int depth = 0;
    for (const auto character : sql) {
        depth += character == QLatin1Char('(') ? 1 : 0;
        if (depth == 0)
            text += character;
        depth -= character == QLatin1Char(')') ? 1 : 0;
    }
    return text;
}

bool isTable(const Connection &connection, const QString &name)
{
    const auto known =
        connection.scalar(QStringLiteral("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"), {name});
    return known && known->isValid();
}

/// The table behind a name of the statement, which may be short for it.
QString tableOf(const Connection &connection, const QString &sql, const QString &name)
{
    if (isTable(connection, name))
        return name;
    const auto renamed = QRegularExpression(QStringLiteral("\\b(?:FROM|JOIN|,|UPDATE)\\s+(\\w+)\\s+(?:AS\\s+)?%1\\b")
                                                .arg(QRegularExpression::escape(name)),
                                            QRegularExpression::CaseInsensitiveOption)
                             .match(sql)
                             .captured(1);
    return isTable(connection, renamed) ? renamed : QString();
}

bool isPartial(const Connection &connection, const QString &index)
{
    const auto sql =
        connection.scalar(QStringLiteral("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?"), {index});
    return sql && hasWord(sql->toString(), QStringLiteral("WHERE"));
}

std::optional<PlanFault> faultOf(const Connection &connection, const QString &sql, const QString &step)
{
    if (step.contains(QLatin1String("TEMP B-TREE")))
        return PlanFault::TemporarySort;
    // An index that is made for one statement reads its whole table; of a list of the statement's own it is as good as any.
    static const QRegularExpression automatic(QStringLiteral("^SEARCH (\\w+) USING AUTOMATIC"));
    if (const auto made = automatic.match(step); made.hasMatch())
        return tableOf(connection, sql, made.captured(1)).isEmpty() ? std::nullopt : std::optional(PlanFault::FullScan);
    static const QRegularExpression scan(
        QStringLiteral("^SCAN (\\w+)(?: USING (?:COVERING )?INDEX (\\w+)| VIRTUAL TABLE INDEX \\d+:(.*))?"));
    const auto match = scan.match(step);
    if (!match.hasMatch())
        return std::nullopt;
    // A search in a full text or a module's table tells what it was given; an empty word means that it reads all.
    if (step.contains(QLatin1String("VIRTUAL TABLE")))
        return match.captured(3).isEmpty() ? std::optional(PlanFault::FullScan) : std::nullopt;
    if (tableOf(connection, sql, match.captured(1)).isEmpty())
        return std::nullopt; // a part of the statement's own, such as a list of constants
    // Who sets no condition wants all there is, and who sets a limit stops early in an index's order.
    const auto outer = outerText(sql);
    const auto &part = hasWord(outer, match.captured(1)) ? outer : sql;
    static const QRegularExpression condition(QStringLiteral("\\bWHERE\\b(?! 1(?! AND))"));
    const bool wantsAll = !condition.match(part).hasMatch();
    const auto index = match.captured(2);
    if (index.isEmpty())
        return wantsAll ? std::nullopt : std::optional(PlanFault::FullScan);
    if (wantsAll || hasWord(part, QStringLiteral("LIMIT")) || isPartial(connection, index))
        return std::nullopt;
    return PlanFault::IndexScan;
}

} // namespace

QString planFaultName(PlanFault fault)
{
    switch (fault) {
    case PlanFault::FullScan:
        return QStringLiteral("full_scan");
    case PlanFault::IndexScan:
        return QStringLiteral("index_scan");
    case PlanFault::TemporarySort:
        return QStringLiteral("temporary_sort");
    case PlanFault::NotPrepared:
        break;
    }
    return QStringLiteral("not_prepared");
}

QList<PlanFinding> planFindings(const Connection &connection, const QString &store, const QString &sql)
{
    QList<PlanFinding> findings;
    if (!isQuery(sql))
        return findings;
    if (!connection.prepare(sql)) {
        findings.append({store, sql, PlanFault::NotPrepared, {}, {}});
        return findings;
    }
    const auto steps = connection.planOf(sql).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const auto &step : steps) {
        if (const auto fault = faultOf(connection, sql, step))
            findings.append({store, sql, *fault, step, reasonToAllow(store, sql, *fault)});
    }
    return findings;
}

} // namespace consultantos

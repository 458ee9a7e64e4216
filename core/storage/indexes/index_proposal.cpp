// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/index_proposal.h"

#include <QRegularExpression>
#include <QStringList>

namespace consultantos {
namespace {

const auto AnyCase = QRegularExpression::CaseInsensitiveOption;

/// A column without quotes and without the table's short name; empty for anything else.
QString columnOf(QString text)
{
    text = text.trimmed().remove(QLatin1Char('"'));
    static const QRegularExpression plain(QStringLiteral("^(?:\\w+\\.)?(\\w+)$"));
    return plain.match(text).captured(1);
}

} // namespace

QString proposedIndex(const QString &sql)
{
    static const QRegularExpression statement(
        QStringLiteral("\\b(?:FROM|UPDATE|INTO)\\s+(\\w+)(?:\\s+(?!WHERE|SET|ORDER|GROUP|LIMIT|JOIN)\\w+)?"
                       "(?:\\s+SET\\s+.*?)?(?:\\s+WHERE\\s+(.*?))?(?:\\s+ORDER BY\\s+(.*?))?(?:\\s+LIMIT\\b.*)?$"),
        AnyCase);
    const auto match = statement.match(sql.simplified());
    if (!match.hasMatch() || match.captured(2).contains(QLatin1String("SELECT"), Qt::CaseInsensitive))
        return {};
    static const QRegularExpression equal(QStringLiteral("^([\\w.\"]+)\\s*(?:=|IN\\b)"), AnyCase);
    static const QRegularExpression range(QStringLiteral("^([\\w.\"]+)\\s*(?:<|>|IS NOT NULL)"), AnyCase);
    static const QRegularExpression both(QStringLiteral("\\s+AND\\s+"), AnyCase);
    QStringList columns;
    QStringList ranges;
    const auto conditions = match.captured(2).split(both, Qt::SkipEmptyParts);
    for (const auto &condition : conditions) {
        if (const auto found = equal.match(condition); found.hasMatch())
            columns.append(columnOf(found.captured(1)));
        else if (const auto other = range.match(condition); other.hasMatch())
            ranges.append(columnOf(other.captured(1)));
    }
    QStringList parts;
    columns.removeDuplicates();
    for (const auto &column : std::as_const(columns))
        parts.append(column);
    static const QRegularExpression descending(QStringLiteral("\\s+DESC$"), AnyCase);
    auto order = match.captured(3).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (auto &term : order) {
        const bool isDescending = descending.match(term).hasMatch();
        const auto column = columnOf(term.remove(descending));
        if (column.isEmpty())
            return {};
        parts.append(column + (isDescending ? QStringLiteral(" DESC") : QString()));
        columns.append(column);
    }
    if (order.isEmpty() && !ranges.isEmpty()) {
        parts.append(ranges.first());
        columns.append(ranges.first());
    }
    if (parts.isEmpty() || columns.contains(QString()))
        return {};
    return QStringLiteral("CREATE INDEX %1_%2 ON %1(%3)")
        .arg(match.captured(1), columns.join(QLatin1Char('_')), parts.join(QStringLiteral(", ")));
}

} // namespace consultantos

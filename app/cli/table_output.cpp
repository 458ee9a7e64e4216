// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_output.h"

#include "base/csv_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

QString nameOf(TableFormat format)
{
    switch (format) {
    case TableFormat::Text:
        return QStringLiteral("text");
    case TableFormat::Json:
        return QStringLiteral("json");
    case TableFormat::Csv:
        break;
    }
    return QStringLiteral("csv");
}

} // namespace

Result<TableFormat> tableFormat(const QString &name, const QList<TableFormat> &allowed)
{
    if (name.isEmpty())
        return allowed.first();
    QStringList names;
    for (const auto format : allowed) {
        if (name.compare(nameOf(format), Qt::CaseInsensitive) == 0)
            return format;
        names.append(nameOf(format));
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "The format \"%1\" is not known here.").arg(name),
                QCoreApplication::translate("Cli", "Choose among %1.").arg(names.join(QStringLiteral(", "))));
}

QByteArray textTable(const QStringList &titles, const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < titles.size(); ++column) {
        auto width = titles[column].size();
        for (const auto &row : rows)
            width = std::max(width, row.value(column).size());
        widths.append(width);
    }
    QString text;
    const auto append = [&](const QStringList &row) {
        QString line;
        for (qsizetype column = 0; column < widths.size(); ++column)
            line += row.value(column).leftJustified(widths[column] + 2);
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        text += line + QLatin1Char('\n');
    };
    append(titles);
    for (const auto &row : rows)
        append(row);
    return text.toUtf8();
}

QByteArray csvTable(const QStringList &titles, const QList<QStringList> &rows)
{
    return csvText(titles, rows);
}

} // namespace consultantos

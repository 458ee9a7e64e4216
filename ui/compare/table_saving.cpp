// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/table_saving.h"

#include <QCoreApplication>
#include <QStringList>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("TableSaving", text);
}

} // namespace

QByteArray csvOf(const QString &table)
{
    QStringList lines;
    for (const auto &line : table.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        auto fields = line.split(QLatin1Char('\t'));
        for (auto &field : fields) {
            if (field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')))
                field = QLatin1Char('"') + field.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
        }
        lines.append(fields.join(QLatin1Char(',')));
    }
    return (lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n")).toUtf8();
}

QByteArray markdownOf(const QString &title, const QString &table, const QString &notes)
{
    auto text = QStringLiteral("# %1\n\n").arg(title);
    bool isHead = true;
    for (auto line : table.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const auto columns = line.count(QLatin1Char('\t')) + 1;
        line.replace(QLatin1Char('|'), QStringLiteral("\\|"));
        text += QStringLiteral("| ") + line.replace(QLatin1Char('\t'), QStringLiteral(" | ")) + QStringLiteral(" |\n");
        if (isHead)
            text += QLatin1Char('|') + QStringLiteral("---|").repeated(columns) + QLatin1Char('\n');
        isHead = false;
    }
    for (const auto &note : notes.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        text += QLatin1Char('\n') + note + QLatin1Char('\n');
    return text.toUtf8();
}

QFileDialog *askWhereToSaveTable(QWidget *parent, const QString &title)
{
    return askWhereToSave(parent, inWords(QT_TRANSLATE_NOOP("TableSaving", "Save the comparison")),
                          asFileName(title) + QStringLiteral(".md"),
                          {inWords(QT_TRANSLATE_NOOP("TableSaving", "Markdown (*.md)")),
                           inWords(QT_TRANSLATE_NOOP("TableSaving", "Table (*.csv)")),
                           inWords(QT_TRANSLATE_NOOP("TableSaving", "JSON (*.json)"))});
}

const QByteArray &TableTexts::in(const QString &path) const
{
    if (path.endsWith(QLatin1String(".csv")))
        return csv;
    return path.endsWith(QLatin1String(".json")) ? json : markdown;
}

} // namespace consultantos

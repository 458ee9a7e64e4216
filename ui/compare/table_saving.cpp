// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/table_saving.h"

#include "base/whole_file.h"
#include "widgets/async.h"

#include <QCoreApplication>
#include <QFileDialog>
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

void saveTable(QThreadPool *pool, QWidget *window, const TableTexts &texts,
               std::function<void(const QString &path)> done, std::function<void(const Error &error)> failed)
{
    auto *dialog = new QFileDialog(window, inWords(QT_TRANSLATE_NOOP("TableSaving", "Save the comparison")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const auto markdown = inWords(QT_TRANSLATE_NOOP("TableSaving", "Markdown (*.md)"));
    const auto csv = inWords(QT_TRANSLATE_NOOP("TableSaving", "Table (*.csv)"));
    const auto json = inWords(QT_TRANSLATE_NOOP("TableSaving", "JSON (*.json)"));
    dialog->setNameFilters({markdown, csv, json});
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->selectFile(texts.title + QStringLiteral(".md"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv, json](const QString &filter) {
        dialog->setDefaultSuffix(filter == csv    ? QStringLiteral("csv")
                                 : filter == json ? QStringLiteral("json")
                                                  : QStringLiteral("md"));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [pool, window, texts, done = std::move(done), failed = std::move(failed)](const QString &path) {
                         const auto &bytes = path.endsWith(QLatin1String(".csv"))    ? texts.csv
                                             : path.endsWith(QLatin1String(".json")) ? texts.json
                                                                                     : texts.markdown;
                         runAsync(
                             pool, window, [bytes, path] { return writeFile(path, bytes); },
                             [done, failed, path](const Status &written) {
                                 if (written)
                                     done(path);
                                 else
                                     failed(written.error());
                             });
                     });
    dialog->open();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "read_back.h"

#include "base/json.h"
#include "base/paths.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "model/units.h"
#include "report/readback/accepted_changes.h"
#include "report/readback/workbook_changes.h"
#include "report_editing.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>

namespace consultantos {

namespace {

constexpr qsizetype LongestText = 160;

QString kindText(WorkbookChangeKind kind)
{
    switch (kind) {
    case WorkbookChangeKind::Fact:
        return QCoreApplication::translate("Cli", "fact");
    case WorkbookChangeKind::Weight:
        return QCoreApplication::translate("Cli", "weight");
    case WorkbookChangeKind::Score:
        return QCoreApplication::translate("Cli", "score");
    case WorkbookChangeKind::Figure:
        return QCoreApplication::translate("Cli", "figure");
    case WorkbookChangeKind::Statement:
        return QCoreApplication::translate("Cli", "statement");
    case WorkbookChangeKind::RowAdded:
        return QCoreApplication::translate("Cli", "row added");
    case WorkbookChangeKind::RowRemoved:
        return QCoreApplication::translate("Cli", "row removed");
    case WorkbookChangeKind::Formula:
        return QCoreApplication::translate("Cli", "formula");
    case WorkbookChangeKind::Text:
        break;
    }
    return QCoreApplication::translate("Cli", "text");
}

QString shown(const QString &text)
{
    if (text.isEmpty())
        return QCoreApplication::translate("Cli", "(not there)");
    return text.size() <= LongestText ? text : text.left(LongestText - 1) + QChar(0x2026);
}

QString textOf(const WorkbookChange &change, qsizetype number)
{
    auto text = QStringLiteral("\n%1. %2: %3 (%4)\n   %5 \u2192 %6\n")
                    .arg(QString::number(number), kindText(change.kind), shown(change.title), change.place,
                         shown(change.before), shown(change.after));
    for (const auto &effect : change.effects.scores)
        text += QStringLiteral("   %1: %2 \u2192 %3\n")
                    .arg(effect.title, formatValue(effect.before, units::Score),
                         effect.after ? formatValue(*effect.after, units::Score)
                                      : QCoreApplication::translate("Cli", "no longer derivable"));
    if (!change.canAccept())
        text += QStringLiteral("   ")
                + QCoreApplication::translate("Cli", "Can't be taken over: %1").arg(change.refused) + QLatin1Char('\n');
    else if (change.effects.scores.isEmpty())
        text += QStringLiteral("   ") + QCoreApplication::translate("Cli", "Moves no score.") + QLatin1Char('\n');
    return text;
}

/// "all" or "1,3": the changes by their numbers.
Result<QList<WorkbookChange>> chosenIn(const QList<WorkbookChange> &changes, const QString &wanted)
{
    QList<WorkbookChange> chosen;
    if (wanted.trimmed().compare(QLatin1String("all"), Qt::CaseInsensitive) == 0) {
        std::copy_if(changes.begin(), changes.end(), std::back_inserter(chosen),
                     [](const WorkbookChange &change) { return change.canAccept(); });
        return chosen;
    }
    for (const auto &text : wanted.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const auto number = text.trimmed().toInt(&isNumber);
        if (!isNumber || number < 1 || number > changes.size())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "The workbook has no change %1.").arg(text.trimmed()),
                        QCoreApplication::translate("Cli", "Say --accept all, or numbers of the list such as 1,3."));
        chosen.append(changes[number - 1]);
    }
    return chosen;
}

ExitCode print(const Report &report, const WorkbookReading &reading, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        QJsonArray changes;
        for (const auto &change : reading.changes)
            changes.append(toJson(change, changes.size() + 1));
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("report"), report.id},
                                               {QStringLiteral("changes"), changes},
                                               {QStringLiteral("notes"), json::fromStrings(reading.notes)}})
                         .toJson());
    } else {
        auto text = reading.changes.isEmpty()
                        ? QCoreApplication::translate("Cli", "The workbook says what the report says.")
                        : QCoreApplication::translate("Cli", "%n change(s) in the workbook:", nullptr,
                                                      int(reading.changes.size()));
        text += QLatin1Char('\n');
        for (qsizetype i = 0; i < reading.changes.size(); ++i)
            text += textOf(reading.changes[i], i + 1);
        terminal.out(text.toUtf8());
    }
    for (const auto &note : reading.notes)
        terminal.note(note);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace

void describeReadBack(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("accept"),
                      QCoreApplication::translate(
                          "Cli", "read-back: take these changes over into the report: all, or numbers such as 1,3."),
                      QStringLiteral("numbers")});
}

ExitCode readBack(CliServices &services, const Report &report, const QString &path, const QCommandLineParser &parser,
                  TableFormat format, Terminal &terminal)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(terminal,
                      Error{ErrorCode::Unreadable,
                            QCoreApplication::translate("Cli", "%1 can't be read: %2").arg(path, file.errorString()),
                            {}});
    const auto name = QFileInfo(path).fileName();
    const auto reading = readWorkbook(report, file.readAll(), name, ReportLanguages(resourceDir()));
    if (!reading)
        return failed(terminal, reading.error());
    if (!parser.isSet(QStringLiteral("accept")))
        return print(report, *reading, format, terminal);
    const auto chosen = chosenIn(reading->changes, parser.value(QStringLiteral("accept")));
    if (!chosen)
        return failed(terminal, chosen.error());
    if (const auto shown = print(report, *reading, format, terminal); shown != ExitCode::Done)
        return shown;
    const auto changes = acceptedChanges(report, *chosen, name, parser.value(QStringLiteral("author")));
    if (!changes)
        return failed(terminal, changes.error());
    const InterruptWatcher interrupt;
    if (const auto taken = editorOf(services).apply(report.id, *changes, interrupt.token()); !taken)
        return failed(terminal, taken.error());
    terminal.note(QCoreApplication::translate("Cli",
                                              "%n change(s) taken over; consultantos-cli library undo takes them back.",
                                              nullptr, int(chosen->size())));
    return ExitCode::Done;
}

} // namespace consultantos

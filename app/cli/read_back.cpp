// SPDX-License-Identifier: GPL-3.0-or-later
#include "read_back.h"

#include "base/json.h"
#include "command.h"
#include "model/units.h"
#include "report/readback/workbook_changes.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

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

} // namespace

ExitCode printReadBack(const Report &report, const QString &path, TableFormat format, Terminal &terminal)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(terminal,
                      Error{ErrorCode::Unreadable,
                            QCoreApplication::translate("Cli", "%1 can't be read: %2").arg(path, file.errorString()),
                            {}});
    const auto reading = readWorkbook(report, file.readAll(), QFileInfo(path).fileName());
    if (!reading)
        return failed(terminal, reading.error());
    if (format == TableFormat::Json) {
        QJsonArray changes;
        for (const auto &change : reading->changes)
            changes.append(toJson(change, changes.size() + 1));
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("report"), report.id},
                                               {QStringLiteral("changes"), changes},
                                               {QStringLiteral("notes"), json::fromStrings(reading->notes)}})
                         .toJson());
    } else {
        auto text = reading->changes.isEmpty()
                        ? QCoreApplication::translate("Cli", "The workbook says what the report says.")
                        : QCoreApplication::translate("Cli", "%n change(s) in the workbook:", nullptr,
                                                      static_cast<int>(reading->changes.size()));
        text += QLatin1Char('\n');
        for (qsizetype i = 0; i < reading->changes.size(); ++i)
            text += textOf(reading->changes[i], i + 1);
        terminal.out(text.toUtf8());
    }
    for (const auto &note : reading->notes)
        terminal.note(note);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos

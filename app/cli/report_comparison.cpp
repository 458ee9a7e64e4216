// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_comparison.h"

#include "analysis/comparing/report_difference.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>

namespace consultantos {

namespace {

constexpr qsizetype LongestText = 160;

QString kindText(CauseKind kind)
{
    switch (kind) {
    case CauseKind::Fact:
        return QCoreApplication::translate("Cli", "fact");
    case CauseKind::Source:
        return QCoreApplication::translate("Cli", "source");
    case CauseKind::Method:
        return QCoreApplication::translate("Cli", "method");
    case CauseKind::Model:
        return QCoreApplication::translate("Cli", "model");
    case CauseKind::Edit:
        return QCoreApplication::translate("Cli", "edit");
    case CauseKind::Setting:
        break;
    }
    return QCoreApplication::translate("Cli", "setting");
}

QString shortened(const QString &text)
{
    const auto plain = text.simplified();
    return plain.size() <= LongestText ? plain : plain.left(LongestText - 1) + QChar(0x2026);
}

QString fromTo(const QString &before, const QString &after)
{
    const auto none = QCoreApplication::translate("Cli", "(not there)");
    return QStringLiteral("%1 \u2192 %2")
        .arg(before.isEmpty() ? none : shortened(before), after.isEmpty() ? none : shortened(after));
}

QString causeText(const DifferenceCause &cause)
{
    auto text = QStringLiteral("%1: %2").arg(kindText(cause.kind), cause.title);
    if (cause.share) {
        constexpr int Percent = 100;
        text += QStringLiteral(" [%1 %]").arg(std::lround(*cause.share * Percent));
    }
    return text + QStringLiteral(": ") + fromTo(cause.before, cause.after);
}

} // namespace

ExitCode printDifference(const Report &before, const Report &after, TableFormat format, Terminal &terminal)
{
    const auto difference = differenceOf(before, after);
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(toJson(difference)).toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    QString text;
    if (difference.changes.isEmpty() && difference.inputs.isEmpty())
        text = QCoreApplication::translate("Cli", "The reports say the same.") + QLatin1Char('\n');
    if (!difference.inputs.isEmpty()) {
        text += QCoreApplication::translate("Cli", "What they were made of differs in:") + QLatin1Char('\n');
        for (const auto &cause : difference.inputs)
            text += QStringLiteral("  ") + causeText(cause) + QLatin1Char('\n');
        text += QLatin1Char('\n');
    }
    if (!difference.changes.isEmpty())
        text +=
            QCoreApplication::translate("Cli", "%n change(s), largest first:", nullptr, int(difference.changes.size()))
            + QLatin1Char('\n');
    for (const auto &change : difference.changes) {
        text += QStringLiteral("\n%1\n  %2\n").arg(change.title, fromTo(change.before, change.after));
        for (const auto &cause : change.causes)
            text += QStringLiteral("    ") + causeText(cause) + QLatin1Char('\n');
    }
    terminal.out(text.toUtf8());
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos

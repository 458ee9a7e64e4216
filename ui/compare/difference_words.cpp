// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/difference_words.h"

#include "report/report_words.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("Difference", text);
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? inWords(QT_TRANSLATE_NOOP("Difference", "(not there)")) : text.simplified();
}

QString shareText(const DifferenceCause &cause)
{
    constexpr int Percent = 100;
    return cause.share ? QStringLiteral("%1 %").arg(std::lround(*cause.share * Percent)) : QString();
}

QString escaped(const QString &text)
{
    static const QRegularExpression Special(QStringLiteral("([\\\\`*_\\[\\]|#~<>])"));
    auto plain = text.simplified();
    return plain.replace(Special, QStringLiteral("\\\\1"));
}

/// A text that a spreadsheet would calculate begins with an apostrophe.
QString field(const QString &text)
{
    static const QString Formula = QStringLiteral("=+-@");
    const auto plain = text.simplified();
    return !plain.isEmpty() && Formula.contains(plain.front()) ? QLatin1Char('\'') + plain : plain;
}

QString causeLine(const DifferenceCause &cause)
{
    const auto share = shareText(cause);
    return QStringLiteral("%1: %2%3: %4 \u2192 %5")
        .arg(causeKindTitle(cause.kind), escaped(cause.title),
             share.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(share), escaped(orNone(cause.before)),
             escaped(orNone(cause.after)));
}

} // namespace

QString causeKindTitle(CauseKind kind)
{
    switch (kind) {
    case CauseKind::Fact:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Fact"));
    case CauseKind::Source:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Source"));
    case CauseKind::Method:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Method"));
    case CauseKind::Model:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Language model"));
    case CauseKind::Setting:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Setting"));
    case CauseKind::Edit:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("Difference", "Edit by a person"));
}

QString changeKindTitle(ReportChangeKind kind)
{
    switch (kind) {
    case ReportChangeKind::Score:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Score"));
    case ReportChangeKind::Figure:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Figure"));
    case ReportChangeKind::Light:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Light"));
    case ReportChangeKind::Statement:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Statement"));
    case ReportChangeKind::Recommendation:
        return inWords(QT_TRANSLATE_NOOP("Difference", "Recommendation"));
    case ReportChangeKind::DataRequest:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("Difference", "Data request"));
}

QString changeTitle(const ReportChange &change)
{
    const auto page = change.id.section(QLatin1Char('.'), 0, 0);
    if (change.kind == ReportChangeKind::Score)
        return frameworkTitle(page) + QStringLiteral(": ")
               + sectionTitle(change.id.section(QLatin1Char('.'), 1), change.title);
    if (change.kind != ReportChangeKind::Statement)
        return shownName(change.title);
    const auto parts = change.id.split(QLatin1Char('.')).mid(1);
    const auto title = page == QLatin1String("summary") ? inWords(QT_TRANSLATE_NOOP("Difference", "Executive summary"))
                                                        : frameworkTitle(page);
    if (parts.isEmpty())
        return title;
    // What stands between a section and a number, the name of a playbook's entry, is for no reader.
    const auto section = sectionTitle(parts.first(), fieldTitle(parts.first()));
    const bool isNumber = parts.last().toInt() > 0;
    return title + QStringLiteral(": ") + section
           + (isNumber && parts.size() > 1 ? QLatin1Char(' ') + parts.last() : QString());
}

QString changeValue(const ReportChange &change, const QString &value)
{
    static const QRegularExpression Score(QStringLiteral("^([0-9.]+) \\(([0-9.]+) to ([0-9.]+)\\)$"));
    if (change.kind == ReportChangeKind::Figure)
        return shownFigures(value);
    const auto score = Score.match(value);
    return score.hasMatch() ? inWords(QT_TRANSLATE_NOOP("Difference", "%1 (%2 to %3)"))
                                  .arg(shownNumber(score.captured(1)), shownNumber(score.captured(2)),
                                       shownNumber(score.captured(3)))
                            : value;
}

QString reportLine(const ReportSummary &report)
{
    return QStringLiteral("%1, %2: %3")
        .arg(report.companyName, QLocale().toString(report.createdAt.toLocalTime(), QLocale::ShortFormat),
             report.question.simplified());
}

QString causeKinds(const ReportChange &change)
{
    QStringList kinds;
    for (const auto &cause : change.causes) {
        if (const auto title = causeKindTitle(cause.kind); !kinds.contains(title))
            kinds.append(title);
    }
    return kinds.join(QStringLiteral(", "));
}

QString differenceTable(const ReportDifference &difference)
{
    QStringList lines{QStringList{
        inWords(QT_TRANSLATE_NOOP("Difference", "Kind")), inWords(QT_TRANSLATE_NOOP("Difference", "What")),
        inWords(QT_TRANSLATE_NOOP("Difference", "Before")), inWords(QT_TRANSLATE_NOOP("Difference", "After")),
        inWords(QT_TRANSLATE_NOOP("Difference", "Put down to")), inWords(QT_TRANSLATE_NOOP("Difference", "Cause")),
        inWords(QT_TRANSLATE_NOOP("Difference", "Share"))}
                          .join(QLatin1Char('\t'))};
    for (const auto &change : difference.changes) {
        QStringList head{changeKindTitle(change.kind), field(changeTitle(change)), field(change.before),
                         field(change.after)};
        if (change.causes.isEmpty())
            lines.append((head + QStringList{{}, {}, {}}).join(QLatin1Char('\t')));
        for (const auto &cause : change.causes)
            lines.append((head + QStringList{causeKindTitle(cause.kind), field(cause.title), shareText(cause)})
                             .join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString differenceMarkdown(const ReportDifference &difference, const QString &before, const QString &after)
{
    auto text = QStringLiteral("# %1\n\n- %2: %3\n- %4: %5\n")
                    .arg(inWords(QT_TRANSLATE_NOOP("Difference", "What changed")),
                         inWords(QT_TRANSLATE_NOOP("Difference", "Earlier")), escaped(before),
                         inWords(QT_TRANSLATE_NOOP("Difference", "Later")), escaped(after));
    text += QStringLiteral("\n## %1\n\n").arg(inWords(QT_TRANSLATE_NOOP("Difference", "What they were made of")));
    for (const auto &cause : difference.inputs)
        text += QStringLiteral("- ") + causeLine(cause) + QLatin1Char('\n');
    text += QStringLiteral("\n## %1\n").arg(inWords(QT_TRANSLATE_NOOP("Difference", "Changes, largest first")));
    for (const auto &change : difference.changes) {
        text += QStringLiteral("\n**%1: %2**  \n%3 \u2192 %4\n\n")
                    .arg(changeKindTitle(change.kind), escaped(changeTitle(change)), escaped(orNone(change.before)),
                         escaped(orNone(change.after)));
        for (const auto &cause : change.causes)
            text += QStringLiteral("- ") + causeLine(cause) + QLatin1Char('\n');
    }
    return text;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_quality.h"

#include "model/titled_place.h"

namespace consultantos::report_quality {

namespace {

/// Of a report that is in the language of the wording already.
QString titleOf(const Report &report, const QString &id, const Wording &wording)
{
    const auto place = titledPlaceOf(report, id);
    switch (place.kind) {
    case TitledPlace::Kind::Recommendation:
        return QStringLiteral("%1. %2").arg(QString::number(place.number),
                                            place.title.isEmpty() ? wording.say(QStringLiteral("Recommendation"))
                                                                  : place.title);
    case TitledPlace::Kind::Financials:
        return wording.say(QStringLiteral("Financials"));
    case TitledPlace::Kind::Summary:
        return wording.say(QStringLiteral("Executive summary"));
    case TitledPlace::Kind::Framework:
        return place.frameworkTitle;
    case TitledPlace::Kind::Section: {
        const auto title = place.frameworkTitle + QStringLiteral(": ") + place.title;
        return place.number > 0 ? title + QLatin1Char(' ') + QString::number(place.number) : title;
    }
    case TitledPlace::Kind::Unknown:
        break;
    }
    return id;
}

} // namespace

QString verdict(const QualityReview &review, const Wording &wording)
{
    return wording.say(review.isVerified() ? QStringLiteral("verified")
                                           : QStringLiteral("not verified: %1 open").arg(review.open()));
}

QString summary(const QualityReview &review, const Wording &wording)
{
    auto text = verdict(review, wording);
    text[0] = text[0].toUpper();
    text += QStringLiteral(". ") + wording.say(QStringLiteral("The score is %1 of 100").arg(review.score));
    QStringList deductions;
    for (const auto &check : review.checks) {
        if (check.deduction > 0)
            deductions.append(wording.say(QStringLiteral("%1 for %2")
                                              .arg(check.deduction)
                                              .arg(QString(check.rule).replace(QLatin1Char('_'), QLatin1Char(' ')))));
    }
    if (!deductions.isEmpty())
        text += QStringLiteral(": ") + wording.say(QStringLiteral("100 less")) + QLatin1Char(' ')
                + deductions.join(QStringLiteral(", "));
    return text + QLatin1Char('.');
}

QString state(const QualityFinding &finding, const Wording &wording)
{
    const auto name = wording.say(severityName(finding.severity));
    if (finding.settled)
        return name + QStringLiteral(", ") + wording.say(QStringLiteral("accepted"));
    return finding.isOpen() ? name + QStringLiteral(", ") + wording.say(QStringLiteral("open")) : name;
}

QString place(const Report &report, const QualityFinding &finding, const Wording &wording)
{
    const auto title = titleOf(report, finding.claim.isEmpty() ? finding.place : finding.claim, wording);
    return finding.words.isEmpty() ? title : title + QStringLiteral(": ") + finding.words;
}

QString settling(const QualityFinding &finding, const Wording &wording)
{
    if (!finding.settled)
        return finding.settle;
    const auto at = finding.settled->at.toUTC();
    return wording
        .say(finding.settled->carriedFrom.isEmpty()
                 ? QStringLiteral("Accepted by %1 on %2, because %3")
                 : QStringLiteral("Accepted by %1 on %2 in an earlier report and carried over, because %3"))
        .arg(finding.settled->by, wording.date(at.date()) + at.toString(QStringLiteral(" HH:mm")),
             finding.settled->reason);
}

QString words(const Contradiction &contradiction, const Wording &wording)
{
    return wording.say(QStringLiteral("%1 speaks for, %2 against (%3)"))
               .arg(contradiction.favourable, contradiction.adverse, contradiction.figure)
           + QStringLiteral(": ")
           + (contradiction.settledBy.isEmpty()
                  ? wording.say(QStringLiteral("open"))
                  : wording.say(QStringLiteral("settled, as")) + QLatin1Char(' ') + contradiction.settledBy);
}

QString ruleTitle(const QualityReview &review, const QString &rule)
{
    for (const auto &check : review.checks) {
        if (check.rule == rule)
            return check.title;
    }
    return rule;
}

} // namespace consultantos::report_quality

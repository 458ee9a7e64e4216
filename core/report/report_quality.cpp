// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_quality.h"

namespace consultantos::report_quality {

QString verdict(const QualityReview &review)
{
    return review.isVerified() ? QStringLiteral("verified")
                               : QStringLiteral("not verified: %1 open").arg(review.open());
}

QString summary(const QualityReview &review)
{
    auto text = verdict(review);
    text[0] = text[0].toUpper();
    text += QStringLiteral(". The score is %1 of 100").arg(review.score);
    QStringList deductions;
    for (const auto &check : review.checks) {
        if (check.deduction > 0)
            deductions.append(QStringLiteral("%1 for %2")
                                  .arg(check.deduction)
                                  .arg(QString(check.rule).replace(QLatin1Char('_'), QLatin1Char(' '))));
    }
    if (!deductions.isEmpty())
        text += QStringLiteral(": 100 less ") + deductions.join(QStringLiteral(", "));
    return text + QLatin1Char('.');
}

QString state(const QualityFinding &finding)
{
    const auto name = severityName(finding.severity);
    if (finding.settled)
        return name + QStringLiteral(", accepted");
    return finding.isOpen() ? name + QStringLiteral(", open") : name;
}

QString place(const QualityFinding &finding)
{
    return finding.words.isEmpty() ? finding.place : finding.place + QStringLiteral(": ") + finding.words;
}

QString settling(const QualityFinding &finding)
{
    if (!finding.settled)
        return finding.settle;
    return QStringLiteral("Accepted by %1 on %2, because %3")
        .arg(finding.settled->by, finding.settled->at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
             finding.settled->reason);
}

QString words(const Contradiction &contradiction)
{
    return QStringLiteral("%1 speaks for, %2 against (%3): %4")
        .arg(contradiction.favourable, contradiction.adverse, contradiction.figure,
             contradiction.settledBy.isEmpty() ? QStringLiteral("open")
                                               : QStringLiteral("settled, as ") + contradiction.settledBy);
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

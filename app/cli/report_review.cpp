// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_review.h"

#include "analysis/tipping/contradictions.h"
#include "analysis/tipping/request_ranking.h"
#include "analysis/tipping/tipping_points.h"
#include "base/json.h"
#include "model/units.h"
#include "report/report_quality.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QByteArray tippingTable(const QList<TippingPoint> &points)
{
    QList<QStringList> rows;
    for (const auto &point : points) {
        QStringList inputs;
        QStringList changes;
        QStringList often;
        for (const auto &input : point.inputs) {
            inputs.append(input.label);
            changes.append((input.change > 0 ? QStringLiteral("+") : QString())
                           + formatValue(input.change, units::Ratio));
            often.append(input.share ? QCoreApplication::translate("Cli", "%1 of %2 years")
                                           .arg(qRound(*input.share * input.years))
                                           .arg(input.years)
                                     : QStringLiteral("–"));
        }
        rows.append({point.framework + QLatin1Char('.') + point.section,
                     QStringLiteral("%1 → %2").arg(point.word, point.tippedWord), inputs.join(QStringLiteral(" + ")),
                     changes.join(QStringLiteral(", ")), often.join(QStringLiteral(", "))});
    }
    return textTable({QCoreApplication::translate("Cli", "score"), QCoreApplication::translate("Cli", "turns"),
                      QCoreApplication::translate("Cli", "by"), QCoreApplication::translate("Cli", "change"),
                      QCoreApplication::translate("Cli", "as far before")},
                     rows);
}

QByteArray requestTable(const QList<RankedRequest> &requests)
{
    QList<QStringList> rows;
    for (const auto &ranked : requests) {
        QStringList scores;
        for (const auto &narrowing : ranked.narrows)
            scores.append(QStringLiteral("%1 %2 → %3")
                              .arg(narrowing.score, formatValue(narrowing.now, units::Score),
                                   formatValue(narrowing.answered, units::Score)));
        rows.append({ranked.request.id, ranked.request.subject,
                     scores.isEmpty() ? QString(QChar(0x2013)) : scores.join(QStringLiteral(", ")),
                     ranked.request.needs.join(QStringLiteral("; "))});
    }
    return textTable({QStringLiteral("id"), QCoreApplication::translate("Cli", "request"),
                      QCoreApplication::translate("Cli", "narrows"),
                      QCoreApplication::translate("Cli", "what would settle it")},
                     rows);
}

QByteArray contradictionTable(const QList<Contradiction> &contradictions)
{
    QList<QStringList> rows;
    for (const auto &entry : contradictions)
        rows.append({entry.figure, entry.favourable, entry.adverse,
                     entry.settledBy.isEmpty() ? QCoreApplication::translate("Cli", "open") : entry.settledBy});
    return textTable({QCoreApplication::translate("Cli", "figure"), QCoreApplication::translate("Cli", "speaks for it"),
                      QCoreApplication::translate("Cli", "speaks against it"),
                      QCoreApplication::translate("Cli", "settled by")},
                     rows);
}

QByteArray qualityText(const Report &report)
{
    const auto &review = *report.quality;
    QList<QStringList> checks;
    for (const auto &check : review.checks)
        checks.append({check.title, QString::number(check.checked), QString::number(check.findings),
                       QString::number(check.open)});
    auto text = report_quality::summary(review).toUtf8() + "\n\n"
                + textTable({QCoreApplication::translate("Cli", "rule"), QCoreApplication::translate("Cli", "checked"),
                             QCoreApplication::translate("Cli", "found"), QCoreApplication::translate("Cli", "open")},
                            checks);
    for (const auto &finding : review.findings)
        text += QStringLiteral("\n%1  [%2]\n  %3\n  %4\n  %5\n")
                    .arg(finding.id, report_quality::state(finding), report_quality::place(report, finding),
                         finding.text, report_quality::settling(finding))
                    .toUtf8();
    if (!review.contradictions.isEmpty())
        text += '\n';
    for (const auto &contradiction : review.contradictions)
        text += report_quality::words(contradiction).toUtf8() + '\n';
    return text;
}

template <typename List>
QByteArray jsonOf(const char *name, const List &list)
{
    return QJsonDocument(QJsonObject{{QLatin1String(name),
                                      json::fromList(list, [](const auto &entry) { return toJson(entry); })}})
        .toJson();
}

} // namespace

QStringList reportReviews()
{
    return {QStringLiteral("tipping"), QStringLiteral("requests"), QStringLiteral("contradictions")};
}

Result<QByteArray> reviewOf(const Report &report, const QString &review, TableFormat format)
{
    const bool isJson = format == TableFormat::Json;
    if (review == QLatin1String("requests")) {
        const auto requests = rankedRequests(report);
        return isJson ? jsonOf("data_requests", requests) : requestTable(requests);
    }
    if (review == QLatin1String("contradictions")) {
        const auto found = contradictions(report);
        return isJson ? jsonOf("contradictions", found) : contradictionTable(found);
    }
    const auto points = tippingPoints(report);
    if (!points)
        return tl::unexpected(points.error());
    return isJson ? jsonOf("tipping_points", *points) : tippingTable(*points);
}

QByteArray reviewText(const QList<Report> &reviewed, TableFormat format)
{
    QList<QualityReview> reviews;
    QByteArrayList texts;
    for (const auto &report : reviewed) {
        reviews.append(*report.quality);
        texts.append(qualityText(report));
    }
    if (format == TableFormat::Json)
        return jsonOf("reviews", reviews);
    return texts.join('\n');
}

} // namespace consultantos

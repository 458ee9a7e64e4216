// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/answered_fact.h"

#include "agents/editing/editing_errors.h"
#include "model/units.h"

#include <cmath>

namespace consultantos {

using editing::invalid;
using editing::inWords;

namespace {

Result<QString> lineOf(const DataRequest &request, const DataAnswer &answer, const ConceptCatalogue &lines)
{
    const auto possible = linesOf(request, lines);
    if (!answer.concept_.isEmpty() && possible.contains(answer.concept_))
        return answer.concept_;
    if (answer.concept_.isEmpty() && possible.size() == 1)
        return possible.first();
    if (possible.isEmpty())
        return invalid(
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "\"%1\" can't be answered by one value.")).arg(request.id),
            inWords(QT_TRANSLATE_NOOP("ReportEditor", "Give a file that has it: %1."))
                .arg(request.needs.join(QStringLiteral("; "))));
    return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "Say which line the value is of: %1."))
                       .arg(possible.join(QStringLiteral(", "))));
}

Result<Period> periodOf(const Report &report, const QString &label)
{
    const auto periods = report.financials.annualPeriods();
    QStringList labels;
    for (const auto &period : periods) {
        if (label.isEmpty() || period.label().compare(label, Qt::CaseInsensitive) == 0
            || QString::number(period.fiscalYear) == label)
            return period;
        labels.append(period.label());
    }
    if (labels.isEmpty())
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor",
                                                 "The report has no annual statements that a value could stand in.")),
                       inWords(QT_TRANSLATE_NOOP("ReportEditor", "Give a file with the statements.")));
    return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "The report's years are %1."))
                       .arg(labels.join(QStringLiteral(", "))));
}

QString unitOf(const Report &report, Measure measure)
{
    const auto &currency = report.financials.currency;
    return measure == Measure::Shares     ? units::Shares
           : measure == Measure::PerShare ? currency + QStringLiteral("/shares")
                                          : currency;
}

} // namespace

QString driverOf(const Report &report, const DataRequest &request)
{
    static const auto Prefix = QStringLiteral("data.");
    static const auto OfRatio = QStringLiteral("data.ratio.");
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            const auto id = framework.id + QLatin1Char('.') + section.id + QLatin1Char('.');
            if (!request.affects.contains(id + QStringLiteral("score")))
                continue;
            for (const auto &driver : section.drivers) {
                // A ratio is asked for with the reason that its driver gives.
                const bool isIts = request.id.startsWith(OfRatio)
                                       ? !driver.score && driver.notDerivable == request.reason
                                       : request.id == Prefix + id + driver.id;
                if (isIts)
                    return id + driver.id;
            }
        }
    }
    return {};
}

QStringList linesOf(const DataRequest &request, const ConceptCatalogue &lines)
{
    QStringList found;
    for (const auto &need : request.needs) {
        // A line that the report words for people is its name all the same.
        for (const auto &line : lines.concepts()) {
            if (line.id == need || line.label.compare(need, Qt::CaseInsensitive) == 0)
                found.append(line.id);
        }
    }
    return found;
}

Result<Fact> answeredFact(const Report &report, const DataRequest &request, const DataAnswer &answer,
                          const ConceptCatalogue &lines, const QDate &day)
{
    const auto line = lineOf(request, answer, lines);
    if (!line)
        return tl::unexpected(line.error());
    const auto period = periodOf(report, answer.period);
    if (!period)
        return tl::unexpected(period.error());
    if (!answer.value || !std::isfinite(*answer.value))
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "The value is no number.")));
    const auto &definition = *lines.find(*line);
    Fact fact;
    fact.companyId = report.company.id;
    fact.taxonomy = QStringLiteral("statement");
    fact.tag = definition.id;
    fact.unit = unitOf(report, definition.measure);
    if (!answer.unit.isEmpty() && answer.unit.compare(fact.unit, Qt::CaseInsensitive) != 0)
        return invalid(inWords(QT_TRANSLATE_NOOP("ReportEditor", "%1 is in %2 here, not in %3."))
                           .arg(definition.label, fact.unit, answer.unit));
    if (!definition.isInstant)
        fact.start = period->start;
    fact.end = period->end;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    fact.latest.value = *answer.value;
    fact.latest.filed = day;
    fact.latest.fiscalYear = period->fiscalYear;
    fact.latest.place.document =
        QStringLiteral("answer/%1/%2/%3/%4").arg(report.id, request.id, fact.tag, period->label());
    fact.latest.place.cell = definition.label;
    fact.source = QStringLiteral("answer of %1: %2").arg(answer.author, answer.source);
    fact.latest.place.name = fact.source;
    return fact;
}

} // namespace consultantos

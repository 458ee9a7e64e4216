// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_text.h"

#include "model/units.h"
#include "report/report_quality.h"

#include <QLocale>
#include <QMap>

#include <algorithm>

namespace consultantos::report_text {

namespace {

constexpr double HighConfidence = 0.8;
constexpr double MediumConfidence = 0.5;

} // namespace

QString title(const Report &report)
{
    QStringList names;
    for (const auto &framework : report.frameworks)
        names.append(framework.title);
    const auto &company = report.company.name.isEmpty() ? report.request.company : report.company.name;
    if (!report.request.layout.title.isEmpty())
        return company + QStringLiteral(": ") + report.request.layout.title;
    return names.isEmpty() ? company : company + QStringLiteral(": ") + names.join(QStringLiteral(", "));
}

QString words(const QString &key)
{
    auto text = key;
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString statementTitle(const Statement &statement)
{
    QString name = words(statement.kind);
    if (statement.kind == QLatin1String("income"))
        name = QStringLiteral("Income statement");
    else if (statement.kind == QLatin1String("balance"))
        name = QStringLiteral("Balance sheet");
    else if (statement.kind == QLatin1String("cash_flow"))
        name = QStringLiteral("Cash flow statement");
    return name + QStringLiteral(", ") + statement.frequency;
}

QString confidenceWord(double confidence)
{
    if (confidence >= HighConfidence)
        return QStringLiteral("high");
    return confidence >= MediumConfidence ? QStringLiteral("medium") : QStringLiteral("low");
}

QString basisWords(const QString &basis)
{
    if (basis == QLatin1String("peers"))
        return QStringLiteral("comparable peers");
    if (basis == QLatin1String("anchor"))
        return QStringLiteral("published industry average");
    if (basis == QLatin1String("history"))
        return QStringLiteral("own earlier years");
    if (basis == QLatin1String("linear"))
        return QStringLiteral("the framework's own bounds");
    if (basis == QLatin1String("answer"))
        return QStringLiteral("a person's answer");
    if (basis == QLatin1String("none") || basis.isEmpty())
        return QStringLiteral("nothing");
    return words(basis).toLower();
}

QString served(const ServedFrom &from, const Wording &wording)
{
    if (from.isComputed())
        return {};
    const auto level = from.level == QLatin1String("l1")   ? QStringLiteral("memory")
                       : from.level == QLatin1String("l2") ? QStringLiteral("Redis")
                                                           : QStringLiteral("disk");
    return wording.say(
        QStringLiteral("from the cache (%1), computed %2 s before").arg(level).arg(from.ageS, 0, 'f', 0));
}

namespace {

constexpr double MicroUnits = 1e6;
/// Why statements were struck; the JSON has all.
constexpr qsizetype MostReasons = 3;

QString spent(const std::optional<qint64> &tokens, const std::optional<qint64> &cost, const QString &currency)
{
    auto text = tokens ? QString::number(*tokens) + QStringLiteral(" tokens") : QStringLiteral("tokens not known");
    if (!cost)
        return text + QStringLiteral(", cost not known");
    if (!currency.isEmpty())
        text += QStringLiteral(", ") + currency + QLatin1Char(' ')
                + QString::number(static_cast<double>(*cost) / MicroUnits, 'f', 4);
    return text;
}

QString writing(const ModelUse &use)
{
    if (!use.failure.isEmpty())
        return QStringLiteral("language model: ") + use.failure;
    auto text = QStringLiteral("language model: %1 statements kept, %2 struck").arg(use.kept).arg(use.struck);
    if (use.unchanged > 0)
        text += QStringLiteral(", %1 in the same words").arg(use.unchanged);
    if (use.left > 0)
        text += QStringLiteral(", %1 not asked for want of time").arg(use.left);
    text += QStringLiteral("; ") + spent(use.tokens(), use.cost, use.currency);
    for (const auto &struck : use.reasons.mid(0, MostReasons))
        text +=
            QStringLiteral("; struck at %1: %2").arg(struck.place, struck.reason.section(QStringLiteral("; "), 0, 0));
    return text;
}

} // namespace

QString note(const AgentRecord &agent, const Wording &wording)
{
    if (!agent.error.isEmpty())
        return agent.error;
    QStringList notes;
    for (const auto &one :
         {served(agent.served, wording), agent.model ? wording.say(writing(*agent.model)) : QString()}) {
        if (!one.isEmpty())
            notes.append(one);
    }
    return notes.join(QStringLiteral("; "));
}

QString against(const Report &report, const Claim &claim, const Wording &wording)
{
    const auto *passage = claim.contrary ? report.evidence.passage(claim.contrary->passage) : nullptr;
    if (!passage)
        return {};
    const auto page = passage->page > 0
                          ? QStringLiteral(", %1 %2").arg(wording.say(QStringLiteral("page"))).arg(passage->page)
                          : QString();
    return wording.say(QStringLiteral("Against it")) + QStringLiteral(": ") + QChar(0x201C) + claim.contrary->quote
           + QChar(0x201D) + QStringLiteral(" (%1%2)").arg(passage->document, page);
}

QList<QPair<QString, QString>> facts(const Report &report, const Wording &wording)
{
    const auto &company = report.company;
    const auto legal = company.legalName.isEmpty() ? company.name : company.legalName;
    const QList<QPair<QString, QString>> all{
        {QStringLiteral("Company"), legal},
        {QStringLiteral("Question"), report.request.question},
        {QStringLiteral("Industry"), wording.label(company.industry)},
        {QStringLiteral("Region"), wording.say(report.request.region)},
        {QStringLiteral("Context"), report.request.context},
        {QStringLiteral("Depth"), wording.say(depthName(report.request.depth))},
        {QStringLiteral("Status"), wording.say(report.status)},
        {QStringLiteral("Review"), report.quality ? report_quality::verdict(*report.quality, wording) : QString()},
        {QStringLiteral("Made"), wording.date(report.createdAt.toUTC().date())
                                     + report.createdAt.toUTC().toString(QStringLiteral(" HH:mm"))
                                     + QStringLiteral(" UTC")},
        {QStringLiteral("Engine"), report.engineVersion
                                       + (report.provider == QLatin1String("none")
                                              ? QStringLiteral(", ") + wording.say(QStringLiteral("no language model"))
                                              : QStringLiteral(", ") + report.provider)},
        {QStringLiteral("Language model"),
         report.model.isEmpty()
             ? QString()
             : report.model + QStringLiteral("; ")
                   + wording.say(spent(report.modelTokens(), report.modelCost(), report.modelCurrency()))},
        {QStringLiteral("Served"), served(report.served, wording)},
        {QStringLiteral("Report"), report.id}};
    QList<QPair<QString, QString>> kept;
    std::copy_if(all.begin(), all.end(), std::back_inserter(kept),
                 [](const auto &pair) { return !pair.second.isEmpty(); });
    if (!wording.isEnglish())
        kept.append({QStringLiteral("Language"),
                     wording.book()->name() + QStringLiteral("; ")
                         + wording.say(QStringLiteral("quotations stay in the language of their source"))});
    for (auto &pair : kept)
        pair.first = wording.say(pair.first);
    return kept;
}

QString cell(const Figure &figure, const QString &currency, const Wording &wording)
{
    auto text = wording.value(figure.value, figure.unit);
    if (!currency.isEmpty() && figure.unit.startsWith(currency)) {
        // Before the number or behind it, as the language has it.
        for (const auto &code : {currency + QLatin1Char(' '), QLatin1Char(' ') + currency}) {
            if (const auto at = text.indexOf(code); at >= 0)
                return text.remove(at, code.size());
        }
    }
    return text;
}

QString filingUrl(const Fact &fact)
{
    bool isCik = false;
    const auto cik = fact.companyId.toULongLong(&isCik);
    if (!isCik || fact.latest.accession.isEmpty())
        return {};
    auto folder = fact.latest.accession;
    folder.remove(QLatin1Char('-'));
    return QStringLiteral("https://www.sec.gov/Archives/edgar/data/%1/%2/").arg(QString::number(cik), folder);
}

QString needs(const DataRequest &request, const Wording &wording)
{
    if (wording.isEnglish())
        return request.needs.join(QStringLiteral(", "));
    QStringList words;
    for (const auto &need : request.needs)
        words.append(wording.word(need));
    return words.join(QStringLiteral(", "));
}

QString filing(const Fact &fact, const Wording &wording)
{
    const auto &report = fact.latest;
    QStringList parts;
    if (!report.place.isEmpty() || !report.accession.isEmpty()) {
        auto form = report.form;
        if (report.filed.isValid())
            form +=
                QLatin1Char(' ') + wording.say(QStringLiteral("filed")) + QLatin1Char(' ') + wording.date(report.filed);
        parts = {form, report.accession};
    }
    if (!report.place.isEmpty() || report.accession.isEmpty())
        parts.append(fact.source);
    const auto page = QStringLiteral("page %1").arg(report.place.page);
    if (report.place.page > 0 && !fact.source.endsWith(page))
        parts.append(wording.say(page));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString tag(const Fact &fact)
{
    const auto name = fact.taxonomy + QLatin1Char(':') + fact.tag;
    return fact.isOfWholeCompany() ? name : name + QStringLiteral(" [") + fact.dimensions + QLatin1Char(']');
}

QString sourceKind(const QString &kind)
{
    static const QMap<QString, QString> Titles{{QStringLiteral("document"), QStringLiteral("Documents")},
                                               {QStringLiteral("filing"), QStringLiteral("Filings")},
                                               {QStringLiteral("online"), QStringLiteral("News and web pages")},
                                               {QStringLiteral("data"), QStringLiteral("Published data")},
                                               {QStringLiteral("playbook"), QStringLiteral("Playbooks")},
                                               {QStringLiteral("request"), QStringLiteral("Given with the request")}};
    return Titles.value(kind, words(kind));
}

QString sourceName(const Source &source, const Wording &wording)
{
    if (source.kind == QLatin1String("filing"))
        return source.name + QStringLiteral(", ") + source.id;
    if (source.kind == QLatin1String("playbook"))
        return wording.label(source.name);
    return source.title.isEmpty() ? source.name : source.title + QStringLiteral(" (") + source.name + QLatin1Char(')');
}

QString sourcePlaces(const Source &source, const Wording &wording)
{
    if (!source.address.isEmpty()) {
        return source.retrieved ? QStringLiteral("%1, %2 %3")
                                      .arg(source.address, wording.say(QStringLiteral("fetched")),
                                           source.retrieved->toUTC().toString(Qt::ISODate))
                                : source.address;
    }
    if (source.pages.isEmpty())
        return source.sections.join(QStringLiteral(", "));
    QStringList ranges;
    for (qsizetype i = 0; i < source.pages.size();) {
        auto last = i;
        while (last + 1 < source.pages.size() && source.pages[last + 1] == source.pages[last] + 1)
            ++last;
        auto range = QString::number(source.pages[i]);
        if (last > i)
            range += (last > i + 1 ? QStringLiteral("–") : QStringLiteral(", ")) + QString::number(source.pages[last]);
        ranges.append(range);
        i = last + 1;
    }
    return wording.say(source.pages.size() > 1 ? QStringLiteral("pages") : QStringLiteral("page")) + QLatin1Char(' ')
           + ranges.join(QStringLiteral(", "));
}

QString breakdownTitle(const Breakdown &breakdown, const QString &currency, const Wording &wording)
{
    return currency.isEmpty() ? breakdown.title
                              : breakdown.title + QStringLiteral(" (") + currency + QStringLiteral(", ")
                                    + wording.say(QStringLiteral("M: millions")) + QLatin1Char(')');
}

QString forecastTitle(const Forecast &forecast, const Wording &wording)
{
    const auto title = forecast.label + QStringLiteral(", ") + wording.say(QStringLiteral("forecast by fiscal year"));
    return forecast.unit.isEmpty() ? title
                                   : title + QStringLiteral(" (") + forecast.unit + QStringLiteral(", ")
                                         + wording.say(QStringLiteral("M: millions")) + QLatin1Char(')');
}

QString forecastPreface()
{
    return QStringLiteral(
        "What the past of each figure alone foretells; no plan, market or event is known to it. An interval "
        "is meant to hold the value in so many of a hundred cases.");
}

QStringList forecastNotes(const Forecast &forecast, const Wording &wording)
{
    QStringList notes{(wording.say(QStringLiteral("Method %1.").arg(words(forecast.method).toLower()))
                       + QLatin1Char(' ') + forecast.reason)
                          .trimmed()};
    if (forecast.record) {
        constexpr double Percent = 100.0;
        const auto &record = *forecast.record;
        notes.append(wording.say(
            QStringLiteral("Tried on its own past from %1 earlier years: mean absolute scaled error (MASE) %2, a naive "
                           "forecast's %3; sMAPE %4 %; the 80 % interval held %5 % of the values, the 95 % one %6 %.")
                .arg(QString::number(record.origins), QString::number(record.mase, 'f', 2),
                     QString::number(record.naiveMase, 'f', 2), QString::number(record.smape, 'f', 1),
                     QString::number(record.coverage80 * Percent, 'f', 0),
                     QString::number(record.coverage95 * Percent, 'f', 0))));
    }
    notes += forecast.notes;
    if (!forecast.parameters.isEmpty())
        notes.append(wording.say(QStringLiteral("Models")) + QStringLiteral(": ")
                     + forecast.parameters.join(QStringLiteral("; ")));
    return notes;
}

QString span(const Fact &fact, const Wording &wording)
{
    const auto end = wording.date(fact.end);
    return fact.start ? wording.date(*fact.start) + QLatin1Char(' ') + wording.say(QStringLiteral("to"))
                            + QLatin1Char(' ') + end
                      : end;
}

QString exact(double value, const QString &unit)
{
    const auto number = QString::number(value, 'f', QLocale::FloatingPointShortest);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
}

} // namespace consultantos::report_text

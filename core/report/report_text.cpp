// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_text.h"

#include "model/units.h"

#include <QLocale>

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
    if (basis == QLatin1String("none") || basis.isEmpty())
        return QStringLiteral("nothing");
    return words(basis).toLower();
}

QList<QPair<QString, QString>> facts(const Report &report)
{
    const auto &company = report.company;
    const auto legal = company.legalName.isEmpty() ? company.name : company.legalName;
    const QList<QPair<QString, QString>> all{
        {QStringLiteral("Company"), legal},
        {QStringLiteral("Question"), report.request.question},
        {QStringLiteral("Industry"), words(company.industry)},
        {QStringLiteral("Region"), report.request.region},
        {QStringLiteral("Context"), report.request.context},
        {QStringLiteral("Depth"), depthName(report.request.depth)},
        {QStringLiteral("Status"), report.status},
        {QStringLiteral("Made"),
         report.createdAt.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC")},
        {QStringLiteral("Engine"),
         report.engineVersion
             + (report.provider == QLatin1String("none") ? QStringLiteral(", no language model")
                                                         : QStringLiteral(", ") + report.provider)},
        {QStringLiteral("Report"), report.id}};
    QList<QPair<QString, QString>> kept;
    std::copy_if(all.begin(), all.end(), std::back_inserter(kept),
                 [](const auto &pair) { return !pair.second.isEmpty(); });
    return kept;
}

QString cell(const Figure &figure, const QString &currency)
{
    auto text = formatValue(figure.value, figure.unit);
    if (!currency.isEmpty() && figure.unit.startsWith(currency)) {
        const auto at = text.indexOf(currency + QLatin1Char(' '));
        if (at >= 0)
            text.remove(at, currency.size() + 1);
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

QString filing(const Fact &fact)
{
    if (fact.latest.accession.isEmpty())
        return fact.source;
    auto text = fact.latest.form;
    if (fact.latest.filed.isValid())
        text += QStringLiteral(" filed ") + fact.latest.filed.toString(Qt::ISODate);
    return text + QStringLiteral(", ") + fact.latest.accession;
}

QString span(const Fact &fact)
{
    const auto end = fact.end.toString(Qt::ISODate);
    return fact.start ? fact.start->toString(Qt::ISODate) + QStringLiteral(" to ") + end : end;
}

QString exact(double value, const QString &unit)
{
    const auto number = QString::number(value, 'f', QLocale::FloatingPointShortest);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
}

} // namespace consultantos::report_text

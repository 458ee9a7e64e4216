// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/companies_beside.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("CompaniesBeside", text);
}

SectionBeside cellOf(const FrameworkSection &section)
{
    SectionBeside cell{section.score, {}, {}};
    if (section.score)
        return cell;
    const Claim *claim = section.summary ? &*section.summary : nullptr;
    if (claim == nullptr && !section.items.isEmpty())
        claim = &section.items.first().claim;
    if (claim == nullptr) {
        cell.text = section.notDerivable;
        return cell;
    }
    cell.text = claim->text;
    cell.claimId = claim->id;
    return cell;
}

FrameworkBesideRow *rowOf(FrameworkBeside &made, const FrameworkSection &section)
{
    const auto found = std::find_if(made.rows.begin(), made.rows.end(),
                                    [&](const FrameworkBesideRow &row) { return row.id == section.id; });
    if (found != made.rows.end())
        return &*found;
    made.rows.append({section.id, section.title, {}});
    return &made.rows.last();
}

QString scoreText(const Score &score)
{
    return QStringLiteral("%1 (%2 to %3)")
        .arg(formatValue(score.value, units::Score), formatValue(score.low, units::Score),
             formatValue(score.high, units::Score));
}

QString exact(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// A text that a spreadsheet would calculate begins with an apostrophe.
QString field(const QString &text)
{
    static const QString Formula = QStringLiteral("=+-@");
    const auto plain = text.simplified();
    return !plain.isEmpty() && Formula.contains(plain.front()) ? QLatin1Char('\'') + plain : plain;
}

QJsonObject jsonOf(const CompanyFigures &company, const QList<int> &years)
{
    QJsonArray values;
    for (qsizetype i = 0; i < company.years.size(); ++i) {
        QJsonObject cell{{QStringLiteral("fiscal_year"), years[i]}};
        const auto &one = company.years[i];
        if (one.figure)
            cell.insert(QStringLiteral("figure"), toJson(*one.figure));
        else
            cell.insert(QStringLiteral("not_derivable"), one.notDerivable);
        values.append(cell);
    }
    return {
        {QStringLiteral("company_id"), company.companyId},
        {QStringLiteral("company"), company.name},
        {QStringLiteral("currency"), company.currency},
        {QStringLiteral("values"), values},
        {QStringLiteral("rank"), company.rank ? QJsonValue(*company.rank) : QJsonValue()},
        {QStringLiteral("percentile"), company.percentile ? QJsonValue(toJson(*company.percentile)) : QJsonValue()}};
}

} // namespace

FrameworkBeside frameworkBeside(const QString &id, const QList<KeptReport> &kept)
{
    FrameworkBeside made;
    made.id = id;
    made.title = id;
    QSet<QString> periods;
    qsizetype place = 0;
    for (const auto &one : kept) {
        ReportBeside head{one.company, {}, {}, {}, {}};
        const auto *framework = one.report ? one.report->framework(id) : nullptr;
        if (framework != nullptr) {
            made.title = framework->title;
            head.reportId = one.report->id;
            head.createdAt = one.report->createdAt;
            head.question = one.report->request.question;
            head.period = one.report->financials.annualPeriods().value(0).label();
            periods.insert(head.period);
            for (const auto &section : framework->sections) {
                auto *row = rowOf(made, section);
                row->cells.resize(kept.size());
                row->cells[place] = cellOf(section);
            }
        } else {
            made.differences.append(
                inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "The library has no report of %1 with this framework."))
                    .arg(one.company));
        }
        made.reports.append(head);
        ++place;
    }
    if (periods.size() > 1) {
        QStringList each;
        for (const auto &report : std::as_const(made.reports)) {
            if (!report.reportId.isEmpty())
                each.append(QStringLiteral("%1 %2").arg(report.company, report.period));
        }
        made.differences.append(
            inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "The reports rest on different fiscal years: %1."))
                .arg(each.join(QStringLiteral(", "))));
    }
    return made;
}

QJsonObject toJson(const FiguresBeside &figures)
{
    QJsonArray companies;
    for (const auto &company : figures.companies)
        companies.append(jsonOf(company, figures.years));
    return {{QStringLiteral("figure"), figures.id},
            {QStringLiteral("title"), figures.title},
            {QStringLiteral("unit"), figures.unit},
            {QStringLiteral("source"), figures.source},
            {QStringLiteral("higher_is_better"), figures.higherIsBetter},
            {QStringLiteral("ranked_year"), figures.rankedYear},
            {QStringLiteral("percentile_among"), figures.poolSize},
            {QStringLiteral("companies"), companies},
            {QStringLiteral("differences"), QJsonArray::fromStringList(figures.differences)}};
}

QJsonObject toJson(const FrameworkBeside &framework)
{
    QJsonArray reports;
    for (const auto &report : framework.reports)
        reports.append(QJsonObject{{QStringLiteral("company"), report.company},
                                   {QStringLiteral("report"), report.reportId},
                                   {QStringLiteral("created_at"), report.createdAt.toString(Qt::ISODate)},
                                   {QStringLiteral("period"), report.period},
                                   {QStringLiteral("question"), report.question}});
    QJsonArray rows;
    for (const auto &row : framework.rows) {
        QJsonArray cells;
        for (const auto &cell : row.cells)
            cells.append(
                QJsonObject{{QStringLiteral("score"), cell.score ? QJsonValue(toJson(*cell.score)) : QJsonValue()},
                            {QStringLiteral("text"), cell.text},
                            {QStringLiteral("claim"), cell.claimId}});
        rows.append(QJsonObject{{QStringLiteral("section"), row.id},
                                {QStringLiteral("title"), row.title},
                                {QStringLiteral("cells"), cells}});
    }
    return {{QStringLiteral("framework"), framework.id},
            {QStringLiteral("title"), framework.title},
            {QStringLiteral("reports"), reports},
            {QStringLiteral("rows"), rows},
            {QStringLiteral("differences"), QJsonArray::fromStringList(framework.differences)}};
}

QString tableOf(const FiguresBeside &figures)
{
    QStringList head{QStringLiteral("figure"), QStringLiteral("company"), QStringLiteral("unit")};
    for (const int year : figures.years)
        head.append(QStringLiteral("FY%1").arg(year));
    head += {QStringLiteral("rank"), QStringLiteral("percentile")};
    QStringList lines{head.join(QLatin1Char('\t'))};
    for (const auto &company : figures.companies) {
        QString unit = figures.unit;
        QStringList values;
        for (const auto &cell : company.years) {
            values.append(cell.figure ? exact(cell.figure->value) : QString());
            if (cell.figure)
                unit = cell.figure->unit;
        }
        lines.append((QStringList{figures.id, field(company.name), unit} + values
                      + QStringList{company.rank ? QString::number(*company.rank) : QString(),
                                    company.percentile ? exact(company.percentile->value) : QString()})
                         .join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString tableOf(const FrameworkBeside &framework)
{
    QStringList head{QStringLiteral("section")};
    for (const auto &report : framework.reports)
        head.append(field(report.company));
    QStringList lines{head.join(QLatin1Char('\t'))};
    for (const auto &row : framework.rows) {
        QStringList fields{field(row.title)};
        for (const auto &cell : row.cells)
            fields.append(cell.score ? scoreText(*cell.score) : field(cell.text));
        lines.append(fields.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace consultantos

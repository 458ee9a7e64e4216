// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/companies_beside.h"

#include "analysis/computation_builder.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("CompaniesBeside", text);
}

/// A ratio or a statement line of one company.
struct Line {
    QString title;
    QString source;
    bool higherIsBetter = true;
    const Ratio *ratio = nullptr;
};

std::optional<Line> lineOf(const Financials &financials, const QString &id)
{
    if (const auto *ratio = financials.findRatio(id))
        return Line{ratio->title, ratio->source, ratio->higherIsBetter, ratio};
    for (const auto &statement : financials.statements) {
        if (statement.frequency != QLatin1String("annual"))
            continue;
        for (const auto &line : statement.lines) {
            if (line.concept_ == id)
                return Line{line.label, inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "as reported")), true, nullptr};
        }
    }
    return std::nullopt;
}

std::optional<Figure> figureOf(const Financials &financials, const QString &id, int year)
{
    const auto ratio = financials.ratio(id, year);
    return ratio ? ratio : financials.annual(id, year);
}

QString reasonOf(const Financials &financials, const Line *line, int year)
{
    const bool hasYear = [&] {
        const auto periods = financials.annualPeriods();
        return std::any_of(periods.cbegin(), periods.cend(),
                           [year](const Period &period) { return period.fiscalYear == year; });
    }();
    if (!hasYear)
        return inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "no annual figures of this year are stored"));
    if (line != nullptr && line->ratio != nullptr) {
        for (const auto &value : line->ratio->values) {
            if (value.period.fiscalYear == year && !value.notDerivable.isEmpty())
                return value.notDerivable;
        }
    }
    return inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "not reported"));
}

class Beside {
public:
    Beside(const QString &id, const QList<Financials> &companies, const QList<Financials> &pool)
        : m_companies(companies)
        , m_pool(pool)
    {
        m_result.id = id;
    }

    Result<FiguresBeside> make(int years)
    {
        std::optional<Line> first;
        for (const auto &company : m_companies) {
            if (!first)
                first = lineOf(company, m_result.id);
        }
        if (!first)
            return fail(
                ErrorCode::NotFound,
                inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "None of these companies has a figure called \"%1\"."))
                    .arg(m_result.id));
        m_result.title = first->title;
        m_result.source = first->source;
        m_result.higherIsBetter = first->higherIsBetter;
        chooseYears(years);
        for (const auto &company : m_companies)
            addCompany(company);
        chooseRankedYear();
        rank();
        addPercentiles();
        tellPeriods();
        tellCurrencies();
        keepEvidence();
        return m_result;
    }

private:
    void chooseYears(int most)
    {
        QSet<int> all;
        for (const auto &company : m_companies) {
            for (const auto &period : company.annualPeriods())
                all.insert(period.fiscalYear);
        }
        m_result.years = all.values();
        std::sort(m_result.years.begin(), m_result.years.end(), std::greater<>());
        m_result.years = m_result.years.mid(0, most);
    }

    void addCompany(const Financials &company)
    {
        CompanyFigures made{company.companyId, company.companyName, company.currency, {}, {}, {}};
        const auto line = lineOf(company, m_result.id);
        for (const int year : std::as_const(m_result.years)) {
            FigureBeside cell{figureOf(company, m_result.id, year), {}};
            if (!cell.figure)
                cell.notDerivable = reasonOf(company, line ? &*line : nullptr, year);
            else if (m_result.unit.isEmpty())
                m_result.unit = cell.figure->unit;
            made.years.append(cell);
        }
        m_result.companies.append(made);
    }

    void chooseRankedYear()
    {
        qsizetype most = 0;
        for (qsizetype i = 0; i < m_result.years.size(); ++i) {
            const auto count =
                std::count_if(m_result.companies.cbegin(), m_result.companies.cend(),
                              [i](const CompanyFigures &one) { return one.years[i].figure.has_value(); });
            if (count > most) {
                most = count;
                m_result.rankedYear = m_result.years[i];
                m_place = i;
            }
        }
        // One alone is first of one.
        if (most < 2) {
            m_result.rankedYear = 0;
            m_result.differences.append(inWords(QT_TRANSLATE_NOOP(
                "CompaniesBeside", "No fiscal year shown is reported by two of the companies: nothing is ranked.")));
        }
    }

    [[nodiscard]] const std::optional<Figure> &ranked(const CompanyFigures &one) const
    {
        return one.years[m_place].figure;
    }

    /// Amounts in another currency than most have no rank: they aren't comparable without a dated rate.
    [[nodiscard]] bool isComparable(const CompanyFigures &one) const
    {
        return m_result.rankedYear != 0 && ranked(one) && ranked(one)->unit == m_result.unit;
    }

    void rank()
    {
        for (auto &one : m_result.companies) {
            if (!isComparable(one))
                continue;
            int better = 0;
            for (const auto &other : m_result.companies) {
                if (!isComparable(other))
                    continue;
                const double gap = ranked(other)->value - ranked(one)->value;
                better += (m_result.higherIsBetter ? gap > 0 : gap < 0) ? 1 : 0;
            }
            one.rank = better + 1;
        }
    }

    void addPercentiles()
    {
        if (m_result.rankedYear == 0)
            return;
        QList<std::pair<QString, Figure>> all;
        for (const auto &company : m_pool) {
            if (const auto figure = figureOf(company, m_result.id, m_result.rankedYear);
                figure && figure->unit == m_result.unit)
                all.append({company.companyId, *figure});
        }
        m_result.poolSize = static_cast<int>(all.size());
        EvidenceBook book;
        for (const auto &company : m_pool)
            book.merge(company.evidence);
        for (auto &one : m_result.companies) {
            QList<Figure> others;
            for (const auto &[id, figure] : std::as_const(all)) {
                if (id != one.companyId)
                    others.append(figure);
            }
            if (!isComparable(one) || others.isEmpty())
                continue;
            ComputationBuilder builder(one.companyId, QStringLiteral("beside_percentile"),
                                       QStringLiteral("Percentile among the companies stored: %1").arg(m_result.title));
            builder.period(ranked(one)->period).qualifier(m_result.id);
            builder.bind(QStringLiteral("own"), *ranked(one)).bindList(QStringLiteral("others"), others);
            const auto percentile =
                builder.evaluate(QStringLiteral("percentile_rank(own, others)"), units::Percentile, book);
            if (percentile)
                one.percentile = *percentile;
        }
        m_book = book;
    }

    void tellPeriods()
    {
        if (m_result.rankedYear == 0)
            return;
        QStringList ends;
        QSet<QDate> months;
        QDate first;
        QDate last;
        for (const auto &one : std::as_const(m_result.companies)) {
            if (!ranked(one))
                continue;
            const auto &end = ranked(one)->period.end;
            ends.append(QStringLiteral("%1 %2").arg(one.name, end.toString(Qt::ISODate)));
            months.insert(QDate(end.year(), end.month(), 1));
            first = first.isValid() ? std::min(first, end) : end;
            last = std::max(last, end);
        }
        if (months.size() > 1)
            m_result.differences.append(
                inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "FY%1 ends on different days, up to %2 days apart: %3."))
                    .arg(QString::number(m_result.rankedYear), QString::number(first.daysTo(last)),
                         ends.join(QStringLiteral(", "))));
        for (const auto &one : std::as_const(m_result.companies)) {
            if (!ranked(one))
                m_result.differences.append(
                    inWords(QT_TRANSLATE_NOOP("CompaniesBeside", "%1 has no value of FY%2: %3."))
                        .arg(one.name, QString::number(m_result.rankedYear), one.years[m_place].notDerivable));
        }
    }

    void tellCurrencies()
    {
        if (!isCurrency(m_result.unit))
            return;
        QStringList each;
        QSet<QString> currencies;
        for (const auto &one : std::as_const(m_result.companies)) {
            each.append(QStringLiteral("%1 %2").arg(one.name, one.currency));
            currencies.insert(one.currency);
        }
        if (currencies.size() > 1)
            m_result.differences.append(
                inWords(
                    QT_TRANSLATE_NOOP("CompaniesBeside",
                                      "Amounts stand in the currencies that they are reported in, and only those in %1 "
                                      "are ranked: %2."))
                    .arg(m_result.unit, each.join(QStringLiteral(", "))));
    }

    void keepEvidence()
    {
        for (const auto &company : m_companies)
            m_book.merge(company.evidence);
        QStringList roots;
        for (const auto &one : std::as_const(m_result.companies)) {
            for (const auto &cell : one.years) {
                if (cell.figure)
                    roots.append(cell.figure->ref);
            }
            if (one.percentile)
                roots.append(one.percentile->ref);
        }
        m_result.evidence = m_book.reachableFrom(roots);
    }

    const QList<Financials> &m_companies;
    const QList<Financials> &m_pool;
    FiguresBeside m_result;
    EvidenceBook m_book;
    qsizetype m_place = 0; ///< of the ranked year
};

} // namespace

Result<FiguresBeside> figuresBeside(const QString &id, const QList<Financials> &companies,
                                    const QList<Financials> &pool, int years)
{
    return Beside(id, companies, pool).make(std::clamp(years, 1, MostYearsBeside));
}

} // namespace consultantos

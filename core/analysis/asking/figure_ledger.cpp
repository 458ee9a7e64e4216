// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/figure_ledger.h"

#include "analysis/asking/expression_grammar.h"
#include "analysis/asking/question_items.h"
#include "analysis/computation_builder.h"
#include "analysis/expression.h"
#include "analysis/financials/currencies.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace consultantos {

namespace {

/// Figures rest on figures, which rest on lines: no chain of formulas.json is longer.
constexpr int DeepestFormula = 8;

bool isFiscalYear(const Period &period)
{
    return period.fiscalPeriod == QLatin1String("FY");
}

QString statementName(const QString &statement)
{
    if (statement == QLatin1String("income"))
        return QCoreApplication::translate("Ask", "income statement");
    if (statement == QLatin1String("cash_flow"))
        return QCoreApplication::translate("Ask", "cash flow statement");
    if (statement == QLatin1String("balance"))
        return QCoreApplication::translate("Ask", "balance sheet");
    return QCoreApplication::translate("Ask", "financial statements");
}

} // namespace

FigureLedger::FigureLedger(const Company &company, const QList<Fact> &facts, const QList<StatementRow> &rows,
                           const ConceptCatalogue &lines, const FormulaCatalogue &formulas, const PhraseIndex &phrases)
    : m_company(company)
    , m_rows(rows)
    , m_concepts(lines)
    , m_formulas(formulas)
    , m_currency(mainCurrency(currenciesOf(facts)))
    , m_calendar(FiscalCalendar::of(facts))
    , m_lines(lines, company.id, m_currency, facts)
    , m_ratios(formulas, lines, m_lines, m_calendar.years, company, m_currency, std::nullopt, m_book)
{
    m_lines.resolveYears(m_calendar.years, m_book);
    nameRows(phrases);
}

FigureLedger::FigureLedger(const Company &company, const QList<Fact> &facts, const ConceptCatalogue &lines,
                           const FormulaCatalogue &formulas, FiscalCalendar calendar)
    : m_company(company)
    , m_concepts(lines)
    , m_formulas(formulas)
    , m_currency(mainCurrency(currenciesOf(facts)))
    , m_calendar(std::move(calendar))
    , m_lines(lines, company.id, m_currency, facts)
    , m_ratios(formulas, lines, m_lines, m_calendar.years, company, m_currency, std::nullopt, m_book)
{
    m_lines.resolveYears(m_calendar.years, m_book);
}

void FigureLedger::nameRows(const PhraseIndex &phrases)
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        auto tokens = questionTokens(m_rows[i].label);
        // "Prepaid expenses, net", "Total restructuring costs"
        while (tokens.size() > 1 && (tokens.last().isWord(QLatin1String("net")) || tokens.last().isSign(',')))
            tokens.removeLast();
        while (tokens.size() > 1 && tokens.first().isWord(QLatin1String("total")))
            tokens.removeFirst();
        const auto match = tokens.isEmpty() ? std::nullopt : phrases.longestAt(tokens, 0);
        if (match && match->length == tokens.size() && match->meaning.kind == PhraseMeaning::Kind::Line)
            m_rowsOfLine.insert(match->meaning.id, i);
    }
}

void FigureLedger::resolveQuarters()
{
    if (std::exchange(m_hasQuarters, true))
        return;
    m_lines.resolveQuarters(m_calendar.quarters, m_calendar.years, m_book);
}

tl::unexpected<Error> FigureLedger::missing(const QString &label, const QString &statement, const Period &period) const
{
    const auto report = isFiscalYear(period) ? QCoreApplication::translate("Ask", "annual report (10-K, 20-F)")
                                             : QCoreApplication::translate("Ask", "quarterly report (10-Q)");
    return fail(
        ErrorCode::NotDerivable,
        QCoreApplication::translate("Ask", "What is at hand doesn't give \"%1\" for %2.").arg(label, period.label()),
        QCoreApplication::translate("Ask", "The %1 for %2 with its %3 would settle it.")
            .arg(report, period.label(), statementName(statement)));
}

QString FigureLedger::yearsInStore() const
{
    if (m_calendar.years.isEmpty())
        return {};
    const auto newest = m_calendar.years.first().label();
    const auto oldest = m_calendar.years.last().label();
    return newest == oldest ? newest : QCoreApplication::translate("Ask", "%1 to %2").arg(oldest, newest);
}

QString FigureLedger::label(const PhraseMeaning &term) const
{
    switch (term.kind) {
    case PhraseMeaning::Kind::Line:
        if (const auto *found = m_concepts.find(term.id))
            return found->label;
        break;
    case PhraseMeaning::Kind::Formula:
        if (const auto *found = m_formulas.find(term.id))
            return found->title;
        break;
    case PhraseMeaning::Kind::Row:
        return m_rows[term.id.toLongLong()].label;
    case PhraseMeaning::Kind::Definition:
    case PhraseMeaning::Kind::Cue:
        break;
    }
    return term.id;
}

bool FigureLedger::isBalance(const PhraseMeaning &term) const
{
    const auto *line = term.kind == PhraseMeaning::Kind::Line ? m_concepts.find(term.id) : nullptr;
    return line && line->isInstant;
}

AskedExpressionPtr FigureLedger::writtenOut(const PhraseMeaning &term) const
{
    QString text;
    PhraseIndex names;
    // Formulas are written with ids; as words these are phrases like any other.
    const auto asWords = [](QString ids) { return ids.replace(QLatin1Char('_'), QLatin1Char(' ')); };
    const auto addName = [&](const QString &id) {
        const auto kind = m_concepts.find(id) ? PhraseMeaning::Kind::Line : PhraseMeaning::Kind::Formula;
        names.add(foldedPhrase(asWords(id)), {kind, id});
    };
    if (const auto *formula = term.kind == PhraseMeaning::Kind::Formula ? m_formulas.find(term.id) : nullptr) {
        text = formula->variants.first().expression.text();
        for (const auto &variable : formula->variants.first().variables) {
            if (variable.yearsBack > 0)
                return nullptr;
            addName(variable.base);
        }
    } else if (const auto *line = term.kind == PhraseMeaning::Kind::Line ? m_concepts.find(term.id) : nullptr;
               line && !line->derive.isEmpty()) {
        text = line->derive.first().formula;
        const auto expression = Expression::parse(text);
        for (const auto &id : expression ? expression->variables() : QStringList())
            addName(id);
    }
    if (text.isEmpty())
        return nullptr;
    const PhraseScope scope{&names, nullptr, nullptr};
    ExpressionGrammar grammar(questionItems(questionTokens(asWords(text)), scope), nullptr);
    const auto read = grammar.read();
    return read && grammar.unexplained().isEmpty() ? *read : nullptr;
}

QString FigureLedger::unitOf(const PhraseMeaning &term) const
{
    if (const auto *formula = m_formulas.find(term.id); formula && term.kind == PhraseMeaning::Kind::Formula)
        return m_ratios.unitOf(*formula);
    if (const auto *line = m_concepts.find(term.id); line && term.kind == PhraseMeaning::Kind::Line)
        return m_lines.unitOf(*line);
    return {};
}

std::optional<Error> FigureLedger::undivided(const QString &id, const Period &period)
{
    static const QStringList OfDivided{QStringLiteral("current_assets"), QStringLiteral("current_liabilities"),
                                       QStringLiteral("noncurrent_assets"), QStringLiteral("noncurrent_liabilities")};
    const auto has = [&](const QString &other) { return m_lines.value(other, period).has_value(); };
    if (!OfDivided.contains(id) || !has(QStringLiteral("total_assets")) || has(QStringLiteral("current_assets"))
        || has(QStringLiteral("current_liabilities")))
        return std::nullopt;
    return Error{
        ErrorCode::NotDerivable,
        QCoreApplication::translate("Ask", "The balance sheet of %1 doesn't divide assets and liabilities into "
                                           "current and others, as banks' and insurers' don't.")
            .arg(period.label()),
        QCoreApplication::translate("Ask", "Ask for single lines, or for a figure that needs no such division."),
        false};
}

Result<Figure> FigureLedger::line(const QString &id, const Period &period)
{
    if (!isFiscalYear(period))
        resolveQuarters();
    if (const auto figure = m_lines.value(id, period))
        return *figure;
    for (const auto place : m_rowsOfLine.values(id)) {
        if (auto figure = row(m_rows[place], period))
            return figure;
    }
    if (const auto why = undivided(id, period))
        return tl::unexpected(*why);
    const auto *line = m_concepts.find(id);
    auto statement = line ? line->statement : QString();
    if (statement.isEmpty() && line && line->isInstant)
        statement = QStringLiteral("balance");
    return missing(line ? line->label : id, statement, period);
}

Result<Figure> FigureLedger::row(const StatementRow &row, const Period &period)
{
    constexpr qint64 SameEndDays = 7;
    constexpr qint64 SameStartDays = 15;
    for (const auto &fact : row.facts) {
        const bool fitsEnd = std::abs(fact.end.daysTo(period.end)) <= SameEndDays;
        const bool fitsStart =
            !fact.start || !period.start || std::abs(fact.start->daysTo(*period.start)) <= SameStartDays;
        if (fitsEnd && fitsStart)
            return m_book.add(fact, period);
    }
    return missing(row.label, {}, period);
}

Result<Figure> FigureLedger::yearFormula(const FormulaDefinition &formula, const Period &year)
{
    const auto value = m_ratios.value(formula, year);
    if (value.figure)
        return *value.figure;
    for (const auto &id : value.missing) {
        if (const auto why = undivided(id, year))
            return tl::unexpected(*why);
    }
    QString help;
    if (!value.missing.isEmpty()) {
        const auto *line = m_concepts.find(value.missing.first());
        help = QCoreApplication::translate(
                   "Ask", "The annual report with \"%1\" for %2, or for the year before where an average or a "
                          "change is needed, would settle it.")
                   .arg(line ? line->label : value.missing.first(), year.label());
    }
    return fail(
        ErrorCode::NotDerivable,
        QCoreApplication::translate("Ask", "\"%1\" for %2 is %3.").arg(formula.title, year.label(), value.notDerivable),
        help);
}

Result<Figure> FigureLedger::quarterVariant(const FormulaDefinition &formula, const FormulaVariant &variant,
                                            const Period &quarter, int depth)
{
    ComputationBuilder builder(m_company.id, formula.id, formula.title);
    builder.period(quarter);
    QHash<QString, ExpressionValue> values;
    for (const auto &variable : variant.variables) {
        Period period = quarter;
        if (variable.yearsBack > 0) {
            Period wanted = quarter;
            wanted.fiscalYear -= variable.yearsBack;
            const auto earlier =
                std::find_if(m_calendar.quarters.cbegin(), m_calendar.quarters.cend(),
                             [&wanted](const Period &candidate) { return candidate.label() == wanted.label(); });
            if (earlier == m_calendar.quarters.cend())
                return missing(variable.base, {}, wanted);
            period = *earlier;
        }
        const auto *inner = m_formulas.find(variable.base);
        const auto input = inner ? quarterFormula(*inner, period, depth + 1) : line(variable.base, period);
        if (!input)
            return input;
        builder.bind(variable.name, *input);
        values.insert(variable.name, input->value);
    }
    for (const auto &requirement : variant.requirements) {
        const auto holds = requirement.condition.evaluate(values);
        if (!holds || *holds == 0.0)
            return fail(ErrorCode::NotDerivable,
                        QCoreApplication::translate("Ask", "\"%1\" for %2 is not derivable: %3.")
                            .arg(formula.title, quarter.label(), requirement.because));
    }
    return builder.evaluate(variant.expression.text(), m_ratios.unitOf(formula), m_book);
}

Result<Figure> FigureLedger::quarterFormula(const FormulaDefinition &formula, const Period &quarter, int depth)
{
    // A quarter's flow against a year's 365 days, or a score made for years, would mislead.
    const bool isForYears = formula.unit == units::Days || formula.unit == units::Score;
    if (isForYears || depth > DeepestFormula)
        return fail(ErrorCode::NotDerivable,
                    QCoreApplication::translate("Ask", "\"%1\" is a figure of whole years.").arg(formula.title),
                    QCoreApplication::translate("Ask", "Ask for a fiscal year, or define the figure in the question."));
    Result<Figure> first = fail(ErrorCode::NotDerivable, formula.title);
    for (const auto &variant : formula.variants) {
        auto figure = quarterVariant(formula, variant, quarter, depth);
        if (figure)
            return figure;
        if (&variant == &formula.variants.first())
            first = std::move(figure);
    }
    return first;
}

Result<Figure> FigureLedger::figure(const PhraseMeaning &term, const Period &period)
{
    switch (term.kind) {
    case PhraseMeaning::Kind::Line:
        return line(term.id, period);
    case PhraseMeaning::Kind::Formula:
        if (const auto *formula = m_formulas.find(term.id))
            return isFiscalYear(period) ? yearFormula(*formula, period) : quarterFormula(*formula, period, 0);
        break;
    case PhraseMeaning::Kind::Row:
        return row(m_rows[term.id.toLongLong()], period);
    case PhraseMeaning::Kind::Definition:
    case PhraseMeaning::Kind::Cue:
        break;
    }
    return fail(ErrorCode::Internal, QStringLiteral("\"%1\" has no value of its own.").arg(term.id));
}

} // namespace consultantos

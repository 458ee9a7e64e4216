// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_checker.h"

#include "analysis/claims/amount_agreement.h"
#include "analysis/claims/claim_comparison.h"
#include "analysis/claims/claim_ledger.h"
#include "analysis/claims/claim_units.h"
#include "analysis/claims/other_tags.h"
#include "analysis/computation_builder.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;
using ExpressionKind = AskedExpression::Kind;

constexpr double Percent = 100;

PeriodReference referenceTo(const Period &period)
{
    if (period.fiscalPeriod == QLatin1String("FY"))
        return {PeriodReference::Kind::Year, period.fiscalYear, 0, {}};
    return {PeriodReference::Kind::Quarter, period.fiscalYear, period.fiscalPeriod.mid(1).toInt(), {}};
}

AskedExpressionPtr termIn(const PhraseMeaning &term, const Period &period)
{
    auto expression = std::make_shared<AskedExpression>(*AskedExpression::ofTerm(term));
    expression->periods = {referenceTo(period)};
    return expression;
}

} // namespace

ClaimChecker::ClaimChecker(const QList<Company> &known, const QList<ClaimSubject> &subjects,
                           const ConceptCatalogue &lines, const FormulaCatalogue &formulas,
                           const Vocabulary &vocabulary)
    : m_known(known)
    , m_subjects(subjects)
    , m_lines(lines)
    , m_formulas(formulas)
    , m_vocabulary(vocabulary)
{
}

ClaimChecker::~ClaimChecker() = default;

ClaimChecker::Ledger *ClaimChecker::ledgerOf(qsizetype company)
{
    const auto made = m_ledgers.find(company);
    if (made != m_ledgers.end())
        return made->second.get();
    std::unique_ptr<Ledger> ledger;
    for (const auto &subject : m_subjects) {
        if (subject.company.id == m_known[company].id)
            ledger = std::make_unique<Ledger>(subject, m_lines, m_formulas, m_vocabulary);
    }
    return m_ledgers.emplace(company, std::move(ledger)).first->second.get();
}

EvidenceBook ClaimChecker::evidence() const
{
    EvidenceBook book;
    for (const auto &[company, ledger] : m_ledgers) {
        if (ledger)
            book.merge(ledger->figures.evidence());
    }
    return book;
}

Result<Period> ClaimChecker::resolved(const ClaimPeriod &period, const Ledger &ledger) const
{
    const auto &calendar = ledger.figures.calendar();
    const auto reference = period.reference.value_or(PeriodReference{PeriodReference::Kind::LatestYear, 0, 0, {}});
    auto found = resolvePeriod(reference, calendar);
    auto label = reference.label();
    if (found && period.yearsBack != 0) {
        auto wanted = *found;
        wanted.fiscalYear -= period.yearsBack;
        label = wanted.label();
        found = periodBefore(*found, period.yearsBack, calendar);
    }
    if (found && period.quartersBack != 0) {
        const auto place = std::find_if(calendar.quarters.cbegin(), calendar.quarters.cend(),
                                        [&](const Period &one) { return one.label() == found->label(); });
        const auto at = place - calendar.quarters.cbegin() + period.quartersBack;
        found = place != calendar.quarters.cend() && at < calendar.quarters.size()
                    ? std::optional(calendar.quarters[at])
                    : std::nullopt;
    }
    if (found)
        return *found;
    const auto inStore = ledger.figures.yearsInStore();
    return fail(ErrorCode::NotDerivable,
                inStore.isEmpty()
                    ? QCoreApplication::translate("Check", "No annual figures are at hand.")
                    : QCoreApplication::translate("Check", "No figures for %1 are at hand; there are those of %2.")
                          .arg(label, inStore));
}

Result<Period> ClaimChecker::baseOf(const NumberClaim &claim, const Ledger &ledger, const Period &period) const
{
    if (claim.base && claim.base->reference)
        return resolved(*claim.base, ledger);
    ClaimPeriod base;
    base.reference = referenceTo(period);
    base.yearsBack = 1;
    if (claim.base) {
        base.yearsBack = claim.base->yearsBack;
        base.quartersBack = claim.base->quartersBack;
    }
    return resolved(base, ledger);
}

/// Of two companies: the one's figure against the other's in its own year of that name.
Result<Figure> ClaimChecker::figureAgainst(const NumberClaim &claim, Ledger &ledger, const Period &period)
{
    auto *other = ledgerOf(claim.otherCompany);
    if (!other)
        return fail(
            ErrorCode::NotDerivable,
            QCoreApplication::translate("Check", "No facts of %1 are at hand.").arg(m_known[claim.otherCompany].name));
    auto level = claim;
    level.kind = Kind::Level;
    level.otherCompany = -1;
    const auto there = resolved(claim.period.value_or(ClaimPeriod()), *other);
    if (!there)
        return tl::unexpected(there.error());
    const auto one = figureOf(level, ledger, period);
    const auto against = one ? figureOf(level, *other, *there) : one;
    if (!against)
        return against;
    ledger.figures.evidence().merge(other->figures.evidence().reachableFrom({against->ref}));
    const bool isTimes = claim.kind == Kind::Times;
    const bool isGrowth = claim.amount.unit == ClaimUnit::Percent;
    ComputationBuilder builder(
        ledger.figures.company().id,
        QStringLiteral("claim_%1_against_%2_%3")
            .arg(claim.term->id, m_known[claim.otherCompany].id,
                 isTimes    ? QStringLiteral("times")
                 : isGrowth ? QStringLiteral("growth")
                            : QStringLiteral("difference")),
        QStringLiteral("%1 against %2").arg(ledger.figures.label(*claim.term), m_known[claim.otherCompany].name));
    builder.period(period).bind(QStringLiteral("one"), *one).bind(QStringLiteral("other"), *against);
    const bool isRatio = one->unit == units::Ratio;
    if (isTimes || isGrowth)
        return builder.evaluate(isTimes ? QStringLiteral("one / other") : QStringLiteral("one / other - 1"),
                                isTimes ? units::Multiple : units::Ratio, ledger.figures.evidence());
    return builder.evaluate(QStringLiteral("one - other"), isRatio ? units::Points : one->unit,
                            ledger.figures.evidence());
}

Result<Figure> ClaimChecker::figureOf(const NumberClaim &claim, Ledger &ledger, const Period &period)
{
    if (claim.otherCompany >= 0)
        return figureAgainst(claim, ledger, period);
    auto method = QStringLiteral("claim_") + claim.term->id;
    const auto term = AskedExpression::ofTerm(*claim.term);
    AskedExpressionPtr expression = term;
    auto title = ledger.evaluator.title(*term);
    const bool isOverTime =
        claim.kind == Kind::Change || claim.kind == Kind::Cagr || (claim.kind == Kind::Times && !claim.whole);
    if (isOverTime) {
        const auto base = baseOf(claim, ledger, period);
        if (!base)
            return tl::unexpected(base.error());
        method += QStringLiteral("_since_") + base->label().toLower().replace(QLatin1Char(' '), QLatin1Char('_'));
        if (claim.kind == Kind::Times) {
            method += QStringLiteral("_times");
            expression =
                AskedExpression::of(ExpressionKind::Divide, {termIn(*claim.term, period), termIn(*claim.term, *base)});
        } else {
            const auto unit = claim.amount.unit;
            const bool isAmount = unit == ClaimUnit::Money || unit == ClaimUnit::Plain || unit == ClaimUnit::Shares
                                  || unit == ClaimUnit::Days;
            const bool isPoints = (unit == ClaimUnit::Points || unit == ClaimUnit::BasisPoints)
                                  && ledger.figures.unitOf(*claim.term) == units::Ratio;
            const auto kind = claim.kind == Kind::Cagr ? ExpressionKind::Cagr
                              : isAmount || isPoints   ? ExpressionKind::Change
                                                       : ExpressionKind::Growth;
            method += kind == ExpressionKind::Cagr     ? QStringLiteral("_a_year")
                      : kind == ExpressionKind::Change ? QStringLiteral("_change")
                                                       : QStringLiteral("_growth");
            expression = AskedExpression::over(kind, term, {referenceTo(*base), referenceTo(period)}, false);
        }
        title = ledger.evaluator.title(*expression);
    } else if ((claim.kind == Kind::Share || claim.kind == Kind::Times) && claim.whole) {
        auto share = std::make_shared<AskedExpression>(
            *AskedExpression::of(ExpressionKind::Divide, {term, AskedExpression::ofTerm(*claim.whole)}));
        share->isShare = claim.kind == Kind::Share;
        expression = share;
        method += QStringLiteral("_of_") + claim.whole->id + (share->isShare ? QString() : QStringLiteral("_times"));
        title = ledger.evaluator.title(*expression);
    }
    const auto key = method + QLatin1Char('/') + period.label();
    const auto known = ledger.computed.constFind(key);
    if (known != ledger.computed.cend())
        return *known;
    const auto figure =
        ledger.evaluator.evaluate(expression, period, method, title, ledger.figures.unitOf(*claim.term));
    ledger.computed.insert(key, figure);
    return figure;
}

void ClaimChecker::judgeWithoutPeriod(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result)
{
    // The newest year is meant; a number that fits another one is not settled.
    if (result.verdict != ClaimVerdict::Mismatch)
        return;
    for (const auto &year : ledger.figures.calendar().years) {
        const auto figure = figureOf(claim, ledger, year);
        if (!figure)
            continue;
        auto trial = result;
        trial.period = year.label();
        compareWithFigure(claim, ledger.figures, *figure, trial);
        if (trial.verdict == ClaimVerdict::Match) {
            result.verdict = ClaimVerdict::Unsupported;
            result.expected.reset();
            result.reason =
                QCoreApplication::translate("Check", "No period is named; it is the value for %1.").arg(year.label());
            return;
        }
    }
}

/// A number that the filings give, if under another name than ours, is no mistake.
void ClaimChecker::considerOtherTags(const NumberClaim &claim, Ledger &ledger, const Period &period,
                                     CheckedNumber &result)
{
    // Each look goes through all facts.
    constexpr int MostTried = 200;
    const auto *line = claim.term->kind == PhraseMeaning::Kind::Line ? m_lines.find(claim.term->id) : nullptr;
    const bool isPlain = (claim.kind == Kind::Level || claim.kind == Kind::Change) && claim.otherCompany < 0;
    if (result.verdict != ClaimVerdict::Mismatch || !line || !isPlain || ++m_otherTagsTried > MostTried)
        return;
    std::optional<Period> base;
    if (claim.kind == Kind::Change) {
        if (const auto found = baseOf(claim, ledger, period))
            base = *found;
    }
    for (const auto &subject : m_subjects) {
        if (subject.company.id != m_known[claim.company].id || !fitsOtherTag(claim, subject, *line, period, base))
            continue;
        result.verdict = ClaimVerdict::Unsupported;
        result.reason =
            QCoreApplication::translate("Check", "The filings give it under another name. %1").arg(result.reason);
        result.expected.reset();
        result.ref.clear();
    }
}

void ClaimChecker::judge(const NumberClaim &claim, Ledger &ledger, CheckedNumber &result)
{
    const auto refuse = [&result](const Error &error) { result.reason = error.message; };
    const auto period = resolved(claim.period.value_or(ClaimPeriod()), ledger);
    if (!period)
        return refuse(period.error());
    result.period = period->label();
    result.subject = ledger.figures.label(*claim.term);
    const auto unit = ledger.figures.unitOf(*claim.term);
    const bool isPart = claim.amount.unit == ClaimUnit::Percent && claim.kind == Kind::Level;
    if (isPart && (isMoneyUnit(unit) || unit == units::Shares)) {
        // "a cost of 106.2 percent" where it was 106.2 billion: the unit is wrong.
        const auto amount = figureOf(claim, ledger, *period);
        for (const auto scale : {1e3, 1e6, 1e9}) {
            if (amount && claim.amount.decimals > 0 && agrees(claim.amount, amount->value / scale)) {
                compareWithFigure(claim, ledger.figures, *amount, result);
                return;
            }
        }
        result.reason = QCoreApplication::translate("Check", "It isn't said what this is a percentage of.");
        return;
    }
    const auto figure = figureOf(claim, ledger, *period);
    if (!figure)
        return refuse(figure.error());
    if (const auto *computation = ledger.figures.evidence().computation(figure->ref))
        result.subject = computation->title;
    compareWithFigure(claim, ledger.figures, *figure, result);
    considerOtherTags(claim, ledger, *period, result);
    if (!claim.period && claim.kind == Kind::Level)
        judgeWithoutPeriod(claim, ledger, result);
    // "Intangible assets" are with goodwill, too.
    const bool isWithGoodwill = claim.kind == Kind::Share && claim.term->id == QLatin1String("intangibles")
                                && claim.whole->id == QLatin1String("total_assets");
    if (isWithGoodwill && result.verdict == ClaimVerdict::Mismatch) {
        const auto both =
            ledger.figures.figure({PhraseMeaning::Kind::Formula, QStringLiteral("intangibles_to_assets")}, *period);
        if (both)
            compareWithFigure(claim, ledger.figures, *both, result);
    }
    // A margin that "rose 4 %" when it rose by four points.
    const bool isPoints = claim.kind == Kind::Change && claim.amount.unit == ClaimUnit::Percent && unit == units::Ratio
                          && result.verdict == ClaimVerdict::Mismatch;
    if (isPoints) {
        auto inPoints = claim;
        inPoints.amount.unit = ClaimUnit::Points;
        const auto points = figureOf(inPoints, ledger, *period);
        if (points) {
            result.ref = points->ref;
            if (const auto *computation = ledger.figures.evidence().computation(points->ref))
                result.subject = computation->title;
            result.expected = points->value * Percent;
            result.expectedUnit = QStringLiteral("percentage points");
            result.reason =
                QCoreApplication::translate("Check", "%1 of %2, %3: %4, which is %5 of its value.")
                    .arg(result.subject, result.company, result.period, formatValue(points->value, points->unit),
                         formatValue(figure->value, figure->unit));
        }
    }
    if (result.verdict == ClaimVerdict::Mismatch && !claim.doubt.isEmpty()) {
        result.verdict = ClaimVerdict::Unsupported;
        result.expected.reset();
        result.ref.clear();
        result.reason = QCoreApplication::translate("Check", "No fact at hand tells of \"%1\".").arg(claim.doubt);
    }
    checkMovement(claim, ledger, result);
}

CheckedNumber ClaimChecker::checked(const NumberClaim &claim, const QString &text)
{
    CheckedNumber result;
    result.start = claim.start;
    result.length = claim.end - claim.start;
    result.text = text.mid(claim.start, result.length);
    auto *ledger = claim.company >= 0 ? ledgerOf(claim.company) : nullptr;
    const auto currency = ledger ? ledger->figures.currency() : QString();
    result.unit = writtenUnit(claim.amount, currency);
    const bool isScaled = claim.amount.unit == ClaimUnit::Plain && claim.amount.scale > 1 && ledger && claim.term;
    const auto unit = ledger && claim.term ? ledger->figures.unitOf(*claim.term) : QString();
    if (isScaled && isMoneyUnit(unit))
        result.unit = currency;
    else if (claim.amount.unit == ClaimUnit::Money && isPerShareUnit(unit) && claim.amount.scale == 1)
        result.unit = (claim.amount.currency.isEmpty() ? currency : claim.amount.currency) + QStringLiteral("/shares");
    const int sign = signOf(claim);
    result.value = sign * claim.amount.value * claim.amount.scale;
    if (claim.amount.highest)
        result.valueTo = sign * *claim.amount.highest * claim.amount.scale;
    if (claim.company >= 0)
        result.company = m_known[claim.company].name;
    if (!claim.trouble.isEmpty()) {
        result.reason = claim.trouble;
        return result;
    }
    if (claim.company < 0) {
        result.reason = QCoreApplication::translate("Check", "It isn't said of which company; --company names one.");
        return result;
    }
    if (!ledger) {
        result.reason = QCoreApplication::translate("Check", "No facts of %1 are at hand.").arg(result.company);
        return result;
    }
    if (!claim.term || claim.kind == Kind::None) {
        result.reason =
            QCoreApplication::translate("Check", "It isn't said of which figure of the statements this is.");
        return result;
    }
    auto own = claim;
    // "earned $23.86 per share": of net income, per share, there is a line.
    const bool isEarningsEach =
        claim.amount.isEachShare
        && (claim.term->id == QLatin1String("net_income") || claim.term->id == QLatin1String("profit"));
    if (isEarningsEach)
        own.term = PhraseMeaning{PhraseMeaning::Kind::Line, QStringLiteral("eps_diluted")};
    if (claim.amount.isEachShare && claim.term->id == QLatin1String("dividends_paid"))
        own.term = PhraseMeaning{PhraseMeaning::Kind::Line, QStringLiteral("dividends_per_share")};
    judge(own, *ledger, result);
    return result;
}

QList<CheckedNumber> ClaimChecker::check(const SentenceClaims &sentence, const QString &text)
{
    QList<CheckedNumber> results;
    for (const auto &claim : sentence.claims)
        results.append(checked(claim, text));
    for (const auto &order : sentence.orders)
        checkOrder(order, sentence.claims, results);
    for (const auto &record : sentence.records)
        checkRecord(record, sentence.claims[record.claim], results[record.claim]);
    acceptWrittenDifference(sentence.claims, results);
    return results;
}

} // namespace consultantos

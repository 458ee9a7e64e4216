// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/workbench.h"

#include "analysis/computation_builder.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace consultantos {

namespace {

constexpr qint64 ComparableDays = 548; // 18 months

void collectScore(const FrameworkSection &section, QStringList &roots)
{
    if (section.score)
        roots.append(section.score->ref);
    for (const auto &driver : section.drivers) {
        for (const auto &figure : {driver.figure, driver.reference, driver.score}) {
            if (figure)
                roots.append(figure->ref);
        }
    }
}

void collectClaim(const Claim &claim, QStringList &roots)
{
    roots.append(claim.evidence);
    for (const auto &number : claim.numbers)
        roots.append(number.ref);
}

} // namespace

Bound one(const QString &name, const Figure &figure)
{
    return {name, {figure}, false};
}

Bound many(const QString &name, const QList<Figure> &figures)
{
    return {name, figures, true};
}

Workbench::Workbench(const FrameworkInput &input, QString framework)
    : m_input(input)
    , m_framework(std::move(framework))
    , m_periods(input.own.annualPeriods())
{
    findPeers();
    m_sources.add(input.own.evidence);
    for (const auto &peer : std::as_const(m_peers))
        m_sources.add(peer.financials->evidence);
    for (const auto &anchor : m_input.anchors)
        m_book.add(anchor.fact);
    for (const auto &fact : m_input.countryAnchors)
        m_book.add(fact);
}

void Workbench::findPeers()
{
    if (m_periods.isEmpty())
        return;
    const auto &end = m_periods.first().end;
    for (const auto &peer : m_input.peers) {
        if (peer.companyId == m_input.own.companyId)
            continue;
        const Period *nearest = nullptr;
        const auto periods = peer.annualPeriods();
        for (const auto &period : periods) {
            if (!nearest || std::abs(period.end.daysTo(end)) < std::abs(nearest->end.daysTo(end)))
                nearest = &period;
        }
        if (nearest && std::abs(nearest->end.daysTo(end)) <= ComparableDays)
            m_peers.append({&peer, nearest->fiscalYear});
    }
    std::sort(m_peers.begin(), m_peers.end(), [](const PeerYear &left, const PeerYear &right) {
        return left.financials->companyId < right.financials->companyId;
    });
}

/// What a computation is made of has to stand in the book that it is made in; so has one that others made before.
void Workbench::borrow(const QString &id)
{
    if (m_book.contains(id))
        return;
    if (const auto *fact = m_sources.fact(id))
        m_book.add(*fact);
    else if (const auto *computation = m_sources.computation(id))
        m_book.add(*computation);
}

EvidenceBook Workbench::reachableFrom(const QStringList &roots) const
{
    auto all = m_sources;
    all.add(m_book);
    return all.reachableFrom(roots);
}

const Fact *Workbench::fact(const QString &id) const
{
    const auto *own = m_book.fact(id);
    return own != nullptr ? own : m_sources.fact(id);
}

const Computation *Workbench::computation(const QString &id) const
{
    const auto *own = m_book.computation(id);
    return own != nullptr ? own : m_sources.computation(id);
}

QString Workbench::name() const
{
    return m_input.company.name.isEmpty() ? QStringLiteral("the company") : m_input.company.name;
}

QString Workbench::regionName() const
{
    const auto region = m_input.request.region.trimmed();
    const bool hasDigit = std::any_of(region.begin(), region.end(), [](QChar c) { return c.isDigit(); });
    return hasDigit || region.isEmpty() ? QStringLiteral("the region") : region;
}

QString Workbench::latestLabel() const
{
    return m_periods.isEmpty() ? QString() : m_periods.first().label();
}

std::optional<Figure> Workbench::ratio(const QString &ratioId, int yearsBack) const
{
    const auto figure =
        yearsBack < m_periods.size() ? m_input.own.ratio(ratioId, m_periods[yearsBack].fiscalYear) : std::nullopt;
    // With negative equity or a loss before tax these turn negative and "less" no longer means better.
    const bool isMeaningless =
        figure && figure->value < 0
        && (ratioId == QLatin1String("debt_to_equity") || ratioId == QLatin1String("effective_tax_rate"));
    return isMeaningless ? std::nullopt : figure;
}

std::optional<Figure> Workbench::line(const QString &conceptId, int yearsBack) const
{
    return yearsBack < m_periods.size() ? m_input.own.annual(conceptId, m_periods[yearsBack].fiscalYear) : std::nullopt;
}

std::optional<Figure> Workbench::value(const QString &id, int yearsBack) const
{
    const auto found = ratio(id, yearsBack);
    return found ? found : line(id, yearsBack);
}

QList<Figure> Workbench::history(const QString &ratioId, int yearsBack) const
{
    QList<Figure> figures;
    for (int back = yearsBack; back < m_periods.size(); ++back) {
        // A gap in the years would make a slope over equal steps wrong.
        if (back > yearsBack && m_periods[back].fiscalYear != m_periods[back - 1].fiscalYear - 1)
            break;
        const auto figure = ratio(ratioId, back);
        if (!figure)
            break;
        figures.prepend(*figure);
    }
    return figures;
}

QString Workbench::whyMissing(const QString &ratioId) const
{
    if (!hasFacts())
        return QStringLiteral("not derivable: no annual figures of %1 are stored").arg(name());
    const auto *ratio = m_input.own.findRatio(ratioId);
    if (ratio) {
        for (const auto &value : ratio->values) {
            if (value.period.fiscalYear == m_periods.first().fiscalYear && !value.notDerivable.isEmpty())
                return value.notDerivable;
        }
    }
    return QStringLiteral("not derivable: the inputs of %1 are not stored for %2")
        .arg(lineName(ratioId), latestLabel());
}

QStringList Workbench::missingConcepts(const QString &ratioId) const
{
    const auto *ratio = m_input.own.findRatio(ratioId);
    if (ratio && hasFacts()) {
        for (const auto &value : ratio->values) {
            if (value.period.fiscalYear == m_periods.first().fiscalYear && !value.missing.isEmpty())
                return value.missing;
        }
    }
    return {ratioId};
}

QList<Figure> Workbench::peerRatios(const QString &ratioId, int yearsBack) const
{
    QList<Figure> figures;
    for (const auto &peer : m_peers) {
        if (const auto figure = peer.financials->ratio(ratioId, peer.fiscalYear - yearsBack))
            figures.append(*figure);
    }
    return figures;
}

std::optional<Figure> Workbench::anchor(const QString &ratioId) const
{
    for (const auto &anchor : m_input.anchors) {
        if (anchor.ratioId == ratioId) {
            Period period;
            period.end = anchor.fact.end;
            return Figure{anchor.fact.value(), anchor.fact.unit, period, anchor.fact.id};
        }
    }
    return std::nullopt;
}

std::optional<Figure> Workbench::compute(const QString &method, const QString &title, const QString &formula,
                                         const QString &unit, const QList<Bound> &bound, const Period &period,
                                         const QString &qualifier)
{
    const auto company = m_input.company.id.isEmpty() ? m_input.own.companyId : m_input.company.id;
    ComputationBuilder builder(company, method, title);
    builder.period(period);
    if (!qualifier.isEmpty())
        builder.qualifier(qualifier);
    for (const auto &binding : bound) {
        if (binding.isList)
            builder.bindList(binding.name, binding.figures);
        else
            builder.bind(binding.name, binding.figures.first());
    }
    borrow(builder.id());
    for (const auto &binding : bound) {
        for (const auto &figure : binding.figures)
            borrow(figure.ref);
    }
    const auto figure = builder.evaluate(formula, unit, m_book);
    return figure ? std::optional(*figure) : std::nullopt;
}

std::optional<Figure> Workbench::shareOf(const Figure &part, const Figure &whole, const QString &title,
                                         const QString &qualifier)
{
    if (part.unit != whole.unit)
        return std::nullopt;
    return compute(QStringLiteral("share"), title, QStringLiteral("part / whole"), units::Ratio,
                   {one(QStringLiteral("part"), part), one(QStringLiteral("whole"), whole)}, whole.period, qualifier);
}

void Workbench::request(const QString &id, const QString &subject, const QString &reason, const QStringList &needs,
                        const QString &affects)
{
    for (auto &existing : m_requests) {
        if (existing.id == id) {
            if (!existing.affects.contains(affects))
                existing.affects.append(affects);
            return;
        }
    }
    m_requests.append({id, subject, reason, needs, {affects}});
}

void Workbench::requestStatements(const QString &affects)
{
    request(QStringLiteral("data.annual_statements"), QStringLiteral("Annual statements of %1").arg(name()),
            QStringLiteral("not derivable: no annual figures of %1 are stored").arg(name()),
            {QStringLiteral("income statement"), QStringLiteral("balance sheet"), QStringLiteral("cash flow statement"),
             QStringLiteral("for three years or more")},
            affects);
}

const ReportEdit *Workbench::edit(EditKind kind, const QString &target) const
{
    for (const auto &edit : m_input.edits) {
        if (edit.kind == kind && edit.target == target)
            return &edit;
    }
    return nullptr;
}

void Workbench::noteComputed(const QString &target, const std::optional<double> &value)
{
    m_computed.insert(target, value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

Figure Workbench::answer(const ReportEdit &edit)
{
    Fact fact;
    fact.companyId = m_input.company.id;
    fact.taxonomy = QStringLiteral("answer");
    fact.tag = edit.target;
    fact.unit = edit.unit;
    const auto period = m_periods.isEmpty() ? Period() : m_periods.first();
    fact.end = period.end.isValid() ? period.end : edit.at.date();
    fact.latest.value = edit.value;
    fact.latest.filed = edit.at.date();
    fact.source = QStringLiteral("answer of %1: %2").arg(edit.author, edit.source);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return m_book.add(fact, period);
}

Prose Workbench::prose() const
{
    Prose prose;
    prose.set(QStringLiteral("company"), name());
    prose.set(QStringLiteral("companys"), possessive(name()));
    prose.set(QStringLiteral("p"), latestLabel());
    return prose;
}

bool Workbench::matchesQuestion(const QStringList &topics) const
{
    return topicRank(topics) < m_input.topics.size();
}

int Workbench::topicRank(const QStringList &topics) const
{
    for (int rank = 0; rank < m_input.topics.size(); ++rank) {
        if (topics.contains(m_input.topics[rank]))
            return rank;
    }
    return static_cast<int>(m_input.topics.size());
}

FrameworkOutput Workbench::finish(const FrameworkResult &result) const
{
    FrameworkOutput output;
    output.result = result;
    output.requests = m_requests;
    QStringList roots;
    for (const auto &claim : result.claims())
        collectClaim(claim, roots);
    for (const auto &section : result.sections)
        collectScore(section, roots);
    if (result.canvas) {
        for (const auto &line : result.canvas->lines) {
            for (const auto &level : line.levels) {
                if (level)
                    roots.append(level->ref);
            }
        }
    }
    output.evidence = reachableFrom(roots);
    output.computed = m_computed;
    return output;
}

} // namespace consultantos

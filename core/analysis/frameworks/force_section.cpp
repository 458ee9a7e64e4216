// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/force_section.h"

#include "analysis/expression.h"
#include "analysis/frameworks/industry_finding.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Neutral = 3;

double pull(const ScoredDriver &scored)
{
    return scored.driver.score ? scored.driver.weight * (scored.driver.score->value - Neutral) : 0;
}

/// The sentence about what a driver's figure is, without full stop. `isStart`: it starts a sentence.
void writeDriver(const Workbench &bench, ClaimBuilder &claim, const ScoredDriver &scored, const BlockWords &words,
                 bool isStart)
{
    const auto cased = [isStart](const QString &sentence) { return isStart ? capitalised(sentence) : sentence; };
    const auto &definition = *scored.definition;
    const auto &figure = *scored.driver.figure;
    auto prose = bench.prose();
    prose.set(QStringLiteral("v"), figure).set(QStringLiteral("noun"), ratioWords(definition.ratio).noun);
    prose.set(QStringLiteral("p"), figure.period.label());
    if (!isStart)
        prose.set(QStringLiteral("company"), QStringLiteral("it"))
            .set(QStringLiteral("companys"), QStringLiteral("its"));
    if (scored.driver.reference)
        prose.set(QStringLiteral("reference"), *scored.driver.reference);
    if (scored.driver.basis == QLatin1String("answer")) {
        prose.set(QStringLiteral("driver"), definition.label.toLower());
        prose.write(claim, cased(words.text("driver_answer")));
    } else if (definition.measure == QLatin1String("ratio")) {
        prose.write(claim, cased(ratioWords(definition.ratio).level));
        if (scored.driver.reference) {
            prose.set(QStringLiteral("basis"), basisWords(scored.driver.basis));
            prose.write(claim, words.text("driver_reference"));
        }
    } else {
        prose.write(claim, cased(words.texts.value(QStringLiteral("driver_") + definition.measure)));
    }
}

} // namespace

QString strengthWord(double score)
{
    if (score < 1.8)
        return QStringLiteral("weak");
    if (score < 2.6)
        return QStringLiteral("modest");
    if (score < 3.4)
        return QStringLiteral("moderate");
    if (score < 4.2)
        return QStringLiteral("strong");
    return QStringLiteral("very strong");
}

ForceSection::ForceSection(Workbench &bench, PlaybookReader &playbook, const FrameworkDefinitions &definitions,
                           const ForceDefinition &force)
    : m_bench(bench)
    , m_playbook(playbook)
    , m_definitions(definitions)
    , m_force(force)
{
}

QString ForceSection::claimId(const QString &part) const
{
    return QStringLiteral("%1.%2.%3").arg(m_bench.framework(), m_force.id, part);
}

double ForceSection::confidence(const QList<ScoredDriver> &drivers) const
{
    double weakest = 1;
    for (const auto &scored : drivers) {
        if (scored.driver.score)
            weakest = std::min(weakest, confidenceOf(scored.driver.basis));
    }
    const double value = std::round(weakest * ForceDrivers::coverage(drivers) * 100) / 100;
    return std::min(value, m_force.ceiling);
}

FrameworkSection ForceSection::write()
{
    FrameworkSection section;
    section.id = m_force.id;
    section.title = m_force.title;
    ForceDrivers scoring(m_bench, m_definitions, m_force);
    const auto drivers = scoring.score();
    section.score = scoring.combine(drivers);
    if (m_bench.depth() != Depth::Quick)
        section.trend = scoring.trend(drivers);
    for (const auto &scored : drivers) {
        if (m_bench.depth() != Depth::Quick || scored.driver.score)
            section.drivers.append(scored.driver);
    }
    section.summary = m_bench.hasFacts() ? summary(drivers, scoring) : industryFinding(m_bench, m_force);
    section.implication = implication();
    addPassages(section);
    addDriverItems(drivers, section);
    addPlaybookItems(section);
    if (!section.score) {
        section.notDerivable = section.items.isEmpty()
                                   ? QStringLiteral("not derivable: ") + words().text("empty")
                                   : QStringLiteral("score not derivable: ") + words().text("empty_score");
    }
    return section;
}

std::optional<Claim> ForceSection::summary(const QList<ScoredDriver> &drivers, const ForceDrivers &scoring)
{
    if (!scoring.value())
        return std::nullopt;
    ClaimBuilder claim(claimId(QStringLiteral("summary")), Grade::Computed, confidence(drivers));
    auto prose = m_bench.prose();
    prose.set(QStringLiteral("subject"), capitalised(m_force.subject));
    prose.set(QStringLiteral("word"), strengthWord(scoring.value()->value));
    prose.set(QStringLiteral("v"), *scoring.value());
    prose.set(QStringLiteral("low"), *scoring.low()).set(QStringLiteral("high"), *scoring.high());
    prose.write(claim, words().text("summary"));

    const ScoredDriver *most = nullptr;
    const ScoredDriver *least = nullptr;
    for (const auto &scored : drivers) {
        if (scored.driver.score && (!most || pull(scored) > pull(*most)))
            most = &scored;
        if (scored.driver.score && (!least || pull(scored) < pull(*least)))
            least = &scored;
    }
    const double band = words().limit("neutral_band");
    const bool isRaised = most && most->driver.score->value > Neutral + band;
    const bool isLowered = least && least->driver.score->value < Neutral - band;
    const auto tell = [&](const ScoredDriver &scored, const char *text) {
        m_told.append(scored.driver.id);
        prose.setPart(QStringLiteral("driver"),
                      [&](ClaimBuilder &target) { writeDriver(m_bench, target, scored, words(), false); });
        prose.write(claim.text(QStringLiteral(" ")), words().text(text));
    };
    if (isRaised)
        tell(*most, "raised");
    if (isLowered)
        tell(*least, isRaised ? "lowered_too" : "lowered");
    claim.evidence(scoring.low()->ref).evidence(scoring.high()->ref);
    if (scoring.replaced())
        claim.evidence(scoring.replaced()->ref);
    return claim.build();
}

std::optional<Figure> ForceSection::amountOf(const AmountDefinition &amount, const Period &period)
{
    const auto formula = Expression::parse(amount.formula);
    if (!formula)
        return std::nullopt;
    QList<Bound> bound;
    for (const auto &name : formula->variables()) {
        const auto line = m_bench.line(amount.names.value(name, name));
        if (!line)
            return std::nullopt;
        bound.append(one(name, *line));
    }
    if (amount.id.isEmpty() || bound.isEmpty())
        return bound.isEmpty() ? std::nullopt : std::optional(bound.first().figures.first());
    return m_bench.compute(amount.id.section(QLatin1Char('.'), 0, 0), amount.title, amount.formula,
                           bound.first().figures.first().unit, bound, period,
                           m_force.scope + amount.id.section(QLatin1Char('.'), 1));
}

std::optional<Claim> ForceSection::implication()
{
    const auto revenue = m_bench.line(QStringLiteral("revenue"));
    if (!revenue)
        return std::nullopt;
    for (const auto &meaning : m_force.meanings) {
        const auto amount = amountOf(meaning.amount, revenue->period);
        if (!amount)
            continue;
        ClaimBuilder claim(claimId(QStringLiteral("implication")), Grade::Computed, confidenceOf(QString()));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("amount"), *amount);
        prose.write(claim, meaning.text);
        if (meaning.isShareOfIncome)
            addShareOfIncome(claim, *amount);
        return claim.build();
    }
    return std::nullopt;
}

void ForceSection::addShareOfIncome(ClaimBuilder &claim, const Figure &amount)
{
    const auto income = m_bench.line(QStringLiteral("operating_income"));
    const auto share =
        income && income->value > 0
            ? m_bench.shareOf(amount, *income, QStringLiteral("Share of operating income"), m_force.scope + m_force.id)
            : std::nullopt;
    auto prose = m_bench.prose();
    if (share)
        prose.set(QStringLiteral("share"), *share).write(claim, words().text("income_share"));
    else if (income && income->value <= 0)
        prose.write(claim, words().text("income_loss"));
    else
        claim.text(QStringLiteral("."));
}

void ForceSection::appendItem(FrameworkSection &section, const Claim &claim, const QMap<QString, QString> &fields)
{
    FrameworkItem item;
    item.id = QStringLiteral("%1.%2").arg(m_force.id).arg(section.items.size() + 1);
    item.claim = claim;
    item.fields = fields;
    section.items.append(item);
}

void ForceSection::addDriverItems(const QList<ScoredDriver> &drivers, FrameworkSection &section)
{
    QList<const ScoredDriver *> order;
    for (const auto &scored : drivers) {
        if (scored.driver.score && scored.driver.figure && !m_told.contains(scored.driver.id))
            order.append(&scored);
    }
    std::stable_sort(order.begin(), order.end(), [this](const ScoredDriver *left, const ScoredDriver *right) {
        const auto key = [this](const ScoredDriver *scored) {
            return std::pair(m_bench.topicRank(ratioWords(scored->definition->ratio).topics), -std::abs(pull(*scored)));
        };
        return key(left) < key(right);
    });
    const qsizetype limit = m_bench.depth() == Depth::Quick      ? words().count("drivers_quick")
                            : m_bench.depth() == Depth::Standard ? words().count("drivers_standard")
                                                                 : order.size();
    const double band = words().limit("neutral_band");
    for (const auto *scored : order.mid(0, limit)) {
        ClaimBuilder claim(claimId(QStringLiteral("driver.") + scored->driver.id), Grade::Computed,
                           confidenceOf(scored->driver.basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("subject"), m_force.subject);
        prose.setPart(QStringLiteral("driver"),
                      [&](ClaimBuilder &target) { writeDriver(m_bench, target, *scored, words(), true); });
        const double score = scored->driver.score->value;
        prose.write(claim, words().text(score > Neutral + band ? "adds" : score < Neutral - band ? "takes" : "leaves"));
        claim.evidence(scored->driver.score->ref);
        appendItem(section, claim.build(),
                   {{QStringLiteral("evidence_kind"), QStringLiteral("figure")},
                    {QStringLiteral("driver"), scored->driver.id}});
    }
}

void ForceSection::addPassages(FrameworkSection &section)
{
    for (const auto &definition : m_force.drivers) {
        const auto *query = m_definitions.queries.find(definition.query);
        if (query == nullptr)
            continue;
        for (const auto &quotation : quotations(m_bench.input(), *query)) {
            const auto id = claimId(QStringLiteral("passage.%1").arg(section.items.size() + 1));
            appendItem(section, quotationClaim(m_bench, id, quotation),
                       {{QStringLiteral("evidence_kind"), QStringLiteral("passage")},
                        {QStringLiteral("driver"), definition.id}});
        }
    }
}

void ForceSection::addPlaybookItems(FrameworkSection &section)
{
    auto statements = m_playbook.applicable(QStringLiteral("porter.") + m_force.id);
    const qsizetype limit = m_bench.depth() == Depth::Quick      ? words().count("playbook_quick")
                            : m_bench.depth() == Depth::Standard ? words().count("playbook_standard")
                                                                 : statements.size();
    for (const auto &statement : statements.mid(0, limit)) {
        const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
        auto fields = statement.fields;
        fields.insert(QStringLiteral("evidence_kind"), QStringLiteral("playbook"));
        appendItem(section, m_playbook.claim(claimId(QStringLiteral("playbook.") + key), statement, m_force.fallback),
                   fields);
    }
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/synthesis.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/industry_finding.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/position.h"
#include "analysis/recommending/recommending.h"
#include "analysis/recommending/tipping_claims.h"
#include "analysis/summary_evidence.h"
#include "analysis/topic_answer.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

const FrameworkOutput *outputOf(const QList<FrameworkOutput> &frameworks, const char *id)
{
    for (const auto &framework : frameworks) {
        if (framework.result.id == QLatin1String(id))
            return &framework;
    }
    return nullptr;
}

const FrameworkSection *sectionOf(const FrameworkOutput *framework, const QString &id)
{
    if (!framework)
        return nullptr;
    for (const auto &section : framework->result.sections) {
        if (section.id == id)
            return &section;
    }
    return nullptr;
}

QString uncapitalised(const QString &text)
{
    const bool isWord = text.size() > 1 && text[1].isLower();
    return isWord ? text.left(1).toLower() + text.mid(1) : text;
}

QStringList topicsOf(const FrameworkItem &item)
{
    return item.fields.value(QStringLiteral("topics")).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// Puts the summary and the recommendations together from one company's figures and what the frameworks found.
class Synthesis {
public:
    Synthesis(const FrameworkInput &input, const QList<FrameworkOutput> &frameworks)
        : m_bench(input, QStringLiteral("synthesis"))
        , m_frameworks(frameworks)
        , m_swot(outputOf(frameworks, "swot"))
        , m_pestel(outputOf(frameworks, "pestel"))
        , m_porter(outputOf(frameworks, "porter"))
    {
        for (const auto &framework : frameworks)
            m_bench.merge(framework.evidence);
    }

    [[nodiscard]] SynthesisOutput make()
    {
        recommend();
        m_output.summary.limits = limits();
        m_output.summary.answer = answer();
        m_output.summary.situation =
            m_bench.hasFacts() ? situation(m_bench) : industrySituation(m_bench, QStringLiteral("summary.situation"));
        m_output.summary.complication = complication(m_bench);
        m_output.summary.supports = supports();
        m_output.summary.risks = risks();
        m_output.summary.nextSteps = nextSteps();
        m_output.requests = m_bench.requests();
        m_output.evidence = evidence();
        return m_output;
    }

private:
    static double weightOf(const QString &word)
    {
        return word == QLatin1String("high") ? 3 : word == QLatin1String("medium") ? 2 : 1;
    }

    void recommend()
    {
        const int limit = m_bench.depth() == Depth::Quick ? 2 : m_bench.depth() == Depth::Standard ? 4 : 8;
        m_options = consultantos::recommend(m_bench, m_frameworks, limit);
        for (const auto &option : std::as_const(m_options))
            m_output.recommendations.append(option.recommendation);
        m_output.tippingPoints = tippingClaims(m_bench, m_output.recommendations);
    }

    [[nodiscard]] QStringList limits() const
    {
        QStringList found;
        const auto &input = m_bench.input();
        if (!m_bench.hasFacts()) {
            found.append(
                QStringLiteral("No filed figures of %1 are stored: nothing here is computed from its own statements.")
                    .arg(m_bench.name()));
            if (!input.playbook.statements.isEmpty()) {
                found.append(
                    QStringLiteral(
                        "What follows rests on the playbook of the industry \"%1\" and holds for its companies in "
                        "general.")
                        .arg(input.playbook.title));
            }
        } else {
            found.append(QStringLiteral("The latest stored fiscal year of %1 is %2; nothing later is considered.")
                             .arg(m_bench.name(), m_bench.latestLabel()));
            if (m_bench.peers().size() < Workbench::MinPeers) {
                found.append(
                    m_bench.peers().isEmpty()
                        ? QStringLiteral(
                            "No comparable peer is stored for that year: comparisons rest on published industry "
                            "averages and the company's own history.")
                        : QStringLiteral(
                            "Fewer than five comparable peers are stored for that year: comparisons rest on "
                            "published industry averages and the company's own history."));
            }
            if (m_bench.periods().size() < 2)
                found.append(QStringLiteral("Only one fiscal year is stored: no change over time can be told."));
        }
        if (input.playbook.statements.isEmpty())
            found.append(QStringLiteral("No playbook of the industry is stored: only figures speak."));
        if (!input.request.region.trimmed().isEmpty() && m_bench.hasFacts())
            found.append(QStringLiteral("The stored figures are those of the whole company, not of %1.")
                             .arg(m_bench.regionName()));
        return found;
    }

    [[nodiscard]] std::optional<Claim> answer()
    {
        const auto verdict = topicVerdict(m_bench, QStringLiteral("summary.answer"));
        if (!verdict)
            return playbookAnswer();
        if (m_options.isEmpty())
            return verdict;
        // The verdict's claim is complete in itself: the first move is added with its own evidence. Both together are
        // known no better than the weaker of them.
        const auto &first = m_options.first();
        const auto &option = first.recommendation;
        ClaimBuilder claim(verdict->id, std::max(verdict->grade, option.claim.grade),
                           std::min(verdict->confidence, option.claim.confidence));
        writeWhole(claim, *verdict);
        claim.text(QStringLiteral(" First among the options"));
        const auto *impact = option.criterion(QStringLiteral("impact"));
        if (impact != nullptr && impact->figure)
            claim.text(QStringLiteral(", worth ")).figure(*impact->figure).text(QStringLiteral(" a year"));
        claim.text(QStringLiteral(": ") + uncapitalised(option.title) + QLatin1Char('.'));
        if (first.option.outlook) {
            claim.text(first.option.kind.endsWith(QLatin1Char('o')) ? QStringLiteral(" The opening: ")
                                                                    : QStringLiteral(" The threat: "));
            writeFirstSentence(claim, first.option.outlook->claim);
            claim.text(stopAfterFirstSentence(first.option.outlook->claim));
        }
        citeGrounds(claim, option.claim);
        return claim.build();
    }

    /// With no figures the industry's knowledge that speaks most to the question answers what can be answered.
    [[nodiscard]] std::optional<Claim> playbookAnswer()
    {
        const FrameworkItem *best = nullptr;
        int bestRank = 0;
        for (const auto &framework : m_frameworks) {
            if (framework.result.id == QLatin1String("blue_ocean")) // hypotheses answer nothing
                continue;
            for (const auto &section : framework.result.sections) {
                for (const auto &item : section.items) {
                    const int rank = m_bench.topicRank(rankingTopics(item));
                    if (!best || rank < bestRank) {
                        best = &item;
                        bestRank = rank;
                    }
                }
            }
        }
        if (!best)
            return std::nullopt;
        ClaimBuilder claim(QStringLiteral("summary.answer"), best->claim.grade, best->claim.confidence);
        claim.text(QStringLiteral("Without filed figures only this can be said of %1, as of its industry: ")
                       .arg(m_bench.name()));
        writeFirstSentence(claim, best->claim);
        claim.text(stopAfterFirstSentence(best->claim));
        return claim.build();
    }

    /// Topics of an item, from its fields or from the playbook statement that it tells.
    [[nodiscard]] QStringList rankingTopics(const FrameworkItem &item) const
    {
        auto topics = topicsOf(item);
        for (const auto &statement : m_bench.input().playbook.statements) {
            if (item.claim.evidence.contains(statement.entry.id))
                topics += statement.topics;
        }
        return topics;
    }

    [[nodiscard]] QList<Claim> supports()
    {
        const int limit = m_bench.depth() == Depth::Deep ? 5 : 3;
        QList<Claim> found;
        const auto ratios = answeringRatios(m_bench, limit + 1);
        for (const auto &answering : ratios.mid(1)) {
            if (const auto claim =
                    ratioFinding(m_bench, answering.ratioId, QStringLiteral("summary.support.") + answering.ratioId);
                claim && found.size() < limit - 1)
                found.append(*claim);
        }
        // The last word goes to the force or trait that the frameworks found most telling for this question.
        if (const auto *section = mostTellingForce(); section && section->summary)
            found.append(withId(*section->summary, QStringLiteral("summary.support.%1").arg(section->id)));
        if (!m_bench.hasFacts())
            addPlaybookSupports(limit, found);
        found = found.mid(0, limit);
        if (const auto segment = segmentSupport(m_bench))
            found.append(*segment);
        found += quotedSupports(m_bench);
        return found + newsSupports(m_bench, found);
    }

    [[nodiscard]] const FrameworkSection *mostTellingForce() const
    {
        static const QMap<QString, QStringList> topics{
            {QStringLiteral("rivalry"),
             {QStringLiteral("competition"), QStringLiteral("growth"), QStringLiteral("profitability")}},
            {QStringLiteral("suppliers"), {QStringLiteral("suppliers"), QStringLiteral("efficiency")}},
            {QStringLiteral("buyers"),
             {QStringLiteral("customers"), QStringLiteral("cash"), QStringLiteral("liquidity")}},
            {QStringLiteral("new_entrants"),
             {QStringLiteral("expansion"), QStringLiteral("investment"), QStringLiteral("innovation"),
              QStringLiteral("valuation")}},
            {QStringLiteral("substitutes"), {QStringLiteral("technology")}},
        };
        const FrameworkSection *best = nullptr;
        std::pair<int, double> bestKey;
        if (!m_porter)
            return nullptr;
        for (const auto &section : m_porter->result.sections) {
            if (!section.score || !section.summary)
                continue;
            const std::pair<int, double> key{m_bench.topicRank(topics.value(section.id)), -section.score->value};
            if (!best || key < bestKey) {
                best = &section;
                bestKey = key;
            }
        }
        return best;
    }

    void addPlaybookSupports(int limit, QList<Claim> &found)
    {
        for (const auto &id : {QStringLiteral("rivalry"), QStringLiteral("buyers"), QStringLiteral("suppliers"),
                               QStringLiteral("new_entrants"), QStringLiteral("substitutes")}) {
            const auto *section = sectionOf(m_porter, id);
            if (section && !section->items.isEmpty() && found.size() < limit)
                found.append(withId(section->items.first().claim, QStringLiteral("summary.support.") + id));
        }
    }

    [[nodiscard]] QList<Claim> risks()
    {
        QList<const FrameworkItem *> threats;
        if (const auto *section = sectionOf(m_swot, QStringLiteral("threats"))) {
            for (const auto &item : section->items)
                threats.append(&item);
        } else if (m_pestel) {
            for (const auto &part : m_pestel->result.sections) {
                for (const auto &item : part.items) {
                    if (item.fields.value(QStringLiteral("direction")) == QLatin1String("threat"))
                        threats.append(&item);
                }
            }
        }
        std::stable_sort(threats.begin(), threats.end(), [this](const FrameworkItem *left, const FrameworkItem *right) {
            const auto key = [this](const FrameworkItem *item) {
                return std::pair(m_bench.topicRank(topicsOf(*item)),
                                 -weightOf(item->fields.value(QStringLiteral("impact"))));
            };
            return key(left) < key(right);
        });
        QList<Claim> found;
        const int limit = m_bench.depth() == Depth::Quick ? 1 : 3;
        for (const auto *item : std::as_const(threats)) {
            if (found.size() < limit)
                found.append(withId(item->claim, QStringLiteral("summary.risk.%1").arg(found.size() + 1)));
        }
        for (const auto &statement : m_bench.input().playbook.forUse(QStringLiteral("summary.risk"))) {
            const bool isNew = std::none_of(found.begin(), found.end(), [&statement](const Claim &claim) {
                return claim.evidence.contains(statement.entry.id);
            });
            if (found.size() >= limit || !isNew || !statement.whenRatio.isEmpty() || !statement.regions.isEmpty())
                continue;
            m_bench.add(statement.entry);
            ClaimBuilder claim(QStringLiteral("summary.risk.%1").arg(found.size() + 1), Grade::Playbook,
                               PlaybookReader::Confidence);
            writePlaybookText(claim, statement.entry);
            claim.evidence(statement.entry.id);
            found.append(claim.build());
        }
        return found + newRisks(m_bench, found);
    }

    /// What to do on Monday: weigh the best option, watch the complication's figure, obtain what would narrow the
    /// scores most.
    [[nodiscard]] QList<Claim> nextSteps()
    {
        QList<Claim> steps;
        const auto add = [&steps](ClaimBuilder &claim) { steps.append(claim.build()); };
        for (const auto &option : m_options.mid(0, 2)) {
            const auto &recommendation = option.recommendation;
            const auto *step = tellingStep(recommendation);
            if (step == nullptr)
                continue;
            ClaimBuilder claim(QStringLiteral("summary.next.%1").arg(steps.size() + 1), recommendation.claim.grade,
                               recommendation.claim.confidence);
            claim.text(
                QStringLiteral("%1. %2: %3.").arg(recommendation.title, step->owner, uncapitalised(step->action)));
            citeGroundsOrTell(claim, option.option.item->claim);
            add(claim);
        }
        const auto widest = widestForce();
        if (widest) {
            const auto *computation = m_bench.computation(widest->score->ref);
            if (computation) {
                ClaimBuilder claim(QStringLiteral("summary.next.%1").arg(steps.size() + 1), Grade::Computed, 0.95);
                auto prose = m_bench.prose();
                prose.set(QStringLiteral("v"),
                          Figure{computation->value, computation->unit, computation->period, computation->id});
                prose.set(QStringLiteral("title"), widest->title.toLower())
                    .set(QStringLiteral("what"), missingOf(*widest));
                prose.write(
                    claim,
                    QStringLiteral("Obtain what is missing on {title}: {what}. Of the five scores this one, {v}, is "
                                   "left most open by missing data."));
                add(claim);
            }
        }
        return steps;
    }

    /// The step of the first hundred days that tells the option from others: its diagnosis, else its trial.
    static const PlannedAction *tellingStep(const Recommendation &recommendation)
    {
        constexpr int DiagnosisWeek = 3;
        constexpr int TrialWeek = 7;
        for (const int week : {DiagnosisWeek, TrialWeek}) {
            for (const auto &action : recommendation.plan) {
                if (action.firstWeek == week)
                    return &action;
            }
        }
        return nullptr;
    }

    [[nodiscard]] const FrameworkSection *widestForce() const
    {
        const FrameworkSection *widest = nullptr;
        if (!m_porter)
            return nullptr;
        for (const auto &section : m_porter->result.sections) {
            if (!section.score || missingOf(section).isEmpty())
                continue;
            const double width = section.score->high - section.score->low;
            if (!widest || width > widest->score->high - widest->score->low)
                widest = &section;
        }
        return widest;
    }

    [[nodiscard]] QString missingOf(const FrameworkSection &section) const
    {
        QStringList labels;
        for (const auto &request : m_porter->requests) {
            if (request.affects.contains(QStringLiteral("porter.%1.score").arg(section.id)))
                labels += request.needs;
        }
        labels.removeDuplicates();
        for (auto &label : labels)
            label = lineName(label);
        return labels.mid(0, 3).join(QStringLiteral("; "));
    }

    [[nodiscard]] EvidenceBook evidence() const
    {
        QStringList roots;
        auto claims = m_output.summary.claims();
        for (const auto &recommendation : m_output.recommendations) {
            claims += recommendation.claims();
            roots += recommendation.figureRefs();
        }
        for (const auto &point : m_output.tippingPoints) {
            claims.append(point.claim);
            roots << point.today->ref << point.threshold->ref;
        }
        for (const auto &claim : std::as_const(claims)) {
            roots.append(claim.evidence);
            for (const auto &number : claim.numbers)
                roots.append(number.ref);
        }
        return m_bench.reachableFrom(roots);
    }

    Workbench m_bench;
    const QList<FrameworkOutput> &m_frameworks;
    const FrameworkOutput *m_swot;
    const FrameworkOutput *m_pestel;
    const FrameworkOutput *m_porter;
    QList<Recommended> m_options;
    SynthesisOutput m_output;
};

} // namespace

SynthesisOutput synthesise(const FrameworkInput &input, const QList<FrameworkOutput> &frameworks)
{
    return Synthesis(input, frameworks).make();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/blue_ocean.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/strategy_canvas.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double HighLevel = 7;
constexpr double LowLevel = 3.5;

int itemLimit(Depth depth)
{
    return depth == Depth::Quick ? 1 : depth == Depth::Standard ? 2 : 20;
}

/// Writes the cells of the grid.
class Grid {
public:
    Grid(Workbench &bench, PlaybookReader &playbook, const StrategyCanvas &canvas)
        : m_bench(bench)
        , m_playbook(playbook)
        , m_canvas(canvas)
    {
    }

    [[nodiscard]] FrameworkSection cell(const QString &id, const QString &title)
    {
        FrameworkSection section;
        section.id = id;
        section.title = title;
        auto candidates = candidatesOf(id);
        std::stable_sort(
            candidates.begin(), candidates.end(),
            [this](const FactorLevel *left, const FactorLevel *right) { return key(*left) < key(*right); });
        for (const auto *candidate : std::as_const(candidates)) {
            if (section.items.size() < itemLimit(m_bench.depth()))
                section.items.append(figureItem(id, section.items.size() + 1, *candidate));
        }
        addPlaybook(id, section);
        if (section.items.isEmpty()) {
            section.notDerivable =
                m_canvas.ownLevels().isEmpty()
                    ? QStringLiteral(
                        "not derivable: no factor of the canvas can be measured and no playbook statement holds here")
                    : QStringLiteral("not derivable: no factor on which %1 stands %2 calls for it, and no playbook "
                                     "statement holds "
                                     "here")
                          .arg(m_bench.name(),
                               id == QLatin1String("raise") ? QStringLiteral("low") : QStringLiteral("high"));
        }
        return section;
    }

private:
    [[nodiscard]] std::pair<int, double> key(const FactorLevel &level) const
    {
        return {m_bench.topicRank(ratioWords(level.factor->ratio).topics), -std::abs(level.level.value - 5)};
    }

    [[nodiscard]] bool isResultWeak() const
    {
        const auto *result = m_canvas.level(QStringLiteral("operating_result"));
        return result && (result->level.value <= LowLevel || result->own.value < 0);
    }

    [[nodiscard]] bool isResultStrong() const
    {
        const auto *result = m_canvas.level(QStringLiteral("operating_result"));
        return result && result->level.value >= HighLevel;
    }

    [[nodiscard]] QList<const FactorLevel *> candidatesOf(const QString &id) const
    {
        QList<const FactorLevel *> found;
        for (const auto &level : m_canvas.ownLevels()) {
            // Two or three companies of a broad sector are no measure of what should change.
            if (level.basis == QLatin1String("peers") && level.peerCount < Workbench::MinPeers)
                continue;
            const bool isHighSpending = level.factor->isSpending && level.level.value >= HighLevel;
            // A strong result pays for research and capacity; overhead is questioned all the same.
            const bool isPaidFor =
                isResultStrong()
                && (level.factor->id == QLatin1String("research") || level.factor->id == QLatin1String("capacity"));
            // Nobody gives up a whole function on figures alone: "eliminate" asks for parts of a high spending that the
            // result doesn't pay for.
            if ((id == QLatin1String("eliminate") && isHighSpending && isResultWeak() && level.level.value >= 9)
                || (id == QLatin1String("reduce") && isHighSpending && !isPaidFor
                    && !(isResultWeak() && level.level.value >= 9))
                || (id == QLatin1String("raise") && !level.factor->isSpending && level.level.value <= LowLevel))
                found.append(&level);
        }
        return found;
    }

    [[nodiscard]] FrameworkItem figureItem(const QString &id, qsizetype number, const FactorLevel &level)
    {
        const auto &ratioId = level.factor->ratio;
        const auto claimId = QStringLiteral("%1.%2.%3").arg(m_bench.framework(), id, level.factor->id);
        ClaimBuilder claim(claimId, Grade::Computed, confidenceOf(level.basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("v"), level.own).set(QStringLiteral("reference"), level.reference);
        prose.set(QStringLiteral("level"), level.level);
        prose.write(claim, capitalised(ratioWords(ratioId).level) + QStringLiteral(", against ")
                               + (level.basis == QLatin1String("peers")
                                      ? QStringLiteral("a median of {reference} among the peers on the canvas")
                                      : QStringLiteral("a published industry average of {reference}"))
                               + QStringLiteral(", which puts it at level {level}"));
        claim.text(adviceOf(id, level));
        FrameworkItem item;
        item.id = QStringLiteral("%1.%2").arg(id).arg(number);
        item.claim = claim.build();
        item.fields = {{QStringLiteral("factor"), level.factor->label},
                       {QStringLiteral("evidence_kind"), QStringLiteral("figure")},
                       {QStringLiteral("hypothesis"), QStringLiteral("no")}};
        item.soWhat = moneyOf(id, claimId, level);
        return item;
    }

    [[nodiscard]] QString adviceOf(const QString &id, const FactorLevel &level) const
    {
        if (id == QLatin1String("eliminate"))
            return QStringLiteral(
                "; with an operating result at the foot of the canvas, whatever part of it customers don't notice "
                "should go.");
        if (id == QLatin1String("raise"))
            return QStringLiteral("; here the company is behind what others already offer or earn.");
        return level.factor->id == QLatin1String("availability")
                   ? QStringLiteral("; it can be brought towards the others' without their customers waiting longer.")
                   : QStringLiteral("; unless customers pay for the difference, it can come down towards the others'.");
    }

    [[nodiscard]] std::optional<Claim> moneyOf(const QString &id, const QString &claimId, const FactorLevel &level)
    {
        const auto gap = m_bench.compute(
            QStringLiteral("canvas_gap"), QStringLiteral("Gap on the canvas: %1").arg(lineName(level.factor->ratio)),
            QStringLiteral("own - reference"), differenceUnit(level.own.unit),
            {one(QStringLiteral("own"), level.own), one(QStringLiteral("reference"), level.reference)},
            level.own.period, level.factor->ratio + QLatin1Char('-') + level.basis);
        const auto worth =
            gap ? worthOf(m_bench, level.factor->ratio, *gap, QStringLiteral("canvas-") + level.basis) : std::nullopt;
        if (!worth)
            return std::nullopt;
        ClaimBuilder claim(claimId + QStringLiteral(".so_what"), Grade::Computed, confidenceOf(level.basis));
        auto prose = m_bench.prose();
        prose.set(QStringLiteral("worth"), *worth);
        if (level.factor->id == QLatin1String("availability"))
            prose.write(claim, QStringLiteral("Meeting them on this would free {|worth|} of cash."));
        else if (level.factor->id == QLatin1String("growth"))
            prose.write(claim, QStringLiteral(
                                   "Growing as they do would add {|worth|} of revenue in a year at the size of {p}."));
        else if (id == QLatin1String("raise"))
            prose.write(claim, QStringLiteral("Drawing level would be worth {|worth|} a year at the revenue of {p}."));
        else
            prose.write(claim, QStringLiteral("The difference comes to {|worth|} a year at the revenue of {p}."));
        return claim.build();
    }

    void addPlaybook(const QString &id, FrameworkSection &section)
    {
        const auto statements = m_playbook.applicable(QStringLiteral("blue_ocean.") + id);
        const int limit = m_bench.depth() == Depth::Quick ? 1 : m_bench.depth() == Depth::Standard ? 3 : 20;
        int added = 0;
        for (const auto &statement : statements) {
            if (added++ >= limit)
                break;
            FrameworkItem item;
            const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
            item.id = QStringLiteral("%1.%2").arg(id).arg(section.items.size() + 1);
            item.claim =
                m_playbook.claim(QStringLiteral("%1.%2.playbook.%3").arg(m_bench.framework(), id, key), statement,
                                 {QStringLiteral("gross_margin"), QStringLiteral("sga_intensity"),
                                  QStringLiteral("revenue_growth"), QStringLiteral("capex_intensity")});
            item.fields = statement.fields;
            item.fields[QStringLiteral("evidence_kind")] = QStringLiteral("playbook");
            item.fields[QStringLiteral("hypothesis")] = QStringLiteral("yes");
            section.items.append(item);
        }
    }

    Workbench &m_bench;
    PlaybookReader &m_playbook;
    const StrategyCanvas &m_canvas;
};

std::optional<Claim> headline(Workbench &bench, const StrategyCanvas &canvas)
{
    const FactorLevel *highest = nullptr;
    const FactorLevel *lowest = nullptr;
    for (const auto &level : canvas.ownLevels()) {
        if (!highest || level.level.value > highest->level.value)
            highest = &level;
        if (!lowest || level.level.value < lowest->level.value)
            lowest = &level;
    }
    if (!highest || highest == lowest)
        return std::nullopt;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".headline"), Grade::Computed,
                       std::min(confidenceOf(highest->basis), confidenceOf(lowest->basis)));
    auto prose = bench.prose();
    prose.set(QStringLiteral("high"), lineName(highest->factor->ratio))
        .set(QStringLiteral("low"), lineName(lowest->factor->ratio));
    prose.set(QStringLiteral("highlevel"), highest->level).set(QStringLiteral("lowlevel"), lowest->level);
    const auto text =
        canvas.ownLevels().size() > 2
            ? QStringLiteral(
                "{companys} curve on the canvas is highest in {high} (level {highlevel} on a scale from zero "
                "to ten) and lowest in {low} (level {lowlevel}).")
            : QStringLiteral(
                "{companys} curve on the canvas is higher in {high} (level {highlevel} on a scale from zero "
                "to ten) than in {low} (level {lowlevel}).");
    prose.write(claim, text);
    // Highest and lowest of these.
    for (const auto &level : canvas.ownLevels())
        claim.evidence(level.level.ref);
    return claim.build();
}

void requestCompetingFactors(Workbench &bench, const FrameworkDefinitions &definitions)
{
    QStringList open;
    for (const auto &id : bench.input().playbook.competingFactors) {
        const bool isMeasured =
            std::any_of(definitions.parts.canvas.begin(), definitions.parts.canvas.end(),
                        [&id](const CanvasFactor &factor) { return factor.id == id || factor.ratio == id; });
        if (!isMeasured)
            open.append(lineName(id));
    }
    if (open.isEmpty())
        return;
    bench.request(QStringLiteral("data.blue_ocean.customer_factors"),
                  QStringLiteral("Customers' view of %1").arg(joined(open)),
                  QStringLiteral("not derivable: filed figures don't show what customers compare offers by"),
                  {QStringLiteral("customer survey or product tests"), QStringLiteral("price lists of the rivals")},
                  bench.framework() + QStringLiteral(".canvas"));
}

} // namespace

BlueOcean::BlueOcean(QString id, QString title, FrameworkDefinitions definitions)
    : m_id(std::move(id))
    , m_title(std::move(title))
    , m_definitions(std::move(definitions))
{
}

Result<FrameworkOutput> BlueOcean::derive(const FrameworkInput &input, const QList<FrameworkOutput> & /*earlier*/,
                                          const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, m_definitions);
    StrategyCanvas canvas(bench, m_definitions);
    canvas.build();
    if (!bench.hasFacts())
        bench.requestStatements(bench.framework() + QStringLiteral(".canvas"));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));

    FrameworkResult result;
    result.id = id();
    result.title = title();
    Grid grid(bench, playbook, canvas);
    result.sections.append(grid.cell(QStringLiteral("eliminate"), QStringLiteral("Eliminate")));
    result.sections.append(grid.cell(QStringLiteral("reduce"), QStringLiteral("Reduce")));
    result.sections.append(grid.cell(QStringLiteral("raise"), QStringLiteral("Raise")));
    result.sections.append(grid.cell(QStringLiteral("create"), QStringLiteral("Create")));
    result.headline = headline(bench, canvas);
    result.canvas = canvas.canvas();
    requestCompetingFactors(bench, m_definitions);
    result.notes.append(
        QStringLiteral("Levels show filed figures, not customers' judgement: they are percentiles among the companies "
                       "on the canvas, or gaps to the published average where fewer than five peers report."));
    result.notes.append(QStringLiteral("What to create is a hypothesis of the playbook until customers confirm it."));
    return bench.finish(result);
}

} // namespace consultantos

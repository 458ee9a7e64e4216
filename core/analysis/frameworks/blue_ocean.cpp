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

qsizetype limitOf(const BlockWords &words, const char *what, Depth depth)
{
    const auto *const suffix = depth == Depth::Quick ? "_quick" : depth == Depth::Standard ? "_standard" : "_deep";
    return static_cast<qsizetype>(words.limits.value(QLatin1String(what) + QLatin1String(suffix)));
}

/// Writes the cells of the grid.
class Grid {
public:
    Grid(Workbench &bench, PlaybookReader &playbook, const FrameworkParts &parts, const StrategyCanvas &canvas)
        : m_bench(bench)
        , m_playbook(playbook)
        , m_parts(parts)
        , m_words(parts.words)
        , m_canvas(canvas)
    {
    }

    [[nodiscard]] FrameworkSection cell(const QString &id)
    {
        FrameworkSection section;
        section.id = id;
        section.title = m_words.texts.value(QStringLiteral("title_") + id);
        auto candidates = candidatesOf(id);
        std::stable_sort(
            candidates.begin(), candidates.end(),
            [this](const FactorLevel *left, const FactorLevel *right) { return key(*left) < key(*right); });
        for (const auto *candidate : std::as_const(candidates)) {
            if (section.items.size() < limitOf(m_words, "items", m_bench.depth()))
                section.items.append(figureItem(id, section.items.size() + 1, *candidate));
        }
        addPlaybook(id, section);
        if (section.items.isEmpty()) {
            const auto reason = m_canvas.ownLevels().isEmpty() ? m_words.text("empty")
                                : id == QLatin1String("raise") ? m_words.text("empty_low")
                                                               : m_words.text("empty_high");
            section.notDerivable = QStringLiteral("not derivable: ") + withText(reason, "company", m_bench.name());
        }
        return section;
    }

private:
    [[nodiscard]] std::pair<int, double> key(const FactorLevel &level) const
    {
        return {m_bench.topicRank(ratioWords(level.factor->ratio).topics), -std::abs(level.level.value - 5)};
    }

    [[nodiscard]] const FactorLevel *result() const
    {
        for (const auto &level : m_canvas.ownLevels()) {
            if (level.factor->isResult)
                return &level;
        }
        return nullptr;
    }

    [[nodiscard]] bool isResultWeak() const
    {
        const auto *level = result();
        return level && (level->level.value <= m_words.limit("low_level") || level->own.value < 0);
    }

    [[nodiscard]] bool isResultStrong() const
    {
        const auto *level = result();
        return level && level->level.value >= m_words.limit("high_level");
    }

    [[nodiscard]] QList<const FactorLevel *> candidatesOf(const QString &id) const
    {
        QList<const FactorLevel *> found;
        for (const auto &level : m_canvas.ownLevels()) {
            // Two or three companies of a broad sector are no measure of what should change.
            if (level.basis == QLatin1String("peers") && level.peerCount < Workbench::MinPeers)
                continue;
            const bool isHighSpending = level.factor->isSpending && level.level.value >= m_words.limit("high_level");
            // A strong result pays for research and capacity; overhead is questioned all the same.
            const bool isPaidFor = isResultStrong() && level.factor->isPaidFor;
            // Nobody gives up a whole function on figures alone: "eliminate" asks for parts of a high spending that the
            // result doesn't pay for.
            const bool isTooHigh = isResultWeak() && level.level.value >= m_words.limit("eliminate_level");
            if ((id == QLatin1String("eliminate") && isHighSpending && isTooHigh)
                || (id == QLatin1String("reduce") && isHighSpending && !isPaidFor && !isTooHigh)
                || (id == QLatin1String("raise") && !level.factor->isSpending
                    && level.level.value <= m_words.limit("low_level")))
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
        const auto text = m_words.text(level.basis == QLatin1String("peers") ? "against_peers" : "against_average");
        prose.write(claim, withText(withText(text, "advice", adviceOf(id, level)), "fact",
                                    capitalised(ratioWords(ratioId).level)));
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
        const auto general = m_words.texts.value(QStringLiteral("advice_") + id);
        return id == QLatin1String("eliminate") ? general
                                                : level.factor->words.texts.value(QStringLiteral("advice"), general);
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
        const auto general = m_words.text(id == QLatin1String("raise") ? "worth_raise" : "worth_spending");
        prose.write(claim, level.factor->words.texts.value(QStringLiteral("worth"), general));
        return claim.build();
    }

    void addPlaybook(const QString &id, FrameworkSection &section)
    {
        const auto statements = m_playbook.applicable(QStringLiteral("blue_ocean.") + id);
        const auto limit = limitOf(m_words, "playbook", m_bench.depth());
        int added = 0;
        for (const auto &statement : statements) {
            if (added++ >= limit)
                break;
            FrameworkItem item;
            const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
            item.id = QStringLiteral("%1.%2").arg(id).arg(section.items.size() + 1);
            item.claim = m_playbook.claim(QStringLiteral("%1.%2.playbook.%3").arg(m_bench.framework(), id, key),
                                          statement, m_parts.canvasFallback);
            item.fields = statement.fields;
            item.fields[QStringLiteral("evidence_kind")] = QStringLiteral("playbook");
            item.fields[QStringLiteral("hypothesis")] = QStringLiteral("yes");
            section.items.append(item);
        }
    }

    Workbench &m_bench;
    PlaybookReader &m_playbook;
    const FrameworkParts &m_parts;
    const BlockWords &m_words;
    const StrategyCanvas &m_canvas;
};

std::optional<Claim> headline(Workbench &bench, const BlockWords &words, const StrategyCanvas &canvas)
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
    prose.write(claim, words.text(canvas.ownLevels().size() > 2 ? "headline" : "headline_two"));
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
    const auto &words = definitions.parts.words;
    bench.request(QStringLiteral("data.blue_ocean.customer_factors"),
                  withText(words.text("request_subject"), "factors", joined(open)),
                  QStringLiteral("not derivable: ") + words.text("request_reason"),
                  {words.text("request_need_survey"), words.text("request_need_prices")},
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
    const auto &words = m_definitions.parts.words;
    Grid grid(bench, playbook, m_definitions.parts, canvas);
    for (const auto *const cell : {"eliminate", "reduce", "raise", "create"})
        result.sections.append(grid.cell(QLatin1String(cell)));
    result.headline = headline(bench, words, canvas);
    result.canvas = canvas.canvas();
    requestCompetingFactors(bench, m_definitions);
    result.notes += {words.text("note_levels"), words.text("note_create")};
    result.notes += m_definitions.parts.notes;
    return bench.finish(result);
}

} // namespace consultantos

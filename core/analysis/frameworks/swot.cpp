// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/swot.h"

#include "analysis/frameworks/claim_parts.h"
#include "analysis/frameworks/playbook_reader.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/revenue_split.h"
#include "analysis/frameworks/tows.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

qsizetype itemLimit(const BlockWords &words, Depth depth)
{
    constexpr qsizetype All = 100;
    return depth == Depth::Quick      ? words.count("items_quick")
           : depth == Depth::Standard ? words.count("items_standard")
                                      : All;
}

/// Evidence that PESTEL found stands in its own book; SWOT shows the same claims and needs it too.
class OutlookFinder {
public:
    OutlookFinder(Workbench &bench, PlaybookReader &playbook, const BlockWords &words, const FrameworkOutput *pestel)
        : m_bench(bench)
        , m_playbook(playbook)
        , m_words(words)
        , m_pestel(pestel)
    {
    }

    [[nodiscard]] QList<Outlook> find(const QString &section)
    {
        const auto direction =
            section == QLatin1String("opportunities") ? QStringLiteral("opportunity") : QStringLiteral("threat");
        QList<Outlook> found;
        QStringList seen;
        const auto statements = m_playbook.applicable(QStringLiteral("swot.") + section);
        for (const auto &statement : statements) {
            Outlook outlook;
            const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
            outlook.item.claim =
                m_playbook.claim(QStringLiteral("%1.%2.playbook.%3").arg(m_bench.framework(), section, key), statement,
                                 topicRatios(statement));
            outlook.item.fields = statement.fields;
            outlook.item.fields[QStringLiteral("evidence_kind")] = QStringLiteral("playbook");
            outlook.topics = statement.topics;
            outlook.impact = statement.fields.value(QStringLiteral("impact"));
            seen.append(statement.entry.id);
            found.append(outlook);
        }
        addFromPestel(section, direction, seen, found);
        if (section == QLatin1String("threats"))
            addRiskNews(found);
        else
            addFastestPart(found);
        std::stable_sort(found.begin(), found.end(),
                         [this](const Outlook &left, const Outlook &right) { return key(left) < key(right); });
        found = found.mid(0, itemLimit(m_words, m_bench.depth()));
        for (qsizetype i = 0; i < found.size(); ++i) {
            found[i].item.id = QStringLiteral("%1.%2").arg(section).arg(i + 1);
            found[i].item.fields[QStringLiteral("topics")] = found[i].topics.join(QLatin1Char(' '));
        }
        return found;
    }

private:
    /// Figures that a statement may be joined to when it names none: those of its own topics.
    [[nodiscard]] static QStringList topicRatios(const PlaybookStatement &statement)
    {
        QStringList ratios;
        for (const auto &topic : statement.topics)
            ratios += ratiosOfTopic(topic);
        ratios.removeAll(QStringLiteral("effective_tax_rate")); // says nothing of other rules
        return ratios;
    }

    [[nodiscard]] std::pair<int, int> key(const Outlook &outlook) const
    {
        // What the company's own filing newly warns of is as pressing as what is known to weigh much; what it says in
        // so many words comes before what a playbook thinks slight.
        const auto kind = outlook.item.fields.value(QStringLiteral("evidence_kind"));
        const int impact = outlook.impact == QLatin1String("high") || kind == QLatin1String("risk factor") ? 0
                           : outlook.impact == QLatin1String("medium") || kind == QLatin1String("passage") ? 1
                                                                                                           : 2;
        return {m_bench.topicRank(outlook.topics), impact};
    }

    /// A measured effect that is small matters only where the question is about it.
    [[nodiscard]] bool isSlight(const FrameworkItem &item) const
    {
        const auto topics = item.fields.value(QStringLiteral("topics")).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        return item.fields.value(QStringLiteral("impact")) == QLatin1String("low")
               && item.fields.value(QStringLiteral("evidence_kind")) == QLatin1String("figure")
               && !m_bench.matchesQuestion(topics);
    }

    void addFromPestel(const QString &section, const QString &direction, QStringList seen, QList<Outlook> &found)
    {
        if (!m_pestel)
            return;
        for (const auto &part : m_pestel->result.sections) {
            for (const auto &item : part.items) {
                if (item.fields.value(QStringLiteral("direction")) != direction || isSlight(item))
                    continue;
                const auto isSeen = std::any_of(
                    seen.begin(), seen.end(), [&item](const QString &id) { return item.claim.evidence.contains(id); });
                if (isSeen)
                    continue;
                Outlook outlook;
                outlook.item.claim =
                    withId(item.claim, QStringLiteral("%1.%2.%3").arg(m_bench.framework(), section, item.claim.id));
                outlook.item.fields = item.fields;
                outlook.item.fields[QStringLiteral("source")] = QStringLiteral("pestel ") + part.title.toLower();
                outlook.item.links = {QStringLiteral("pestel.") + item.id};
                outlook.topics =
                    item.fields.value(QStringLiteral("topics")).split(QLatin1Char(' '), Qt::SkipEmptyParts);
                outlook.impact = item.fields.value(QStringLiteral("impact"));
                found.append(outlook);
                // A statement may belong to two classes of PESTEL; here it stands once.
                for (const auto &id : item.claim.evidence) {
                    if (id.startsWith(QLatin1String("k/")))
                        seen.append(id);
                }
            }
        }
    }

    /// New risk factors that belong to no class of PESTEL, or to one that had no more room.
    void addRiskNews(QList<Outlook> &found)
    {
        if (m_bench.depth() == Depth::Quick)
            return;
        int number = 0;
        for (const auto &news : m_bench.input().riskNews) {
            const bool isShown = std::any_of(found.cbegin(), found.cend(), [&news](const Outlook &outlook) {
                return outlook.item.claim.evidence.contains(news.passage.id);
            });
            if (!news.isNew || isShown)
                continue;
            Outlook outlook;
            outlook.item.claim = riskNewsClaim(
                m_bench, QStringLiteral("%1.threats.risk_factor.%2").arg(m_bench.framework()).arg(++number), news);
            outlook.item.fields = {{QStringLiteral("evidence_kind"), QStringLiteral("risk factor")},
                                   {QStringLiteral("impact"), QStringLiteral("open")},
                                   {QStringLiteral("likelihood"), likelihoodIn(news.quote)}};
            outlook.topics = {QStringLiteral("risk")};
            found.append(outlook);
        }
    }

    /// A part of the company that outgrows the rest shows where demand is.
    void addFastestPart(QList<Outlook> &found)
    {
        const auto part = fastestPart(revenueParts(m_bench));
        if (!part)
            return;
        Outlook outlook;
        outlook.item.claim = fastestPartClaim(m_bench, m_bench.framework() + QStringLiteral(".opportunities.part"),
                                              *part, m_words.text("fastest_part"));
        outlook.impact = impactWord(part->share, m_words);
        outlook.item.fields = {{QStringLiteral("evidence_kind"), QStringLiteral("figure")},
                               {QStringLiteral("impact"), outlook.impact},
                               {QStringLiteral("likelihood"), QStringLiteral("observed")},
                               {QStringLiteral("exposed_line"), QStringLiteral("revenue")}};
        outlook.topics = {QStringLiteral("growth"), QStringLiteral("expansion"), QStringLiteral("investment")};
        found.append(outlook);
    }

    Workbench &m_bench;
    PlaybookReader &m_playbook;
    const BlockWords &m_words;
    const FrameworkOutput *m_pestel;
};

FrameworkSection emptySection(const BlockWords &words, const QString &id)
{
    FrameworkSection section;
    section.id = id;
    section.title = words.texts.value(QStringLiteral("title_") + id);
    return section;
}

FrameworkSection traitSection(Workbench &bench, const BlockWords &words, const QString &id, QList<Trait> &traits)
{
    auto section = emptySection(words, id);
    for (qsizetype i = 0; i < traits.size(); ++i) {
        traits[i].item.id = QStringLiteral("%1.%2").arg(id).arg(i + 1);
        section.items.append(traits[i].item);
    }
    if (section.items.isEmpty()) {
        if (!bench.hasFacts())
            bench.requestStatements(bench.framework() + QLatin1Char('.') + id);
        section.notDerivable =
            bench.hasFacts() ? QStringLiteral("not derivable: ") + words.text("empty_traits")
                             : QStringLiteral("not derivable: no annual figures of %1 are stored").arg(bench.name());
    }
    return section;
}

FrameworkSection outlookSection(const BlockWords &words, const QString &id, const QList<Outlook> &outlooks)
{
    auto section = emptySection(words, id);
    for (const auto &outlook : outlooks)
        section.items.append(outlook.item);
    if (section.items.isEmpty())
        section.notDerivable = QStringLiteral("not derivable: ") + words.text("empty_outlooks");
    return section;
}

std::optional<Claim> headline(const Workbench &bench, const BlockWords &words, const QList<Trait> &strengths,
                              const QList<Trait> &weaknesses)
{
    if (strengths.isEmpty() && weaknesses.isEmpty())
        return std::nullopt;
    const auto &lead = strengths.isEmpty() ? weaknesses.first() : strengths.first();
    ClaimBuilder claim(bench.framework() + QStringLiteral(".headline"), Grade::Computed, lead.item.claim.confidence);
    auto prose = bench.prose();
    const auto tell = [&](const char *place, const Trait &trait, const char *text) {
        prose.setPart(QLatin1String(place),
                      [&](ClaimBuilder &target) { writeFirstSentence(target, trait.item.claim, bench.name()); });
        prose.write(claim, words.text(text));
    };
    if (!strengths.isEmpty())
        tell("strength", strengths.first(), "headline_strength");
    if (!strengths.isEmpty() && !weaknesses.isEmpty())
        claim.text(QStringLiteral(" "));
    if (!weaknesses.isEmpty())
        tell("weakness", weaknesses.first(), strengths.isEmpty() ? "headline_weakness" : "headline_weakness_too");
    return claim.build();
}

} // namespace

Swot::Swot(QString id, QString title, FrameworkDefinitions definitions)
    : m_id(std::move(id))
    , m_title(std::move(title))
    , m_definitions(std::move(definitions))
{
}

Result<FrameworkOutput> Swot::derive(const FrameworkInput &input, const QList<FrameworkOutput> &earlier,
                                     const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, m_definitions);
    const auto &words = m_definitions.parts.words;
    const FrameworkOutput *pestel = nullptr;
    for (const auto &output : earlier) {
        if (output.result.id == QLatin1String("pestel"))
            pestel = &output;
    }
    if (pestel)
        bench.merge(pestel->evidence);

    QList<Trait> strengths;
    QList<Trait> weaknesses;
    const auto traits = findTraits(bench, m_definitions);
    for (const auto &trait : traits) {
        auto &side = trait.isStrength ? strengths : weaknesses;
        if (side.size() < itemLimit(words, bench.depth()))
            side.append(trait);
    }
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));

    FrameworkResult result;
    result.id = id();
    result.title = title();
    result.sections.append(traitSection(bench, words, QStringLiteral("strengths"), strengths));
    result.sections.append(traitSection(bench, words, QStringLiteral("weaknesses"), weaknesses));
    OutlookFinder finder(bench, playbook, words, pestel);
    const auto opportunities = finder.find(QStringLiteral("opportunities"));
    const auto threats = finder.find(QStringLiteral("threats"));
    result.sections.append(outlookSection(words, QStringLiteral("opportunities"), opportunities));
    result.sections.append(outlookSection(words, QStringLiteral("threats"), threats));
    result.sections.append(towsSection(bench, words, QStringLiteral("so"), strengths, opportunities));
    result.sections.append(towsSection(bench, words, QStringLiteral("st"), strengths, threats));
    result.sections.append(towsSection(bench, words, QStringLiteral("wo"), weaknesses, opportunities));
    result.sections.append(towsSection(bench, words, QStringLiteral("wt"), weaknesses, threats));
    result.headline = headline(bench, words, strengths, weaknesses);
    result.notes.append(words.text("note_traits"));
    if (!pestel && input.request.frameworks.contains(QStringLiteral("pestel")))
        result.notes.append(words.text("note_pestel"));
    result.notes += m_definitions.parts.notes;
    return bench.finish(result);
}

} // namespace consultantos

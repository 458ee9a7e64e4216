// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/porter.h"

#include "analysis/frameworks/force_section.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

std::optional<Claim> headline(const Workbench &bench, const FrameworkDefinitions &definitions,
                              const QList<FrameworkSection> &sections)
{
    const FrameworkSection *strongest = nullptr;
    const FrameworkSection *weakest = nullptr;
    int scored = 0;
    for (const auto &section : sections) {
        if (!section.score)
            continue;
        ++scored;
        if (!strongest || section.score->value > strongest->score->value)
            strongest = &section;
        if (!weakest || section.score->value < weakest->score->value)
            weakest = &section;
    }
    if (scored < 2)
        return std::nullopt;
    const auto figureOf = [&bench](const FrameworkSection &section) {
        const auto *computation = bench.computation(section.score->ref);
        return Figure{computation->value, computation->unit, computation->period, computation->id};
    };
    const auto subjectOf = [&definitions](const FrameworkSection &section) {
        for (const auto &force : definitions.parts.forces) {
            if (force.id == section.id)
                return force.subject;
        }
        return section.title;
    };
    const double confidence = strongest->summary ? strongest->summary->confidence : 0.5;
    ClaimBuilder claim(bench.framework() + QStringLiteral(".headline"), Grade::Computed, confidence);
    auto prose = bench.prose();
    prose.set(QStringLiteral("strongest"), subjectOf(*strongest)).set(QStringLiteral("high"), figureOf(*strongest));
    prose.set(QStringLiteral("weakest"), subjectOf(*weakest)).set(QStringLiteral("low"), figureOf(*weakest));
    prose.write(claim, definitions.parts.words.text("headline"));
    return claim.build();
}

} // namespace

Porter::Porter(QString id, QString title, FrameworkDefinitions definitions)
    : m_id(std::move(id))
    , m_title(std::move(title))
    , m_definitions(std::move(definitions))
{
}

Result<FrameworkOutput> Porter::derive(const FrameworkInput &input, const QList<FrameworkOutput> & /*earlier*/,
                                       const CancellationToken &cancel) const
{
    Workbench bench(input, id());
    PlaybookReader playbook(bench, m_definitions);
    FrameworkResult result;
    result.id = id();
    result.title = title();
    for (const auto &force : m_definitions.parts.forces) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Framework", "The analysis was cancelled."));
        result.sections.append(ForceSection(bench, playbook, m_definitions, force).write());
    }
    result.headline = headline(bench, m_definitions, result.sections);
    const auto &words = m_definitions.parts.words;
    result.notes.append(words.text("note_scoring"));
    if (bench.hasFacts() && bench.peers().size() < Workbench::MinPeers)
        result.notes.append(words.text("note_few_peers"));
    result.notes.append(words.text("note_concentration"));
    if (playbook.isRegionUnknown())
        result.notes.append(words.text("note_region"));
    result.notes += m_definitions.parts.notes;
    return bench.finish(result);
}

} // namespace consultantos

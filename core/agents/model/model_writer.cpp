// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/model/model_writer.h"

#include "agents/model/sendable_evidence.h"
#include "agents/model/writing_run.h"
#include "agents/standard_agents.h"
#include "llm/privacy/sending_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MostFigures = 70;
constexpr qsizetype MostPassages = 12;

/// Appends the id unless it is there.
void note(QStringList &refs, const QString &ref)
{
    if (!ref.isEmpty() && !refs.contains(ref))
        refs.append(ref);
}

void noteClaims(QStringList &refs, const QList<Claim> &claims)
{
    for (const auto &claim : claims) {
        for (const auto &number : claim.numbers)
            note(refs, number.ref);
        for (const auto &ref : claim.evidence)
            note(refs, ref);
    }
}

/// Figures first, cut to a number that a prompt can hold; then knowledge, then passages.
QStringList chosen(const QStringList &refs, const EvidenceBook &book)
{
    QStringList figures;
    QStringList knowledge;
    QStringList passages;
    for (const auto &ref : refs) {
        if (book.fact(ref) || book.computation(ref))
            figures.append(ref);
        else if (book.playbookEntry(ref))
            knowledge.append(ref);
        else if (book.passage(ref))
            passages.append(ref);
    }
    return figures.mid(0, MostFigures) + knowledge + passages.mid(0, MostPassages);
}

void addPassages(QStringList &refs, EvidenceBook &book, const QList<Passage> &passages)
{
    for (const auto &passage : passages) {
        book.add(passage);
        note(refs, passage.id);
    }
}

QList<Claim> rewordable(const QList<Claim> &claims)
{
    QList<Claim> found;
    std::copy_if(claims.cbegin(), claims.cend(), std::back_inserter(found), mayBeReworded);
    return found;
}

} // namespace

bool mayBeReworded(const Claim &claim)
{
    return claim.grade != Grade::Quoted && !claim.text.contains(QChar(0x201C))
           && std::none_of(claim.numbers.cbegin(), claim.numbers.cend(),
                           [](const NumberRef &number) { return number.unit == QLatin1String("quoted"); });
}

ModelWriter::ModelWriter(Parts parts)
    : m_parts(std::move(parts))
{
}

QString ModelWriter::cacheText() const
{
    return QString::number(WritingVersion) + QLatin1Char('\n') + m_parts.model->description();
}

ModelWriting ModelWriter::write(Task task, const FrameworkInput &input, const CancellationToken &cancel) const
{
    SendableEvidence sendableEvidence(*m_parts.model, task.book);
    const auto isKept = [&](const auto &piece) { return !sendableEvidence.maySend(piece); };
    task.refs.erase(std::remove_if(task.refs.begin(), task.refs.end(), isKept), task.refs.end());
    task.claims.erase(std::remove_if(task.claims.begin(), task.claims.end(), isKept), task.claims.end());
    task.refs = chosen(task.refs, task.book);
    const auto asked = sendable(*m_parts.model, input.request);
    const PromptEvidence evidence{input.company.name, asked.question, task.book, task.refs, task.claims};
    const auto prompt = evidencePrompt(evidence);
    WordingMaterial material;
    material.company = input.company;
    material.asked = asked.question + QLatin1Char(' ') + asked.region;
    material.facts = input.own.evidence.facts().values();
    material.book = task.book;
    material.ids = prompt.ids;
    material.claims = task.claims;
    const WordingCheck check(*m_parts.gate, *m_parts.words, material);
    WritingRun::Task run;
    run.agent = task.agent;
    run.reportId = task.reportId;
    run.title = task.title;
    run.evidence = prompt.text;
    run.claims = task.claims;
    for (auto name = prompt.ids.cbegin(); name != prompt.ids.cend(); ++name)
        run.refs.insert(name.value(), name.key());
    run.sections = task.sections;
    run.items = task.items;
    run.limit = m_parts.limit;
    run.reuse = m_parts.reuse;
    auto writing = WritingRun(*m_parts.model, check, run).run(cancel);
    QStringList roots;
    for (const auto &addition : std::as_const(writing.additions))
        roots += addition.item.claim.evidence;
    writing.evidence = task.book.reachableFrom(roots);
    if (prompt.withheld > 0)
        writing.limits.append(QCoreApplication::translate(
            "ModelWriter", "Passages that speak to a language model rather than to a reader were not shown to it."));
    return writing;
}

ModelWriting ModelWriter::framework(const FrameworkOutput &output, const FrameworkInput &input, const QString &reportId,
                                    const CancellationToken &cancel) const
{
    Task task;
    task.agent = agent_names::FrameworkPrefix + output.result.id;
    task.title = output.result.title;
    task.reportId = reportId;
    task.book = output.evidence;
    task.claims = rewordable(output.result.claims());
    noteClaims(task.refs, output.result.claims());
    for (const auto &section : output.result.sections) {
        task.sections.append({section.id, section.title});
        for (const auto &driver : section.drivers) {
            note(task.refs, driver.figure ? driver.figure->ref : QString());
            note(task.refs, driver.reference ? driver.reference->ref : QString());
        }
        for (const auto &item : section.items)
            task.items.insert(item.id);
    }
    for (auto it = input.found.cbegin(); it != input.found.cend(); ++it) {
        if (it.key().startsWith(output.result.id + QLatin1Char('.')))
            addPassages(task.refs, task.book, it.value());
    }
    addPassages(task.refs, task.book, input.passages);
    return write(std::move(task), input, cancel);
}

ModelWriting ModelWriter::summary(const SynthesisOutput &output, const FrameworkInput &input, const QString &reportId,
                                  const CancellationToken &cancel) const
{
    Task task;
    task.agent = agent_names::Synthesis;
    task.title = QStringLiteral("Executive summary");
    task.reportId = reportId;
    task.book = output.evidence;
    auto claims = output.summary.claims();
    for (const auto &recommendation : output.recommendations)
        claims.append(recommendation.claim);
    task.claims = rewordable(claims);
    noteClaims(task.refs, claims);
    task.sections = {{QStringLiteral("supports"), QStringLiteral("what supports the answer")},
                     {QStringLiteral("risks"), QStringLiteral("what speaks against it")},
                     {QStringLiteral("next_steps"), QStringLiteral("what to do next")}};
    addPassages(task.refs, task.book, input.passages);
    for (const auto &found : input.found)
        addPassages(task.refs, task.book, found.mid(0, 1));
    return write(std::move(task), input, cancel);
}

} // namespace consultantos

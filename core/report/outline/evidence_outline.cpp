// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/outline_parts.h"
#include "report/report_text.h"

#include <algorithm>

namespace consultantos::outline {

namespace {

/// "F1–F4, F9": labels of one letter that follow on each other as a range.
QString labelRanges(const QStringList &labels)
{
    QList<std::pair<QChar, int>> sorted;
    for (const auto &label : labels) {
        if (!label.isEmpty())
            sorted.append({label[0], label.mid(1).toInt()});
    }
    std::sort(sorted.begin(), sorted.end());
    QStringList ranges;
    for (qsizetype i = 0; i < sorted.size();) {
        auto last = i;
        while (last + 1 < sorted.size() && sorted[last + 1].first == sorted[i].first
               && sorted[last + 1].second == sorted[last].second + 1)
            ++last;
        const auto name = [&](qsizetype at) { return sorted[at].first + QString::number(sorted[at].second); };
        ranges.append(last > i ? name(i) + QChar(0x2013) + name(last) : name(i));
        i = last + 1;
    }
    return ranges.join(QStringLiteral(", "));
}

Section sourcesSection(const Report &report, const SourceNotes &notes)
{
    Section section{QStringLiteral("sources"), QStringLiteral("Sources"), {}, {}, {}, true};
    Table table{QStringLiteral("sources"),
                {},
                {{QStringLiteral("Kind"), false, 2},
                 {QStringLiteral("Source"), false, 5},
                 {QStringLiteral("Date"), false, 2},
                 {QStringLiteral("Place"), false, 3},
                 {QStringLiteral("Evidence"), false, 7}},
                {},
                {}};
    for (const auto &source : report.sources) {
        QStringList labels;
        for (const auto &id : source.evidence)
            labels.append(notes.index().label(id));
        table.rows.append({Cell{report_text::sourceKind(source.kind)}, Cell{report_text::sourceName(source)},
                           Cell{source.date ? source.date->toString(Qt::ISODate) : QString()},
                           Cell{report_text::sourcePlaces(source)}, Cell{labelRanges(labels)}});
    }
    section.blocks.append(block(table));
    return section;
}

/// A row an entry: its label, and the note without it.
template <typename Map>
void addEntries(Section &evidence, const QString &id, const QString &title, const Map &entries,
                const SourceNotes &notes)
{
    if (entries.isEmpty())
        return;
    Section section{id, title, {}, {}, {}, true};
    Table table{id, {}, {{QStringLiteral("No."), false, 1}, {QStringLiteral("Entry"), false, 12}}, {}, {}};
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        const auto label = notes.index().label(it.key());
        table.rows.append({Cell{label}, Cell{notes.entry(it.key()).mid(label.size() + 2)}});
    }
    section.blocks.append(block(table));
    evidence.sections.append(section);
}

void addPassages(Section &evidence, const Report &report, const SourceNotes &notes)
{
    if (report.evidence.passages().isEmpty())
        return;
    Section section{QStringLiteral("passages"), QStringLiteral("Passages"), {}, {}, {}, true};
    Table table{
        QStringLiteral("passages"),
        {},
        {{QStringLiteral("No."), false, 1}, {QStringLiteral("Place"), false, 4}, {QStringLiteral("Text"), false, 8}},
        {},
        {}};
    for (const auto &passage : report.evidence.passages()) {
        const auto label = notes.index().label(passage.id);
        table.rows.append({Cell{label}, Cell{notes.entry(passage.id).mid(label.size() + 2)}, Cell{passage.text}});
    }
    section.blocks.append(block(table));
    evidence.sections.append(section);
}

} // namespace

QList<Section> evidenceSections(const Report &report, const SourceNotes &notes)
{
    QList<Section> made;
    if (!report.sources.isEmpty())
        made.append(sourcesSection(report, notes));
    Section evidence{QStringLiteral("evidence"), QStringLiteral("Evidence"), {}, {}, {}, true};
    addEntries(evidence, QStringLiteral("computations"), QStringLiteral("Computations"), report.evidence.computations(),
               notes);
    addEntries(evidence, QStringLiteral("facts"), QStringLiteral("Facts"), report.evidence.facts(), notes);
    addPassages(evidence, report, notes);
    if (!report.evidence.playbook().isEmpty()) {
        Section section{QStringLiteral("playbook"), QStringLiteral("Playbook"), {}, {}, {}, true};
        Table table{QStringLiteral("playbook"),
                    {},
                    {{QStringLiteral("No."), false, 1},
                     {QStringLiteral("Industry"), false, 2},
                     {QStringLiteral("Statement"), false, 5},
                     {QStringLiteral("Reasoning"), false, 5}},
                    {},
                    {}};
        for (const auto &entry : report.evidence.playbook())
            table.rows.append({Cell{notes.index().label(entry.id)}, Cell{report_text::words(entry.industry)},
                               Cell{entry.text}, Cell{entry.reasoning}});
        section.blocks.append(block(table));
        evidence.sections.append(section);
    }
    if (!evidence.sections.isEmpty())
        made.append(evidence);
    return made;
}

} // namespace consultantos::outline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/outline/outline_parts.h"
#include "report/report_text.h"

#include <QHash>

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

/// Facts or computations of one kind, which stand in one row.
struct Group {
    QString part; ///< the table that it stands in
    QString what;
    QStringList labels{};
    QStringList values{}; ///< "2021-12-31: USD 53,823 M"
};

/// A table a part, in the order in which the parts first come; a row a group.
void addGroups(Section &section, const QList<Group> &groups, const QString &what)
{
    QStringList parts;
    for (const auto &group : groups) {
        if (!parts.contains(group.part))
            parts.append(group.part);
    }
    for (const auto &part : std::as_const(parts)) {
        Table table{QStringLiteral("%1-%2").arg(section.id).arg(parts.indexOf(part) + 1),
                    part,
                    {{QStringLiteral("No."), false, 2}, {what, false, 6}, {QStringLiteral("Values"), false, 9}},
                    {},
                    {}};
        for (const auto &group : groups) {
            if (group.part == part)
                table.rows.append(
                    {Cell{labelRanges(group.labels)}, Cell{group.what}, Cell{group.values.join(QStringLiteral("; "))}});
        }
        section.blocks.append(block(table));
    }
}

/// Which statement of the company a fact is a line of, by its id.
QHash<QString, QString> statementsOfFacts(const Report &report)
{
    QHash<QString, QString> statements;
    for (const auto &statement : report.financials.statements) {
        const auto title = report_text::statementTitle(statement).section(QLatin1Char(','), 0, 0);
        for (const auto &line : statement.lines) {
            for (const auto &figure : line.values) {
                if (figure && report.evidence.fact(figure->ref) != nullptr)
                    statements.insert(figure->ref, title);
            }
        }
    }
    return statements;
}

/// The parts that facts are told by, in their order.
QStringList factParts()
{
    return {QStringLiteral("Income statement"),    QStringLiteral("Balance sheet"),
            QStringLiteral("Cash flow statement"), QStringLiteral("Other figures of the company"),
            QStringLiteral("Other companies"),     QStringLiteral("Published averages")};
}

QString partOf(const Fact &fact, const Report &report, const QHash<QString, QString> &statements)
{
    if (fact.companyId.isEmpty())
        return factParts().last();
    if (fact.companyId != report.company.id)
        return factParts().at(4);
    return statements.value(fact.id, factParts().at(3));
}

QString companyName(const QString &id, const Report &report)
{
    for (const auto &peer : report.peers) {
        if (peer.companyId == id)
            return peer.name;
    }
    return id;
}

/// "2021-12-31", or from and to where it is not of a year.
QString periodOf(const Fact &fact, const Wording &wording)
{
    constexpr qint64 ShortestYear = 350;
    constexpr qint64 LongestYear = 380;
    const auto days = fact.start ? fact.start->daysTo(fact.end) + 1 : ShortestYear;
    return days >= ShortestYear && days <= LongestYear ? wording.date(fact.end) : report_text::span(fact, wording);
}

void addFacts(Section &evidence, const Report &report, const SourceNotes &notes, const Wording &wording)
{
    const auto statements = statementsOfFacts(report);
    QList<Group> groups;
    QHash<QString, qsizetype> places;
    for (const auto &fact : report.evidence.facts()) {
        const auto part = partOf(fact, report, statements);
        const auto key = QStringList{part, fact.companyId, fact.taxonomy, fact.tag, fact.dimensions, fact.unit}.join(
            QLatin1Char('\x1f'));
        if (!places.contains(key)) {
            places.insert(key, groups.size());
            const bool isOthers = !fact.companyId.isEmpty() && fact.companyId != report.company.id;
            const auto name = report_text::tag(fact);
            groups.append({part, isOthers ? companyName(fact.companyId, report) + QStringLiteral(": ") + name : name});
        }
        auto &group = groups[places.value(key)];
        group.labels.append(notes.index().label(fact.id));
        group.values.append(periodOf(fact, wording) + QStringLiteral(": ") + wording.value(fact.value(), fact.unit));
    }
    if (groups.isEmpty())
        return;
    std::stable_sort(groups.begin(), groups.end(), [parts = factParts()](const Group &left, const Group &right) {
        return parts.indexOf(left.part) < parts.indexOf(right.part);
    });
    Section section{QStringLiteral("facts"), QStringLiteral("Facts"), {}, {}, {}, true};
    addGroups(section, groups, QStringLiteral("Fact"));
    evidence.sections.append(section);
}

/// "with revenue = F12–F17; cost = F1–F6": what the formula's names are bound to in all of them.
QString inputsOf(const QList<const Computation *> &computations, const SourceNotes &notes, const Wording &wording)
{
    QStringList names;
    QHash<QString, QStringList> labels;
    for (const auto *computation : computations) {
        for (const auto &binding : computation->bindings) {
            if (!names.contains(binding.name))
                names.append(binding.name);
            for (const auto &ref : binding.refs) {
                if (const auto label = notes.index().label(ref); !labels[binding.name].contains(label))
                    labels[binding.name].append(label);
            }
        }
    }
    QStringList inputs;
    for (const auto &name : std::as_const(names))
        inputs.append(name + QStringLiteral(" = ") + labelRanges(labels.value(name)));
    return inputs.isEmpty() ? QString()
                            : QLatin1Char(' ') + wording.say(QStringLiteral("with")) + QLatin1Char(' ')
                                  + inputs.join(QStringLiteral("; "));
}

void addComputations(Section &evidence, const Report &report, const SourceNotes &notes, const Wording &wording)
{
    QStringList keys;
    QHash<QString, QList<const Computation *>> computations;
    for (const auto &computation : report.evidence.computations()) {
        const auto company = computation.id.section(QLatin1Char('/'), 1, 1);
        const auto key =
            QStringList{company, computation.method, computation.title, computation.formula}.join(QLatin1Char('\x1f'));
        if (!computations.contains(key))
            keys.append(key);
        computations[key].append(&computation);
    }
    if (keys.isEmpty())
        return;
    QList<Group> groups;
    for (const auto &key : std::as_const(keys)) {
        const auto &alike = computations[key];
        const auto &first = *alike.first();
        Group group{{}, first.title + QStringLiteral("; ") + first.formula + inputsOf(alike, notes, wording)};
        for (const auto *computation : alike) {
            group.labels.append(notes.index().label(computation->id));
            group.values.append(wording.period(computation->period) + QStringLiteral(": ")
                                + wording.value(computation->value, computation->unit));
        }
        groups.append(group);
    }
    Section section{QStringLiteral("computations"), QStringLiteral("Computations"), {}, {}, {}, true};
    addGroups(section, groups, QStringLiteral("Computation"));
    evidence.sections.append(section);
}

/// The beginning of a text, whole words of it.
QString beginning(const QString &text)
{
    constexpr qsizetype Most = 240;
    if (text.size() <= Most)
        return text;
    const auto end = text.lastIndexOf(QLatin1Char(' '), Most);
    return text.left(end > 0 ? end : Most) + QStringLiteral(" …");
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
        table.rows.append(
            {Cell{label}, Cell{notes.entry(passage.id).mid(label.size() + 2)}, Cell{beginning(passage.text)}});
    }
    section.blocks.append(block(table));
    evidence.sections.append(section);
}

void addPlaybook(Section &evidence, const Report &report, const SourceNotes &notes)
{
    if (report.evidence.playbook().isEmpty())
        return;
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

} // namespace

QList<Section> evidenceSections(const Report &report, const SourceNotes &notes, const Wording &wording)
{
    QList<Section> made;
    if (!report.sources.isEmpty())
        made.append(sourcesSection(report, notes));
    Section evidence{QStringLiteral("evidence"), QStringLiteral("Evidence"), {}, {}, {}, true};
    addComputations(evidence, report, notes, wording);
    addFacts(evidence, report, notes, wording);
    addPassages(evidence, report, notes);
    addPlaybook(evidence, report, notes);
    if (evidence.sections.isEmpty())
        return made;
    evidence.blocks.append(paragraph(words(QStringLiteral(
        "Evidence of one kind stands in one row, with a value a period; the sources above say which filing has it. "
        "Every entry "
        "by itself, with its exact value and its place, is in this report as HTML, JSON and workbook."))));
    made.append(evidence);
    return made;
}

} // namespace consultantos::outline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/data_section.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/force_section.h"
#include "analysis/frameworks/quotation.h"
#include "analysis/frameworks/ratio_words.h"
#include "analysis/frameworks/revenue_split.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

const QString NotDerivable = QStringLiteral("not derivable: ");

qsizetype limitOf(Depth depth, qsizetype quick, qsizetype standard)
{
    return depth == Depth::Quick ? quick : depth == Depth::Standard ? standard : 1000;
}

/// The text that a choice among words comes to; empty where none holds.
QString chosenWords(FigureNames &names, const QList<TextChoice> &choices)
{
    for (const auto &choice : choices) {
        if ((choice.when && !names.holds(*choice.when)) || !names.missing(placesOf(choice.text)).isEmpty())
            continue;
        auto text = choice.text;
        const auto places = placesOf(choice.text);
        for (const auto &place : places)
            text.replace(QLatin1Char('{') + place + QLatin1Char('}'), names.texts().value(place));
        return text;
    }
    return {};
}

} // namespace

std::optional<Claim> chosenClaim(const Workbench &bench, FigureNames &names, const QString &claimId,
                                 const QList<TextChoice> &choices)
{
    for (const auto &choice : choices) {
        const auto places = placesOf(choice.text);
        if (choice.when && !names.holds(*choice.when))
            continue;
        if (!names.missing(places).isEmpty())
            continue;
        auto used = places;
        if (choice.when)
            used += choice.when->variables();
        ClaimBuilder claim(claimId, Grade::Computed, names.confidence(used));
        auto prose = bench.prose();
        for (const auto &place : places) {
            const auto text = names.texts().constFind(place);
            if (text != names.texts().cend())
                prose.set(place, *text);
            else if (const auto figure = names.figure(place))
                prose.set(place, *figure);
        }
        prose.write(claim, choice.text);
        for (const auto &ref : names.refs(used))
            claim.evidence(ref);
        return claim.build();
    }
    return std::nullopt;
}

DataSection::DataSection(Workbench &bench, FigureNames &names, PlaybookReader &playbook,
                         const FrameworkDefinitions &definitions, const SectionDefinition &definition)
    : m_bench(bench)
    , m_names(names)
    , m_playbook(playbook)
    , m_definitions(definitions)
    , m_definition(definition)
{
}

void DataSection::append(FrameworkSection &section, FrameworkItem item)
{
    item.id = QStringLiteral("%1.%2").arg(section.id).arg(section.items.size() + 1);
    section.items.append(std::move(item));
}

FrameworkSection DataSection::write()
{
    FrameworkSection section;
    section.id = m_definition.id;
    section.title = m_definition.title;
    score(section);
    QList<Written> written;
    if (m_definition.each == QLatin1String("parts")) {
        addParts(written);
    } else {
        m_names.evaluate(m_definition.values);
        addRows(written, {});
    }
    std::stable_sort(written.begin(), written.end(),
                     [](const Written &left, const Written &right) { return left.order > right.order; });
    qsizetype kept = m_definition.most > 0 ? m_definition.most : written.size();
    kept = std::min(kept, limitOf(m_bench.depth(), 4, 12));
    for (const auto &entry : std::as_const(written).mid(0, kept))
        append(section, entry.item);

    const auto claimId = QStringLiteral("%1.%2.").arg(m_bench.framework(), section.id);
    section.summary = chosenClaim(m_bench, m_names, claimId + QStringLiteral("summary"), m_definition.summary);
    section.implication =
        chosenClaim(m_bench, m_names, claimId + QStringLiteral("implication"), m_definition.implication);
    addQuotations(section);
    addPlaybook(section);
    const bool isEmpty = section.items.isEmpty() && !section.summary && !section.implication;
    if (isEmpty || (!m_definition.force.drivers.isEmpty() && !section.score)) {
        const auto reason = !m_bench.hasFacts()
                                ? QStringLiteral("no annual figures of %1 are stored").arg(m_bench.name())
                            : m_definition.empty.isEmpty() ? QStringLiteral("what its entries rest on is not stored")
                                                           : m_definition.empty;
        section.notDerivable = NotDerivable + reason;
    }
    return section;
}

void DataSection::score(FrameworkSection &section)
{
    const auto &force = m_definition.force;
    if (force.drivers.isEmpty())
        return;
    ForceDrivers scoring(m_bench, m_definitions, force, [this](const QString &value) { return m_names.figure(value); });
    const auto drivers = scoring.score();
    section.score = scoring.combine(drivers);
    if (m_bench.depth() != Depth::Quick)
        section.trend = scoring.trend(drivers);
    const ScoredDriver *most = nullptr;
    const ScoredDriver *least = nullptr;
    const auto pull = [](const ScoredDriver &scored) {
        return scored.driver.weight * (scored.driver.score->value - 3);
    };
    double weakest = 0.95;
    for (const auto &scored : drivers) {
        if (m_bench.depth() != Depth::Quick || scored.driver.score)
            section.drivers.append(scored.driver);
        if (!scored.driver.score)
            continue;
        weakest = std::min(weakest, confidenceOf(scored.driver.basis));
        if (most == nullptr || pull(scored) > pull(*most))
            most = &scored;
        if (least == nullptr || pull(scored) < pull(*least))
            least = &scored;
    }
    for (const auto *name : {"score", "score_low", "score_high", "score_word", "raised_by", "lowered_by"})
        m_names.forget(QLatin1String(name));
    if (!section.score || most == nullptr || least == nullptr)
        return;
    const double confidence = std::round(weakest * ForceDrivers::coverage(drivers) * 100) / 100;
    const auto word = strengthWord(section.score->value);
    m_names.set(QStringLiteral("score"), *scoring.value(), confidence);
    m_names.set(QStringLiteral("score_low"), *scoring.low(), confidence);
    m_names.set(QStringLiteral("score_high"), *scoring.high(), confidence);
    m_names.setText(QStringLiteral("score_word"), word);
    m_names.setText(QStringLiteral("raised_by"), most->driver.label.toLower());
    m_names.setText(QStringLiteral("lowered_by"), least->driver.label.toLower());
    m_names.set(QStringLiteral("score_") + force.id, *scoring.value(), confidence);
    m_names.setText(QStringLiteral("word_") + force.id, word);
}

void DataSection::addParts(QList<Written> &written)
{
    const auto parts = revenueParts(m_bench);
    int number = 0;
    for (const auto &part : parts) {
        const auto suffix = QString::number(++number);
        for (const auto *name : {"part_share", "part_growth", "whole_growth", "part_name"})
            m_names.forget(QLatin1String(name));
        for (const auto &value : m_definition.values)
            m_names.forget(value.id);
        m_names.set(QStringLiteral("part_share"), part.share, confidenceOf(QString()));
        if (part.growth)
            m_names.set(QStringLiteral("part_growth"), *part.growth, confidenceOf(QString()));
        if (part.wholeGrowth)
            m_names.set(QStringLiteral("whole_growth"), *part.wholeGrowth, confidenceOf(QString()));
        m_names.setText(QStringLiteral("part_name"), part.name);
        m_names.evaluate(m_definition.values, suffix);
        addRows(written, QLatin1Char('.') + suffix);
    }
    if (parts.isEmpty() && m_bench.hasFacts()) {
        m_bench.request(QStringLiteral("data.parts"),
                        QStringLiteral("Revenue by segment or product, %1").arg(m_bench.latestLabel()),
                        NotDerivable + QStringLiteral("no filing with revenue by segment or product is stored"),
                        {QStringLiteral("annual report with segment figures")},
                        QStringLiteral("%1.%2").arg(m_bench.framework(), m_definition.id));
    }
}

void DataSection::addRows(QList<Written> &written, const QString &suffix)
{
    for (const auto &definition : m_definition.rows) {
        if (auto made = row(definition, suffix))
            written.append(std::move(*made));
    }
}

std::optional<DataSection::Written> DataSection::row(const RowDefinition &definition, const QString &suffix)
{
    if (definition.when) {
        const auto missing = m_names.missing(definition.when->variables());
        if (!missing.isEmpty()) {
            request(definition, missing);
            return std::nullopt;
        }
        if (!m_names.holds(*definition.when))
            return std::nullopt;
    }
    const auto claimId = QStringLiteral("%1.%2.%3").arg(m_bench.framework(), m_definition.id, definition.id) + suffix;
    const auto claim = chosenClaim(m_bench, m_names, claimId, definition.text);
    if (!claim) {
        QStringList missing;
        for (const auto &choice : definition.text)
            missing += m_names.missing(placesOf(choice.text));
        request(definition, missing);
        return std::nullopt;
    }
    Written made;
    made.item.claim = *claim;
    made.item.soWhat = chosenClaim(m_bench, m_names, claimId + QStringLiteral(".so_what"), definition.soWhat);
    // A consequence without a figure of its own rests on what it follows from.
    if (made.item.soWhat && made.item.soWhat->evidence.isEmpty()) {
        made.item.soWhat->evidence = claim->evidence;
        made.item.soWhat->confidence = std::min(made.item.soWhat->confidence, claim->confidence);
    }
    for (auto field = definition.fields.cbegin(); field != definition.fields.cend(); ++field) {
        const auto words = chosenWords(m_names, field.value());
        if (!words.isEmpty())
            made.item.fields.insert(field.key(), words);
    }
    made.item.fields.insert(QStringLiteral("evidence_kind"), QStringLiteral("figure"));
    if (!definition.topics.isEmpty())
        made.item.fields.insert(QStringLiteral("topics"), definition.topics.join(QLatin1Char(' ')));
    if (definition.order)
        made.order = m_names.evaluate(*definition.order).value_or(0);
    return made;
}

void DataSection::request(const RowDefinition &definition, const QStringList &missing)
{
    if (!m_bench.hasFacts() || missing.isEmpty())
        return;
    const auto affects = QStringLiteral("%1.%2.%3").arg(m_bench.framework(), m_definition.id, definition.id);
    QStringList needs = definition.needs;
    if (needs.isEmpty()) {
        for (const auto &name : missing) {
            for (const auto &need : m_names.needs(name)) {
                if (!needs.contains(need))
                    needs.append(need);
            }
        }
    }
    const auto titleOf = [this](const QString &name) {
        const auto title = m_names.title(name);
        return title.isEmpty() ? lineName(name) : title.left(1).toLower() + title.mid(1);
    };
    const auto subject = QStringLiteral("%1, %2").arg(
        needs.isEmpty() ? m_definition.title : capitalised(lineName(needs.first())), m_bench.latestLabel());
    const auto &first = missing.first();
    const auto [prefix, id] = splitPrefix(first);
    const auto reason =
        prefix == QLatin1String("peers_")
            ? QStringLiteral("fewer than five comparable peers report %1").arg(lineName(id))
        : prefix == QLatin1String("last5_")
            ? QStringLiteral("fewer than five years of %1 without a gap are stored").arg(lineName(id))
            : QStringLiteral("%1 has no figure here").arg(needs.isEmpty() ? titleOf(first) : lineName(needs.first()));
    m_bench.request(QStringLiteral("data.%1.%2.%3").arg(m_bench.framework(), m_definition.id, definition.id), subject,
                    NotDerivable + reason, needs, affects);
}

void DataSection::addQuotations(FrameworkSection &section)
{
    int number = 0;
    for (const auto &id : m_definition.queries) {
        const auto *query = m_definitions.queries.find(id);
        if (query == nullptr)
            continue;
        for (const auto &quotation : quotations(m_bench.input(), *query)) {
            FrameworkItem item;
            item.claim = quotationClaim(
                m_bench, QStringLiteral("%1.%2.passage.%3").arg(m_bench.framework(), section.id).arg(++number),
                quotation);
            item.fields = {{QStringLiteral("evidence_kind"), QStringLiteral("passage")}};
            append(section, std::move(item));
        }
    }
}

void DataSection::addPlaybook(FrameworkSection &section)
{
    QList<PlaybookStatement> statements;
    QStringList seen;
    for (const auto &use : m_definition.playbook) {
        for (const auto &statement : m_playbook.applicable(use)) {
            if (seen.contains(statement.entry.id))
                continue;
            seen.append(statement.entry.id);
            statements.append(statement);
        }
    }
    for (const auto &statement : statements.mid(0, limitOf(m_bench.depth(), 1, 2))) {
        FrameworkItem item;
        const auto key = statement.entry.id.section(QLatin1Char('/'), -1);
        item.claim =
            m_playbook.claim(QStringLiteral("%1.%2.playbook.%3").arg(m_bench.framework(), section.id, key), statement);
        item.fields = statement.fields;
        item.fields.insert(QStringLiteral("evidence_kind"), QStringLiteral("playbook"));
        append(section, std::move(item));
    }
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/evidence.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/binding_order.h"
#include "model/json_text.h"

#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

template <typename T>
const T *lookUp(const QMap<QString, T> &map, const QString &id)
{
    const auto found = map.constFind(id);
    return found == map.constEnd() ? nullptr : &*found;
}

} // namespace

void sortByName(QList<Binding> &bindings)
{
    std::sort(bindings.begin(), bindings.end(),
              [](const Binding &left, const Binding &right) { return left.name < right.name; });
}

QStringList Computation::inputs() const
{
    QStringList ids;
    QSet<QString> seen;
    for (const auto &binding : bindings) {
        for (const auto &ref : binding.refs) {
            if (seen.contains(ref))
                continue;
            seen.insert(ref);
            ids.append(ref);
        }
    }
    return ids;
}

Figure EvidenceBook::add(const Fact &fact, const Period &period)
{
    if (!m_facts.contains(fact.id))
        m_facts.insert(fact.id, fact);
    auto ofFigure = period;
    if (!ofFigure.end.isValid()) {
        ofFigure.start = fact.start;
        ofFigure.end = fact.end;
    }
    return Figure{fact.value(), fact.unit, ofFigure, fact.id};
}

Figure EvidenceBook::add(const Computation &computation)
{
    if (!m_computations.contains(computation.id)) {
        auto &kept = *m_computations.insert(computation.id, computation);
        sortByName(kept.bindings);
    }
    return Figure{computation.value, computation.unit, computation.period, computation.id};
}

void EvidenceBook::add(const Passage &passage)
{
    m_passages.insert(passage.id, passage);
}

void EvidenceBook::add(const PlaybookEntry &entry)
{
    m_playbook.insert(entry.id, entry);
}

void EvidenceBook::merge(const EvidenceBook &other)
{
    // insert(map) keeps the other's value on equal ids; ids name content, so either is the same.
    m_facts.insert(other.m_facts);
    m_computations.insert(other.m_computations);
    m_passages.insert(other.m_passages);
    m_playbook.insert(other.m_playbook);
}

bool EvidenceBook::contains(const QString &id) const
{
    return m_facts.contains(id) || m_computations.contains(id) || m_passages.contains(id) || m_playbook.contains(id);
}

const Fact *EvidenceBook::fact(const QString &id) const
{
    return lookUp(m_facts, id);
}

const Computation *EvidenceBook::computation(const QString &id) const
{
    return lookUp(m_computations, id);
}

const Passage *EvidenceBook::passage(const QString &id) const
{
    return lookUp(m_passages, id);
}

const PlaybookEntry *EvidenceBook::playbookEntry(const QString &id) const
{
    return lookUp(m_playbook, id);
}

QStringList EvidenceBook::idsReachableFrom(const QStringList &roots) const
{
    QStringList reached;
    QSet<QString> seen;
    auto pending = roots;
    while (!pending.isEmpty()) {
        const auto id = pending.takeFirst();
        if (seen.contains(id) || !contains(id))
            continue;
        seen.insert(id);
        reached.append(id);
        if (const auto *computed = computation(id))
            pending.append(computed->inputs());
    }
    return reached;
}

EvidenceBook EvidenceBook::reachableFrom(const QStringList &roots) const
{
    EvidenceBook kept;
    for (const auto &id : idsReachableFrom(roots)) {
        if (const auto *known = fact(id))
            kept.m_facts.insert(id, *known);
        else if (const auto *computed = computation(id))
            kept.m_computations.insert(id, *computed);
        else if (const auto *quoted = passage(id))
            kept.m_passages.insert(id, *quoted);
        else if (const auto *entry = playbookEntry(id))
            kept.m_playbook.insert(id, *entry);
    }
    return kept;
}

QJsonObject toJson(const Passage &passage)
{
    return {{QStringLiteral("id"), passage.id},
            {QStringLiteral("document"), passage.document},
            {QStringLiteral("page"), passage.page == 0 ? QJsonValue() : QJsonValue(passage.page)},
            {QStringLiteral("offset"), passage.offset},
            {QStringLiteral("text"), passage.text},
            {QStringLiteral("section"), passage.section},
            {QStringLiteral("date"), json::fromDate(passage.date)}};
}

Passage passageFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(),
            object[QStringLiteral("document")].toString(),
            object[QStringLiteral("page")].toInt(),
            object[QStringLiteral("offset")].toInt(),
            object[QStringLiteral("text")].toString(),
            object[QStringLiteral("section")].toString(),
            json::toOptionalDate(object[QStringLiteral("date")])};
}

QJsonObject toJson(const PlaybookEntry &entry)
{
    return {{QStringLiteral("id"), entry.id},
            {QStringLiteral("industry"), entry.industry},
            {QStringLiteral("text"), entry.text},
            {QStringLiteral("reasoning"), entry.reasoning}};
}

PlaybookEntry playbookEntryFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(), object[QStringLiteral("industry")].toString(),
            object[QStringLiteral("text")].toString(), object[QStringLiteral("reasoning")].toString()};
}

namespace {

/// What a name stands for: an id, or a list of them.
struct Bound {
    const Binding *binding = nullptr;
};

QJsonValue toJson(const Bound &bound)
{
    return bound.binding->isList ? QJsonValue(json::fromStrings(bound.binding->refs))
                                 : QJsonValue(bound.binding->refs.value(0));
}

void writeJson(JsonWriter &writer, const Bound &bound)
{
    if (bound.binding->isList)
        json::write(writer, bound.binding->refs);
    else
        json::write(writer, bound.binding->refs.value(0));
}

} // namespace

template <typename Fields>
static void describe(Fields &fields, const Computation &computation)
{
    QMap<QString, Bound> bindings;
    for (const auto &binding : computation.bindings)
        bindings.insert(binding.name, {&binding});
    fields("bindings", bindings);
    fields("formula", computation.formula);
    fields("id", computation.id);
    fields("inputs", computation.inputs());
    fields("method", computation.method);
    fields("period", computation.period);
    fields("title", computation.title);
    fields("unit", computation.unit);
    fields("value", computation.value);
}

QJsonObject toJson(const Computation &computation)
{
    return json::toObject(computation);
}

void writeJson(JsonWriter &writer, const Computation &computation)
{
    json::writeObject(writer, computation);
}

Computation computationFromJson(const QJsonObject &object)
{
    Computation computation;
    computation.id = object[QStringLiteral("id")].toString();
    computation.method = object[QStringLiteral("method")].toString();
    computation.title = object[QStringLiteral("title")].toString();
    computation.formula = object[QStringLiteral("formula")].toString();
    const auto bindings = object[QStringLiteral("bindings")].toObject();
    for (auto it = bindings.begin(); it != bindings.end(); ++it) {
        const bool isList = it.value().isArray();
        computation.bindings.append(
            {it.key(), isList ? json::toStrings(it.value()) : QStringList{it.value().toString()}, isList});
    }
    computation.value = object[QStringLiteral("value")].toDouble();
    computation.unit = object[QStringLiteral("unit")].toString();
    computation.period = periodFromJson(object[QStringLiteral("period")].toObject());
    return computation;
}

template <typename Fields>
static void describe(Fields &fields, const Figure &figure)
{
    fields("period", figure.period);
    fields("ref", figure.ref);
    fields("unit", figure.unit);
    fields("value", figure.value);
}

QJsonObject toJson(const Figure &figure)
{
    return json::toObject(figure);
}

void writeJson(JsonWriter &writer, const Figure &figure)
{
    json::writeObject(writer, figure);
}

Figure figureFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("value")].toDouble(), object[QStringLiteral("unit")].toString(),
            periodFromJson(object[QStringLiteral("period")].toObject()), object[QStringLiteral("ref")].toString()};
}

template <typename Fields>
static void describe(Fields &fields, const EvidenceBook &book)
{
    fields("computations", json::Values{book.computations()});
    fields("facts", json::Values{book.facts()});
    fields("passages", json::Values{book.passages()});
    fields("playbook", json::Values{book.playbook()});
}

QJsonObject toJson(const EvidenceBook &book)
{
    return json::toObject(book);
}

void writeJson(JsonWriter &writer, const EvidenceBook &book)
{
    json::writeObject(writer, book);
}

EvidenceBook evidenceBookFromJson(const QJsonObject &object)
{
    EvidenceBook book;
    for (const auto &fact : json::toList<Fact>(object[QStringLiteral("facts")], factFromJson))
        book.add(fact);
    for (const auto &passage : json::toList<Passage>(object[QStringLiteral("passages")], passageFromJson))
        book.add(passage);
    for (const auto &entry : json::toList<PlaybookEntry>(object[QStringLiteral("playbook")], playbookEntryFromJson))
        book.add(entry);
    for (const auto &computation :
         json::toList<Computation>(object[QStringLiteral("computations")], computationFromJson))
        book.add(computation);
    return book;
}

} // namespace consultantos

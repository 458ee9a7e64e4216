// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/source_list.h"

#include "storage/document_repository.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

const QString OfDocument = QStringLiteral("document");
const QString OfFiling = QStringLiteral("filing");
const QString OfNetwork = QStringLiteral("online");
const QString OfData = QStringLiteral("data");
const QString OfPlaybook = QStringLiteral("playbook");
const QString OfRequest = QStringLiteral("request");
const QString ContextDocument = QStringLiteral("context"); ///< in the ids of passages of the user's own words

int orderOf(const QString &kind)
{
    static const QStringList Order{OfDocument, OfFiling, OfNetwork, OfData, OfPlaybook, OfRequest};
    return static_cast<int>(Order.indexOf(kind));
}

/// A published average names the cell that it stands in; the data set is what a reader looks up.
QString dataSet(const QString &source)
{
    static const QRegularExpression Cell(QStringLiteral(", [^,]*![A-Z]+\\d+$"));
    return source.left(source.indexOf(Cell));
}

/// Collects sources by kind and id.
class SourceCollector {
public:
    explicit SourceCollector(const QHash<QString, Source> &known)
        : m_known(known)
    {
    }

    void add(const Passage &passage)
    {
        const auto document = passage.id.section(QLatin1Char('/'), 1, 1);
        if (document == ContextDocument) {
            source(OfRequest, passage.document).evidence.append(passage.id);
            return;
        }
        auto &found = documentSource(document, passage.document, passage.date);
        found.evidence.append(passage.id);
        cite(found, passage.page);
        if (!passage.section.isEmpty() && !found.sections.contains(passage.section))
            found.sections.append(passage.section);
    }

    void add(const Fact &fact)
    {
        const auto &place = fact.latest.place;
        if (place.document.startsWith(QLatin1String("answer/")) || fact.taxonomy == QLatin1String("answer")) {
            source(OfRequest, fact.source).evidence.append(fact.id);
        } else if (!place.isEmpty()) {
            auto &found = documentSource(place.document, fact.source, {});
            found.evidence.append(fact.id);
            cite(found, place.page);
        } else if (!fact.latest.accession.isEmpty()) {
            auto &found = source(OfFiling, fact.latest.accession);
            found.name = fact.latest.form;
            if (fact.latest.filed.isValid())
                found.date = fact.latest.filed;
            found.evidence.append(fact.id);
        } else {
            auto &found = source(fact.taxonomy == QLatin1String("user") ? OfRequest : OfData, dataSet(fact.source));
            found.evidence.append(fact.id);
            fetched(found, m_known.value(found.id));
        }
    }

    void add(const PlaybookEntry &entry) { source(OfPlaybook, entry.industry).evidence.append(entry.id); }

    [[nodiscard]] QList<Source> sources() const
    {
        auto sources = m_sources.values();
        for (auto &found : sources) {
            std::sort(found.pages.begin(), found.pages.end());
            std::sort(found.sections.begin(), found.sections.end());
        }
        std::stable_sort(sources.begin(), sources.end(), [](const Source &left, const Source &right) {
            if (left.kind != right.kind)
                return orderOf(left.kind) < orderOf(right.kind);
            const auto day = [](const Source &source) { return source.date ? -source.date->toJulianDay() : 0; };
            return std::tuple(day(left), left.name, left.id) < std::tuple(day(right), right.name, right.id);
        });
        return sources;
    }

private:
    Source &source(const QString &kind, const QString &id)
    {
        auto &found = m_sources[{kind, id}];
        if (found.id.isEmpty()) {
            found.kind = kind;
            found.id = found.name = id;
        }
        return found;
    }

    Source &documentSource(const QString &id, const QString &name, const std::optional<QDate> &date)
    {
        const auto known = m_known.constFind(id);
        const bool isKnown = known != m_known.constEnd();
        auto &found = source(isKnown && known->kind == OfNetwork ? OfNetwork : OfDocument, id);
        if (isKnown) {
            fetched(found, *known);
            found.name = known->name;
            found.title = known->title;
            found.date = known->date;
            found.fiscalYear = known->fiscalYear;
        } else {
            found.name = name;
            if (date)
                found.date = date;
        }
        return found;
    }

    static void fetched(Source &source, const Source &known)
    {
        source.address = known.address;
        source.retrieved = known.retrieved;
    }

    static void cite(Source &source, int page)
    {
        if (page > 0 && !source.pages.contains(page))
            source.pages.append(page);
    }

    const QHash<QString, Source> &m_known;
    QMap<std::pair<QString, QString>, Source> m_sources;
};

} // namespace

QList<Source> sourcesOf(const EvidenceBook &book, const QHash<QString, Source> &known)
{
    SourceCollector collector(known);
    for (const auto &passage : book.passages())
        collector.add(passage);
    for (const auto &fact : book.facts())
        collector.add(fact);
    for (const auto &entry : book.playbook())
        collector.add(entry);
    return collector.sources();
}

Result<QHash<QString, Source>> documentSources(const DocumentRepository *documents)
{
    QHash<QString, Source> sources;
    if (documents == nullptr)
        return sources;
    for (const auto &list : {documents->list(), documents->superseded()}) {
        if (!list)
            return tl::unexpected(list.error());
        for (const auto &record : *list) {
            Source source;
            source.name = record.name;
            source.title = record.title;
            source.date = record.date;
            source.fiscalYear = record.origin.fiscalYear;
            sources.insert(record.id, source);
        }
    }
    return sources;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/chat_evidence.h"

#include "model/fact_words.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// Facts of one answer beyond this many say nothing more.
constexpr qsizetype MostFactsOfAnswer = 12;

QString periodOf(const Fact &fact)
{
    return fact.start ? QStringLiteral("%1 … %2").arg(fact.start->toString(Qt::ISODate), fact.end.toString(Qt::ISODate))
                      : fact.end.toString(Qt::ISODate);
}

} // namespace

void ChatEvidence::append(ChatSource source)
{
    if (numberOf(source.ref) > 0)
        return;
    source.number = static_cast<int>(m_sources.size()) + 1;
    m_sources.append(std::move(source));
}

void ChatEvidence::add(const Computation &computation)
{
    m_book.add(computation);
    ChatSource source;
    source.kind = QStringLiteral("computation");
    source.ref = computation.id;
    source.label = QStringLiteral("%1, %2").arg(computation.title, computation.period.label());
    source.text = formatValue(computation.value, computation.unit);
    append(source);
}

void ChatEvidence::add(const Fact &fact)
{
    m_book.add(fact);
    ChatSource source;
    source.kind = QStringLiteral("fact");
    source.ref = fact.id;
    source.label = QStringLiteral("%1, %2").arg(tagWords(fact.tag), periodOf(fact));
    source.text = formatValue(fact.value(), fact.unit);
    source.document = fact.latest.place.document;
    source.page = fact.latest.place.page;
    append(source);
}

void ChatEvidence::add(const Passage &passage)
{
    m_book.add(passage);
    ChatSource source;
    source.kind = QStringLiteral("passage");
    source.ref = passage.id;
    source.label =
        passage.page > 0
            ? QCoreApplication::translate("Agents", "%1, page %2").arg(passage.document, QString::number(passage.page))
            : passage.document;
    source.text = passage.text;
    source.document = passage.id.section(QLatin1Char('/'), 1, 1);
    source.page = passage.page;
    append(source);
}

void ChatEvidence::add(const Claim &claim, const EvidenceBook &book, const QString &reportId, const QString &report)
{
    m_book.merge(book.reachableFrom(claim.evidence));
    ChatSource source;
    source.kind = QStringLiteral("claim");
    source.ref = claim.id;
    source.label = report;
    source.text = claim.text;
    source.reportId = reportId;
    append(source);
    m_claims.insert(numberOf(claim.id), claim);
}

void ChatEvidence::add(const EvidenceBook &book, const QString &id)
{
    m_book.merge(book.reachableFrom({id}));
    if (const auto *computation = book.computation(id))
        add(*computation);
    else if (const auto *fact = book.fact(id))
        add(*fact);
    else if (const auto *passage = book.passage(id))
        add(*passage);
}

void ChatEvidence::add(const Answer &answer)
{
    qsizetype facts = 0;
    for (const auto &id : answer.evidence.idsReachableFrom(answer.refs)) {
        const bool isFact = answer.evidence.fact(id) != nullptr;
        if (isFact && ++facts > MostFactsOfAnswer)
            continue;
        add(answer.evidence, id);
    }
}

int ChatEvidence::numberOf(const QString &ref) const
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [&ref](const ChatSource &source) { return source.ref == ref; });
    return found == m_sources.end() ? 0 : found->number;
}

const ChatSource *ChatEvidence::source(int number) const
{
    return number > 0 && number <= m_sources.size() ? &m_sources[number - 1] : nullptr;
}

const Claim *ChatEvidence::claim(int number) const
{
    const auto found = m_claims.constFind(number);
    return found == m_claims.constEnd() ? nullptr : &*found;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_search.h"

#include "widgets/async.h"

#include <QTimer>

#include <chrono>

namespace consultantos {

namespace {

constexpr std::chrono::milliseconds TypingPause{150};
constexpr int HitsAtOnce = 20;

struct Found {
    Result<PassageHits> hits;
    WordMatch match = WordMatch::All;
};

Found find(const DocumentRepository &documents, PassageFilter filter)
{
    auto hits = documents.search(filter);
    if (hits && hits->total == 0) {
        filter.match = WordMatch::Any;
        hits = documents.search(filter);
    }
    return {std::move(hits), filter.match};
}

} // namespace

DocumentSearch::DocumentSearch(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(TypingPause);
    connect(m_typing, &QTimer::timeout, this, &DocumentSearch::start);
}

void DocumentSearch::search(const PassageFilter &filter)
{
    m_filter = filter;
    m_filter.match = WordMatch::All;
    m_filter.limit = HitsAtOnce;
    m_filter.offset = 0;
    // What an earlier question finds is no longer wanted.
    ++m_query;
    if (m_filter.text.trimmed().isEmpty())
        m_typing->stop();
    else
        m_typing->start();
}

void DocumentSearch::searchNow(const PassageFilter &filter)
{
    search(filter);
    if (m_typing->isActive())
        start();
}

void DocumentSearch::start()
{
    m_typing->stop();
    runAsync(
        m_services.pool, this,
        [documents = m_services.documents, filter = m_filter] { return find(*documents, filter); },
        [this, query = ++m_query](const Found &found) {
            if (query != m_query)
                return;
            m_filter.match = found.match;
            if (found.hits)
                Q_EMIT this->found(*found.hits);
            else
                Q_EMIT failed(found.hits.error());
        });
}

void DocumentSearch::more(int have)
{
    auto next = m_filter;
    next.offset = have;
    runAsync(
        m_services.pool, this, [documents = m_services.documents, next] { return documents->search(next); },
        [this, query = ++m_query](const Result<PassageHits> &hits) {
            if (query != m_query)
                return;
            if (hits)
                Q_EMIT foundMore(*hits);
            else
                Q_EMIT failed(hits.error());
        });
}

} // namespace consultantos

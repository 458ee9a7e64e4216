// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/evidence_layers.h"

#include <QSet>

namespace consultantos {

namespace {

template <typename T>
const T *lastIn(const QList<EvidenceBook> &books, const T *(EvidenceBook::*find)(const QString &) const,
                const QString &id)
{
    for (auto book = books.crbegin(); book != books.crend(); ++book) {
        if (const auto *found = ((*book).*find)(id))
            return found;
    }
    return nullptr;
}

} // namespace

const Fact *EvidenceLayers::fact(const QString &id) const
{
    return lastIn(m_books, &EvidenceBook::fact, id);
}

const Computation *EvidenceLayers::computation(const QString &id) const
{
    return lastIn(m_books, &EvidenceBook::computation, id);
}

const Passage *EvidenceLayers::passage(const QString &id) const
{
    return lastIn(m_books, &EvidenceBook::passage, id);
}

const PlaybookEntry *EvidenceLayers::playbookEntry(const QString &id) const
{
    return lastIn(m_books, &EvidenceBook::playbookEntry, id);
}

EvidenceBook EvidenceLayers::reachableFrom(const QStringList &roots) const
{
    EvidenceBook kept;
    QSet<QString> seen;
    auto pending = roots;
    for (qsizetype i = 0; i < pending.size(); ++i) {
        const auto id = pending[i];
        if (seen.contains(id))
            continue;
        seen.insert(id);
        if (const auto *known = fact(id)) {
            kept.add(*known);
        } else if (const auto *computed = computation(id)) {
            kept.add(*computed);
            pending += computed->inputs();
        } else if (const auto *quoted = passage(id)) {
            kept.add(*quoted);
        } else if (const auto *entry = playbookEntry(id)) {
            kept.add(*entry);
        }
    }
    return kept;
}

} // namespace consultantos

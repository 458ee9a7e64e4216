// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence_index.h"

namespace consultantos {

namespace {

template <typename Map>
void number(const Map &entries, QLatin1Char letter, QHash<QString, QString> &labels)
{
    qsizetype count = 0;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it)
        labels.insert(it.key(), letter + QString::number(++count));
}

} // namespace

EvidenceIndex::EvidenceIndex(const EvidenceBook &book)
{
    number(book.facts(), QLatin1Char('F'), m_labels);
    number(book.computations(), QLatin1Char('C'), m_labels);
    number(book.passages(), QLatin1Char('P'), m_labels);
    number(book.playbook(), QLatin1Char('K'), m_labels);
}

QString EvidenceIndex::label(const QString &id) const
{
    return m_labels.value(id);
}

QString EvidenceIndex::anchor(const QString &id) const
{
    const auto known = label(id);
    return known.isEmpty() ? QString() : QStringLiteral("ev-") + known.toLower();
}

} // namespace consultantos

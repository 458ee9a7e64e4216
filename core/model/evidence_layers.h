// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Several books read as the one that merging them in their order would make, without copying what stands in them: of an id in
/// several the last book's counts. Holds shared copies of the books, so what is found lasts as long as this. Reading is
/// thread-safe.
class EvidenceLayers {
public:
    void add(const EvidenceBook &book) { m_books.append(book); }

    [[nodiscard]] const Fact *fact(const QString &id) const;
    [[nodiscard]] const Computation *computation(const QString &id) const;
    [[nodiscard]] const Passage *passage(const QString &id) const;
    [[nodiscard]] const PlaybookEntry *playbookEntry(const QString &id) const;

    /// As EvidenceBook::reachableFrom().
    [[nodiscard]] EvidenceBook reachableFrom(const QStringList &roots) const;

private:
    QList<EvidenceBook> m_books;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/formula_book.h"
#include "report/outline/source_notes.h"
#include "report/score_weights.h"

#include <QSet>

namespace consultantos {

/// The sheets of a report's workbook that all others take their numbers from: facts and weights as they may be changed,
/// computations over them, sources. Of one thread; all that it is given must outlive it.
class EvidenceSheets {
public:
    EvidenceSheets(FormulaBook &book, const Report &report, const SourceNotes &notes, Wording wording);

    /// Small letters, as spreadsheets tell names apart.
    [[nodiscard]] static QStringList names();
    /// Behind the sheets that are there.
    void add();
    /// Facts, weights and computations come before any cell that shows them.
    void write();

private:
    void header(const QStringList &titles);
    void writeFacts();
    void writeWeights();
    void writeComputations();
    void writeSources();
    void place(const Computation &computation);

    FormulaBook &m_book;
    const Report &m_report;
    const SourceNotes &m_notes;
    Wording m_wording;
    QList<ScoreWeight> m_weights;
    QHash<QString, WeightedFormula> m_weighted;
    QSet<QString> m_placed;
    int m_computationRow = 0;
};

} // namespace consultantos

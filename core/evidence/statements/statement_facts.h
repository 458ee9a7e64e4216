// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/filing_identity.h"
#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/statement_reading.h"
#include "evidence/statements/statement_table.h"
#include "model/document.h"

#include <QString>

namespace consultantos {
class ConceptCatalogue;
}

namespace consultantos::statements {

class RowMapper;

/// Turns the rows of one document's statements into lines and facts.
class StatementFacts {
public:
    /// Keeps references; all must outlive it.
    StatementFacts(const ConceptCatalogue &concepts, const LabelCatalogue &labels, const Document &document,
                   const FilingIdentity &filing, const QString &companyId);

    /// Appends the table's lines and facts to the reading. A fact that the reading has already is left as it is.
    void add(const StatementTable &table, StatementReading &reading) const;

private:
    struct Scales {
        double money = 1;
        double shares = 1;
        QString currency;
    };

    [[nodiscard]] Scales scalesOf(const StatementTable &table) const;
    void takeParts(const StatementTable &table, RowMapper &mapper, QHash<QString, qsizetype> &rowOfConcept,
                   QHash<QString, double> &signs) const;
    void addLines(const StatementTable &table, const Scales &scales, const QHash<qsizetype, QString> &conceptOfRow,
                  StatementReading &reading) const;
    void addFacts(const StatementTable &table, const Scales &scales, const QHash<QString, qsizetype> &rowOfConcept,
                  const QHash<QString, double> &signs, StatementReading &reading) const;
    [[nodiscard]] Fact factOf(const PrintedRow &row, const RowValue &value, const QString &conceptId,
                              const QString &unit, double number) const;
    [[nodiscard]] FactPlace placeOf(const PrintedRow &row, const RowValue &value) const;

    const ConceptCatalogue &m_concepts;
    const LabelCatalogue &m_labels;
    const Document &m_document;
    const FilingIdentity &m_filing;
    const QString &m_companyId;
};

} // namespace consultantos::statements

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/fiscal_calendar.h"
#include "model/evidence.h"
#include "model/fact.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The standardised lines of one company, period by period, resolved by the mapping of tags. Every value is a fact or
/// a computation that stands in the book given. Keeps pointers into `concepts` and `facts`: both must outlive it.
class StatementLines {
public:
    /// Facts in other currencies than `currency` and facts of a segment are not looked at.
    StatementLines(const ConceptCatalogue &concepts, QString companyId, QString currency, const QList<Fact> &facts);

    void resolveYears(const QList<Period> &years, EvidenceBook &book);
    /// `years` are those that the quarters belong to: their start is where a year-to-date value begins.
    void resolveQuarters(const QList<Period> &quarters, const QList<Period> &years, EvidenceBook &book);

    [[nodiscard]] std::optional<Figure> value(const QString &conceptId, const Period &period) const;
    /// The unit of a line's values.
    [[nodiscard]] QString unitOf(const ConceptDefinition &line) const;
    /// What the reader must know of the values: tags that disagree, values left out. English, without figures.
    [[nodiscard]] QStringList warnings() const;

private:
    using Row = QHash<QString, Figure>; ///< concept id → value

    [[nodiscard]] QList<const Fact *> factsOf(const QString &tag, const QString &unit) const;
    [[nodiscard]] const Fact *fittingOf(const ConceptDefinition &line, const QString &tag, const QDate &start,
                                        const QDate &end, qint64 tolerance) const;
    [[nodiscard]] std::optional<Figure> reportedYear(const ConceptDefinition &line, const Period &year,
                                                     EvidenceBook &book);
    [[nodiscard]] std::optional<Figure> reportedQuarter(const ConceptDefinition &line, const Period &quarter,
                                                        const QDate &yearStart, EvidenceBook &book) const;
    [[nodiscard]] std::optional<Figure> differenceOf(const ConceptDefinition &line, const QString &tag,
                                                     const Period &quarter, const QDate &yearStart,
                                                     EvidenceBook &book) const;
    void deriveMissing(Row &row, const Period &period, EvidenceBook &book) const;
    void leaveOutImplausible(Row &row, const Period &period);

    const ConceptCatalogue &m_concepts;
    QString m_companyId;
    QString m_currency;
    QHash<QString, QList<const Fact *>> m_facts; ///< by "taxonomy:tag"
    QMap<QString, Row> m_rows;                   ///< by the period's label
    QStringList m_conflicts;                     ///< labels of lines
    QMap<QString, QStringList> m_leftOut;        ///< sentence → periods
};

} // namespace consultantos

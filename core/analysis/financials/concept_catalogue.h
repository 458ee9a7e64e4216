// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What a line's values are measured in.
enum class Measure {
    Money,    ///< the company's reporting currency
    PerShare, ///< reporting currency per share
    Shares,
};

/// A formula over other lines that gives one that no tag reports.
struct ConceptDerivation {
    QString formula;
    QString title; ///< of the computation: says where the formula is a stand-in
};

/// A line of the standardised statements and where it comes from (resources/concepts.json).
struct ConceptDefinition {
    QString id;
    QString label;
    QString statement; ///< "income", "balance", "cash_flow"; empty: an input of other lines, not shown
    Measure measure = Measure::Money;
    bool isInstant = false;
    /// "taxonomy:tag", in the order in which they are tried; the last is always "statement:<id>", which facts carry
    /// that were read from a printed statement.
    QStringList tags;
    QList<ConceptDerivation> derive; ///< in the order in which they are tried
    QString plausibleIf;             ///< condition over the lines of the same year; empty: none
    QString otherwise;           ///< completes "Long-term debt: …" where it doesn't hold and the value is left out
    bool tellsConflicts = false; ///< tags that disagree are worth a warning
};

/// The ordered mapping of tags to statement lines. Immutable and thread-safe.
class ConceptCatalogue {
public:
    /// Malformed names the entry that is wrong: an unknown kind, a doubled id, a formula that can't be read or names
    /// no line.
    [[nodiscard]] static Result<ConceptCatalogue> load(const QString &path);

    [[nodiscard]] const QList<ConceptDefinition> &concepts() const { return m_concepts; }
    /// nullptr for an unknown id.
    [[nodiscard]] const ConceptDefinition *find(const QString &id) const;

private:
    QList<ConceptDefinition> m_concepts;
    QHash<QString, qsizetype> m_places;
};

} // namespace consultantos

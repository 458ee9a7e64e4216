// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace consultantos {
class ConceptCatalogue;
}

namespace consultantos::statements {

/// How a row's printed figures become a fact's value.
enum class SignRule {
    AsPrinted,
    Cost,    ///< positive as a cost, however the company prints deductions
    Outflow, ///< positive as a payment
    Share,   ///< the part of others in a profit: what total less part leaves decides
    Tax,     ///< positive as an expense: what income before tax and profit leave decides
    Gain,    ///< positive as an income: "other (income) expense" is turned
};

/// One way to call a row, with the circumstances in which it counts.
struct LabelPattern {
    QRegularExpression label; ///< over the whole normalised label
    QString section;          ///< id of a LabelSection; empty: anywhere
    bool isStrict = false;    ///< a row whose section can't be told doesn't count
    QRegularExpression under; ///< heading above; an empty pattern: any
    QString onlyIf;           ///< another entry that must have a row
    QString unless;           ///< another entry that mustn't
    QString above;            ///< another entry that must have a row further down
    QString below;            ///< another entry that must have a row further up
    QString notBelow;         ///< another entry that mustn't have a row further up
    bool isSingle = false;    ///< no other row there may bear any name of the entry: it would be a part of the whole
};

/// Rows that together are a concept of which no row gives the sum.
struct LabelParts {
    QString id;               ///< of the parts' concepts, with %1 for the number; empty: the concept has no parts
    int most = 0;             ///< more rows than that are left alone
    QString section;          ///< rows of this section are parts
    QRegularExpression label; ///< and rows that are called so
    /// Where the rows of this concept's sum name businesses, the rows further down that begin with these names, one for
    /// each, are parts as well; empty: businesses tell nothing.
    QString businessesOf;
    QRegularExpression noBusiness; ///< a row with this in it is another cost of the business
};

/// The names of one concept's row.
struct LabelEntry {
    QString id;        ///< unique: the concept's, and for a concept's row of another statement that with its name
    QString concept_;  ///< of resources/concepts.json; a helper's own id
    QString statement; ///< "income", "balance", "cash_flow"
    SignRule sign = SignRule::AsPrinted;
    bool isAnchor = false;        ///< such rows tell that a table is this statement
    bool isHelper = false;        ///< only a condition of others, never a fact
    QRegularExpression taboo;     ///< a label with this in it is none; an empty pattern: nothing
    QList<LabelPattern> patterns; ///< the best first
    LabelParts parts;

    /// Whether the label, by itself, names this concept.
    [[nodiscard]] bool fits(const QString &normalisedLabel) const;
};

/// A part of a statement and the headings that open it.
struct LabelSection {
    QString statement;
    QString id;
    QList<QRegularExpression> headings;
};

/// resources/statement_labels.json. Immutable and thread-safe.
class LabelCatalogue {
public:
    /// Malformed names the entry that is wrong: no concept of that id, an expression that can't be read, an unknown
    /// section, condition or sign.
    [[nodiscard]] static Result<LabelCatalogue> load(const QString &path, const ConceptCatalogue &concepts);

    [[nodiscard]] const QList<LabelEntry> &entries() const { return m_entries; }
    [[nodiscard]] const LabelEntry *find(const QString &id) const;
    /// Id of the section of a statement that a heading opens; empty if it opens none.
    [[nodiscard]] QString sectionOf(const QString &statement, const QString &normalisedHeading) const;

private:
    /// What is wrong with an entry's conditions; empty if nothing.
    [[nodiscard]] QString faultOf(const LabelEntry &entry) const;

    QList<LabelEntry> m_entries;
    QList<LabelSection> m_sections;
    QHash<QString, qsizetype> m_places;
};

} // namespace consultantos::statements

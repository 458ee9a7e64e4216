// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QDate>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A value that a valuation rests on, and where it comes from.
struct Assumption {
    QString name; ///< as formulas call it, e.g. "terminal_growth"
    QString title;
    Figure figure;
    QString source;       ///< for people: a filing, a published table's cell, or that it is the user's own
    bool isUsers = false; ///< somebody's judgement, not a stored figure
    bool isGiven = false; ///< of the user, without a reason; else a judgement of the program that says why

    bool operator==(const Assumption &) const = default;
};

/// The assumptions of one valuation, in the order in which they are shown, with their evidence. A value.
class AssumptionTable {
public:
    /// `date` is the valuation's: the user's own values stand for it.
    AssumptionTable(QString companyId, QDate date);

    [[nodiscard]] const QString &companyId() const { return m_companyId; }
    [[nodiscard]] const QDate &date() const { return m_date; }

    // A name that is there already gets the new value in its old place.
    /// A value of the user's own. It becomes a fact of taxonomy "user", so that formulas can name it.
    Figure setUsers(const QString &name, const QString &title, double value, const QString &unit,
                    const QString &why = {});
    /// A reported or published value.
    Figure setFact(const QString &name, const QString &title, const Fact &fact, const Period &period = {});
    /// A computed one, whose evidence `book` holds.
    Figure setComputed(const QString &name, const QString &title, const Figure &figure, const EvidenceBook &book,
                       const QString &source);

    /// Drops the evidence that these rows alone rest on: they are about to be set again from other values, and their computations
    /// keep their ids.
    void forgetEvidenceOf(const QStringList &names);

    [[nodiscard]] std::optional<Figure> find(const QString &name) const;
    [[nodiscard]] std::optional<double> value(const QString &name) const;
    [[nodiscard]] const QList<Assumption> &rows() const { return m_rows; }
    [[nodiscard]] const EvidenceBook &evidence() const { return m_evidence; }

private:
    Figure set(const Assumption &assumption);

    QString m_companyId;
    QDate m_date;
    QList<Assumption> m_rows;
    EvidenceBook m_evidence;
};

/// Where a fact comes from, in words: form, filing date and accession number, or the published table's cell.
[[nodiscard]] QString sourceOf(const Fact &fact);
/// [{name, title, value, unit, source, users, ref}]
[[nodiscard]] QJsonArray toJson(const AssumptionTable &table);

} // namespace consultantos

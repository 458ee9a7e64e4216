// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/exhibits/exhibit.h"

#include <QHash>

namespace consultantos {

/// Puts an exhibit together. One exhibit each.
class ExhibitWriter {
public:
    /// `date` is what its figures stand for where they have no period.
    ExhibitWriter(const char *id, const QString &title, const QString &companyId, QDate date);

    [[nodiscard]] EvidenceBook &evidence() { return m_exhibit.evidence; }

    /// An assumption as somebody gave it: a fact of taxonomy "user" whose source are these words ("yours" without).
    Figure given(const QString &name, double value, const QString &unit, const QString &source);
    /// What came out of draws or a search and has no formula of ours: a computation that is the number itself, over what it rests on.
    Figure outcome(const QString &name, const QString &title, double value, const QString &unit,
                   const QStringList &restsOn, const Period &period = {});
    /// All quantities of a model with its drivers at their medians, formulas as computations. `known` tells drivers that are figures
    /// already; `periods` those that have one.
    Status addModel(const ScenarioModel &model, const QHash<QString, Figure> &known = {},
                    const QHash<QString, Period> &periods = {});
    [[nodiscard]] Figure quantity(const QString &name) const { return m_quantities.value(name); }
    /// Of the model's drivers.
    [[nodiscard]] QStringList driverRefs() const;

    /// A section to which items are added from here on.
    void section(const QString &id, const QString &title);
    [[nodiscard]] ClaimBuilder claim(double confidence);
    void item(const ClaimBuilder &claim, const QMap<QString, QString> &fields = {});
    void headline(const ClaimBuilder &claim);
    void note(const QString &sentence) { m_exhibit.result.notes.append(sentence); }
    void missing(const QString &why) { m_exhibit.result.sections.last().notDerivable = why; }
    /// Items for a model's drivers with their range and whose they are.
    void addAssumptions(const ScenarioModel &model);

    /// With ids that hold a digest of the whole, and no evidence that nothing refers to.
    [[nodiscard]] Exhibit finish() const;

private:
    Exhibit m_exhibit;
    QString m_companyId;
    QDate m_date;
    QHash<QString, Figure> m_quantities;
    QStringList m_drivers;
};

/// How sure one is of a figure that rests on somebody's judgement.
inline constexpr double JudgedConfidence = 0.5;

} // namespace consultantos

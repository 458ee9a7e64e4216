// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/evidence.h"

namespace consultantos {

/// Makes a Computation by evaluating its own printed formula over figures, and adds it to a book. Every figure that
/// is not a fact must be made here: nothing else computes numbers that reach a report.
class ComputationBuilder {
public:
    ComputationBuilder(QString companyId, QString method, QString title);

    ComputationBuilder &bind(const QString &name, const Figure &figure);
    ComputationBuilder &bindList(const QString &name, const QList<Figure> &figures);
    ComputationBuilder &period(const Period &period);
    /// Appended to the id where method and period alone don't make it unique.
    ComputationBuilder &qualifier(const QString &qualifier);

    /// The id of the computation that evaluate() would make.
    [[nodiscard]] QString id() const;
    /// Evaluates `formula`; on success the computation stands in `book` (whose evidence must hold the inputs) and its
    /// figure is returned. NotDerivable where an operation is undefined.
    [[nodiscard]] Result<Figure> evaluate(const QString &formula, const QString &unit, EvidenceBook &book) const;

private:
    struct Bound {
        Binding binding;
        QList<double> values;
    };
    QString m_companyId;
    QString m_method;
    QString m_title;
    QString m_qualifier;
    Period m_period;
    QList<Bound> m_bound;
};

} // namespace consultantos

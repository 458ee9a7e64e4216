// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/tipping/bracket_search.h"
#include "model/evidence.h"
#include "model/financials.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

class ComputationGraph;

/// A fact that was moved and how far.
struct TippingInput {
    QString fact;  ///< id
    QString label; ///< the statement line and year, "Revenue, FY2024"; the fact in plain words where no line shows it
    QString unit;
    double value = 0;  ///< as reported
    double before = 0; ///< the farthest value tried at which the score still has its word
    double tip = 0;    ///< the nearest at which it has another
    double change = 0; ///< tip ÷ value − 1
    /// Of the yearly changes of this line that the report shows, those that went at least as far the same way; empty where
    /// it shows fewer than three.
    std::optional<double> share;
    int years = 0; ///< how many yearly changes that is of
};

/// Facts moved together: each by `sign` times the same relative change.
struct TippingMove {
    QStringList facts;
    QList<int> signs;

    /// The moved facts' values at a relative change, by the graph's own values.
    [[nodiscard]] QHash<QString, double> at(double change, const QHash<QString, double> &values) const;
};

/// What is told of a fact that was moved by `sign` times the bracket's changes.
[[nodiscard]] TippingInput tippingInput(const EvidenceBook &evidence, const Financials &financials, const QString &fact,
                                        int sign, const Bracket &bracket);

} // namespace consultantos

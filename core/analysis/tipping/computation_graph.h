// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/expression.h"
#include "base/result.h"
#include "model/evidence.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace consultantos {

/// The computations that one figure of a report rests on, down to its facts, so that it can be computed anew with other
/// facts. Each step evaluates the formula that the report prints. A value; not for several threads at once.
class ComputationGraph {
public:
    /// NotFound where the book lacks `root` or one of its inputs; Malformed where a formula can't be parsed.
    [[nodiscard]] static Result<ComputationGraph> of(const EvidenceBook &book, const QString &root);

    /// Ids of the facts that the figure rests on, in order of their names.
    [[nodiscard]] const QStringList &facts() const { return m_facts; }
    [[nodiscard]] double fact(const QString &id) const;
    /// The figure with these facts in place of the report's; empty where an operation isn't defined. Only what depends on a
    /// changed fact is computed.
    [[nodiscard]] std::optional<double> evaluate(const QHash<QString, double> &changed = {}) const;
    /// How many computations depend on a fact.
    [[nodiscard]] int dependents(const QString &fact) const;

private:
    struct Input {
        QString name;
        std::vector<int> nodes;
        bool isList = false;
    };
    struct Node {
        QString id;
        double value = 0;
        std::optional<Expression> formula; ///< none: a fact
        std::vector<Input> inputs;
    };
    [[nodiscard]] Result<int> add(const EvidenceBook &book, const QString &id, int depth);

    std::vector<Node> m_nodes; ///< inputs before what needs them
    QHash<QString, int> m_places;
    QStringList m_facts;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/computation_graph.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostDepth = 200;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Tipping", text);
}

} // namespace

Result<ComputationGraph> ComputationGraph::of(const EvidenceBook &book, const QString &root)
{
    ComputationGraph graph;
    if (const auto added = graph.add(book, root, 0); !added)
        return tl::unexpected(added.error());
    std::sort(graph.m_facts.begin(), graph.m_facts.end());
    return graph;
}

Result<int> ComputationGraph::add(const EvidenceBook &book, const QString &id, int depth)
{
    const auto known = m_places.constFind(id);
    if (known != m_places.cend())
        return *known;
    if (depth > MostDepth)
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("Tipping", "The computations of \"%1\" are nested too deep.")).arg(id));
    Node node;
    node.id = id;
    if (const auto *fact = book.fact(id)) {
        node.value = fact->value();
        m_facts.append(id);
    } else if (const auto *computation = book.computation(id)) {
        node.value = computation->value;
        const auto formula = Expression::parse(computation->formula);
        if (!formula)
            return tl::unexpected(formula.error());
        node.formula = *formula;
        for (const auto &binding : computation->bindings) {
            Input input{binding.name, {}, binding.isList};
            for (const auto &ref : binding.refs) {
                const auto place = add(book, ref, depth + 1);
                if (!place)
                    return place;
                input.nodes.push_back(*place);
            }
            node.inputs.push_back(std::move(input));
        }
    } else {
        return fail(ErrorCode::NotFound,
                    inWords(QT_TRANSLATE_NOOP("Tipping", "The report has no evidence \"%1\".")).arg(id));
    }
    m_nodes.push_back(std::move(node));
    const int place = static_cast<int>(m_nodes.size()) - 1;
    m_places.insert(id, place);
    return place;
}

double ComputationGraph::fact(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? 0 : m_nodes[static_cast<std::size_t>(*place)].value;
}

std::optional<double> ComputationGraph::evaluate(const QHash<QString, double> &changed) const
{
    std::vector<double> values;
    std::vector<bool> isChanged;
    values.reserve(m_nodes.size());
    isChanged.reserve(m_nodes.size());
    QHash<QString, ExpressionValue> bound;
    for (const auto &node : m_nodes) {
        if (!node.formula) {
            const auto given = changed.constFind(node.id);
            isChanged.push_back(given != changed.cend());
            values.push_back(given != changed.cend() ? *given : node.value);
            continue;
        }
        bool depends = false;
        for (const auto &input : node.inputs) {
            for (const int place : input.nodes)
                depends = depends || isChanged[static_cast<std::size_t>(place)];
        }
        isChanged.push_back(depends);
        if (!depends) {
            values.push_back(node.value);
            continue;
        }
        bound.clear();
        for (const auto &input : node.inputs) {
            QList<double> list;
            for (const int place : input.nodes)
                list.append(values[static_cast<std::size_t>(place)]);
            if (input.isList)
                bound.insert(input.name, list);
            else
                bound.insert(input.name, list.first());
        }
        const auto value = node.formula->evaluate(bound);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return values.back();
}

int ComputationGraph::dependents(const QString &fact) const
{
    std::vector<bool> depends(m_nodes.size(), false);
    int count = 0;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (!m_nodes[i].formula) {
            depends[i] = m_nodes[i].id == fact;
            continue;
        }
        for (const auto &input : m_nodes[i].inputs) {
            for (const int place : input.nodes)
                depends[i] = depends[i] || depends[static_cast<std::size_t>(place)];
        }
        count += depends[i] ? 1 : 0;
    }
    return count;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/figure_attribution.h"

#include "analysis/expression.h"
#include "model/fact_words.h"
#include "model/units.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <vector>

namespace consultantos {

namespace {

constexpr std::size_t MostForShapley = 8;

std::optional<double> valueOf(const EvidenceBook &book, const QString &id)
{
    if (const auto *fact = book.fact(id))
        return fact->value();
    if (const auto *computation = book.computation(id))
        return computation->value;
    return std::nullopt;
}

/// A place at which the two derivations part.
struct Leaf {
    enum class What { Value, Formula, Inputs };
    What what = What::Value;
    QString before; ///< ids: of the values, of the computations whose formula or list of inputs differs
    QString after;
    QString binding{}; ///< of Inputs; empty: all of them

    bool operator==(const Leaf &) const = default;
};

const Binding *bindingOf(const Computation &computation, const QString &name)
{
    const auto found = std::find_if(computation.bindings.cbegin(), computation.bindings.cend(),
                                    [&](const Binding &binding) { return binding.name == name; });
    return found == computation.bindings.cend() ? nullptr : &*found;
}

bool haveSameNames(const Computation &before, const Computation &after)
{
    return before.bindings.size() == after.bindings.size()
           && std::all_of(before.bindings.cbegin(), before.bindings.cend(), [&](const Binding &binding) {
                  const auto *other = bindingOf(after, binding.name);
                  return other != nullptr && other->isList == binding.isList;
              });
}

/// Both derivations side by side, and what a mixture of them would give.
class PairedDerivation {
public:
    PairedDerivation(const EvidenceBook &before, const EvidenceBook &after, QString refBefore, QString refAfter)
        : m_before(before)
        , m_after(after)
        , m_refBefore(std::move(refBefore))
        , m_refAfter(std::move(refAfter))
    {
        collect(m_refBefore, m_refAfter);
    }

    [[nodiscard]] const std::vector<Leaf> &leaves() const { return m_leaves; }

    /// With the leaves of `isAfter` as they are after, and all others as they were before.
    [[nodiscard]] std::optional<double> value(const std::vector<bool> &isAfter) const
    {
        QHash<QString, std::optional<double>> known;
        return mixed(m_refBefore, m_refAfter, isAfter, known);
    }

private:
    void add(Leaf leaf)
    {
        if (std::find(m_leaves.cbegin(), m_leaves.cend(), leaf) == m_leaves.cend())
            m_leaves.push_back(std::move(leaf));
    }

    /// Whether the pair is followed further down.
    [[nodiscard]] bool isFollowed(const Computation *before, const Computation *after) const
    {
        return before != nullptr && after != nullptr && haveSameNames(*before, *after);
    }

    /// Of a pair that isn't followed: two computations of other variables differ in what they could be made of (a driver
    /// that became derivable), for their formulas are written for what is there.
    [[nodiscard]] static Leaf::What partingAt(const Computation *before, const Computation *after)
    {
        return before != nullptr && after != nullptr ? Leaf::What::Inputs : Leaf::What::Value;
    }

    void collect(const QString &before, const QString &after)
    {
        const auto pair = before + QLatin1Char('\n') + after;
        if (m_seen.contains(pair))
            return;
        m_seen.insert(pair);
        const auto *was = m_before.computation(before);
        const auto *is = m_after.computation(after);
        if (!isFollowed(was, is)) {
            if (valueOf(m_before, before) != valueOf(m_after, after))
                add({partingAt(was, is), before, after});
            return;
        }
        // Where a figure tips is found by trial and stands in the formula as a number: no method changed.
        if (was->formula != is->formula && was->method != QLatin1String("tipping_value"))
            add({Leaf::What::Formula, before, after});
        for (const auto &binding : was->bindings) {
            const auto *other = bindingOf(*is, binding.name);
            if (binding.refs.size() != other->refs.size()) {
                add({Leaf::What::Inputs, before, after, binding.name});
                continue;
            }
            for (qsizetype i = 0; i < binding.refs.size(); ++i)
                collect(binding.refs[i], other->refs[i]);
        }
    }

    [[nodiscard]] bool isAfter(const Leaf &leaf, const std::vector<bool> &chosen) const
    {
        const auto found = std::find(m_leaves.cbegin(), m_leaves.cend(), leaf);
        return found != m_leaves.cend() && chosen[static_cast<std::size_t>(found - m_leaves.cbegin())];
    }

    std::optional<double> mixed(const QString &before, const QString &after, const std::vector<bool> &chosen,
                                QHash<QString, std::optional<double>> &known) const
    {
        const auto pair = before + QLatin1Char('\n') + after;
        if (const auto found = known.constFind(pair); found != known.constEnd())
            return *found;
        known.insert(pair, std::nullopt); // while it is computed: a circle, in a damaged report, has no value
        const auto result = computed(before, after, chosen, known);
        known.insert(pair, result);
        return result;
    }

    std::optional<double> computed(const QString &before, const QString &after, const std::vector<bool> &chosen,
                                   QHash<QString, std::optional<double>> &known) const
    {
        const auto *was = m_before.computation(before);
        const auto *is = m_after.computation(after);
        if (!isFollowed(was, is)) {
            return isAfter({partingAt(was, is), before, after}, chosen) ? valueOf(m_after, after)
                                                                        : valueOf(m_before, before);
        }
        const auto &formula = isAfter({Leaf::What::Formula, before, after}, chosen) ? is->formula : was->formula;
        QHash<QString, ExpressionValue> values;
        for (const auto &binding : was->bindings) {
            const auto *other = bindingOf(*is, binding.name);
            QList<double> list;
            if (binding.refs.size() != other->refs.size()) {
                const bool takesAfter = isAfter({Leaf::What::Inputs, before, after, binding.name}, chosen);
                for (const auto &ref : takesAfter ? other->refs : binding.refs) {
                    const auto value = valueOf(takesAfter ? m_after : m_before, ref);
                    if (!value)
                        return std::nullopt;
                    list.append(*value);
                }
            } else {
                for (qsizetype i = 0; i < binding.refs.size(); ++i) {
                    const auto value = mixed(binding.refs[i], other->refs[i], chosen, known);
                    if (!value)
                        return std::nullopt;
                    list.append(*value);
                }
            }
            values.insert(binding.name, binding.isList ? ExpressionValue(list) : ExpressionValue(list.value(0)));
        }
        const auto expression = Expression::parse(formula);
        const auto value = expression ? expression->evaluate(values) : tl::unexpected(expression.error());
        return value ? std::optional(*value) : std::nullopt;
    }

    const EvidenceBook &m_before;
    const EvidenceBook &m_after;
    QString m_refBefore;
    QString m_refAfter;
    std::vector<Leaf> m_leaves;
    QSet<QString> m_seen;
};

/// Shapley values of the leaves; empty where some mixture can't be evaluated.
std::vector<double> shapley(const PairedDerivation &derivation)
{
    const auto count = derivation.leaves().size();
    const std::size_t all = std::size_t{1} << count;
    std::vector<double> values(all);
    for (std::size_t set = 0; set < all; ++set) {
        std::vector<bool> chosen(count);
        for (std::size_t i = 0; i < count; ++i)
            chosen[i] = ((set >> i) & 1U) != 0;
        const auto value = derivation.value(chosen);
        if (!value)
            return {};
        values[set] = *value;
    }
    std::vector<double> weights(count); // of a set of that many others: s! (n − s − 1)! / n!
    for (std::size_t size = 0; size < count; ++size)
        weights[size] = std::exp(std::lgamma(double(size) + 1) + std::lgamma(double(count - size))
                                 - std::lgamma(double(count) + 1));
    std::vector<double> shares(count);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t set = 0; set < all; ++set) {
            if (((set >> i) & 1U) == 0)
                shares[i] += weights[static_cast<std::size_t>(std::popcount(set))]
                             * (values[set | (std::size_t{1} << i)] - values[set]);
        }
    }
    return shares;
}

/// What each leaf alone does.
std::vector<double> alone(const PairedDerivation &derivation)
{
    const auto count = derivation.leaves().size();
    const auto base = derivation.value(std::vector<bool>(count, false));
    std::vector<double> effects(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<bool> chosen(count, false);
        chosen[i] = true;
        const auto value = derivation.value(chosen);
        if (!base || !value)
            return {};
        effects[i] = *value - *base;
    }
    return effects;
}

QString periodText(const Fact &fact)
{
    const auto end = fact.end.toString(Qt::ISODate);
    return fact.start ? fact.start->toString(Qt::ISODate) + QStringLiteral(" to ") + end : end;
}

DifferenceCause causeOf(const Leaf &leaf, const EvidenceBook &before, const EvidenceBook &after)
{
    DifferenceCause cause;
    cause.id = after.contains(leaf.after) ? leaf.after : leaf.before;
    cause.title = evidenceName(after.contains(leaf.after) ? after : before, cause.id);
    switch (leaf.what) {
    case Leaf::What::Value:
        cause.kind = CauseKind::Fact;
        cause.before = evidenceValue(before, leaf.before);
        cause.after = evidenceValue(after, leaf.after);
        // What the user typed into the request is a fact of the analysis, and a setting to who typed it.
        if (const auto *fact = after.fact(leaf.after);
            fact != nullptr && fact->source == QLatin1String("given with the request"))
            cause.kind = CauseKind::Setting;
        break;
    case Leaf::What::Formula:
        // What the user wants criteria to count is a setting.
        cause.kind = before.computation(leaf.before)->method == QLatin1String("recommendation_weight")
                         ? CauseKind::Setting
                         : CauseKind::Method;
        cause.before = before.computation(leaf.before)->formula;
        cause.after = after.computation(leaf.after)->formula;
        break;
    case Leaf::What::Inputs: {
        const auto titles = [&](const EvidenceBook &book, const QString &id) {
            QStringList list;
            for (const auto &binding : book.computation(id)->bindings) {
                if (!leaf.binding.isEmpty() && binding.name != leaf.binding)
                    continue;
                for (const auto &ref : binding.refs)
                    list.append(evidenceName(book, ref));
            }
            return list.join(QStringLiteral("; "));
        };
        cause.kind = CauseKind::Source;
        cause.before = titles(before, leaf.before);
        cause.after = titles(after, leaf.after);
        break;
    }
    }
    return cause;
}

} // namespace

QString evidenceName(const EvidenceBook &book, const QString &id)
{
    if (const auto *fact = book.fact(id))
        return QStringLiteral("%1, %2").arg(factWords(*fact), periodText(*fact));
    if (const auto *computation = book.computation(id)) {
        const auto label = computation->period.label();
        return label.isEmpty() ? computation->title : QStringLiteral("%1, %2").arg(computation->title, label);
    }
    if (const auto *passage = book.passage(id))
        return passage->document;
    return id;
}

QString evidenceValue(const EvidenceBook &book, const QString &id)
{
    if (const auto *fact = book.fact(id)) {
        const auto value = formatValue(fact->value(), fact->unit);
        const auto &from = fact->latest;
        return from.form.isEmpty()
                   ? value
                   : QStringLiteral("%1 (%2 of %3)").arg(value, from.form, from.filed.toString(Qt::ISODate));
    }
    if (const auto *computation = book.computation(id))
        return formatValue(computation->value, computation->unit);
    return {};
}

FigureAttribution::FigureAttribution(const EvidenceBook &before, const EvidenceBook &after)
    : m_before(before)
    , m_after(after)
{
}

QList<DifferenceCause> FigureAttribution::causes(const QString &refBefore, const QString &refAfter) const
{
    const PairedDerivation derivation(m_before, m_after, refBefore, refAfter);
    const auto &leaves = derivation.leaves();
    if (leaves.empty())
        return {};
    const auto effects = leaves.size() <= MostForShapley ? shapley(derivation) : alone(derivation);
    double total = 0;
    for (const auto effect : effects)
        total += effect;
    QList<DifferenceCause> causes;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        auto cause = causeOf(leaves[i], m_before, m_after);
        if (total != 0)
            cause.share = effects[i] / total;
        // What differs below and doesn't move this figure isn't a cause of its change.
        if (!cause.share || *cause.share != 0)
            causes.append(std::move(cause));
    }
    std::stable_sort(causes.begin(), causes.end(), [](const DifferenceCause &a, const DifferenceCause &b) {
        return std::abs(a.share.value_or(0)) > std::abs(b.share.value_or(0));
    });
    return causes;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/computation_builder.h"

#include "analysis/expression.h"
#include "model/binding_order.h"

#include <QSet>

#include <optional>

namespace consultantos {

namespace {

// Programming errors, not for the user: not translated.
tl::unexpected<Error> broken(const QString &id, const QString &what)
{
    return fail(ErrorCode::Internal, QStringLiteral("The computation \"%1\" is not sound: %2.").arg(id, what));
}

/// The number that stands in the book under an id, if it is one that has a number.
std::optional<double> numberIn(const EvidenceBook &book, const QString &ref)
{
    if (const auto *fact = book.fact(ref))
        return fact->value();
    if (const auto *computation = book.computation(ref))
        return computation->value;
    return std::nullopt;
}

/// True if both say the same number by the same formula over the same inputs. A title is only wording: two frameworks
/// may call one figure by different names, and the first one stays.
bool isSame(const Computation &left, const Computation &right)
{
    return left.method == right.method && left.formula == right.formula && left.unit == right.unit
           && left.period == right.period && left.value == right.value && left.bindings == right.bindings;
}

} // namespace

ComputationBuilder::ComputationBuilder(QString companyId, QString method, QString title)
    : m_companyId(std::move(companyId))
    , m_method(std::move(method))
    , m_title(std::move(title))
{
}

ComputationBuilder &ComputationBuilder::bind(const QString &name, const Figure &figure)
{
    m_bound.append({{name, {figure.ref}, false}, {figure.value}});
    return *this;
}

ComputationBuilder &ComputationBuilder::bindList(const QString &name, const QList<Figure> &figures)
{
    Bound bound{{name, {}, true}, {}};
    for (const auto &figure : figures) {
        bound.binding.refs.append(figure.ref);
        bound.values.append(figure.value);
    }
    m_bound.append(bound);
    return *this;
}

ComputationBuilder &ComputationBuilder::period(const Period &period)
{
    m_period = period;
    return *this;
}

ComputationBuilder &ComputationBuilder::qualifier(const QString &qualifier)
{
    m_qualifier = qualifier;
    return *this;
}

QString ComputationBuilder::id() const
{
    auto id = QStringLiteral("c/") + m_companyId + QLatin1Char('/') + m_method + QLatin1Char('/') + m_period.label();
    if (!m_qualifier.isEmpty())
        id += QLatin1Char('/') + m_qualifier;
    return id.replace(QLatin1Char(' '), QLatin1Char('_'));
}

Result<Figure> ComputationBuilder::evaluate(const QString &formula, const QString &unit, EvidenceBook &book) const
{
    const auto expression = Expression::parse(formula);
    if (!expression)
        return tl::unexpected(expression.error());

    Computation computation;
    computation.id = id();
    computation.method = m_method;
    computation.title = m_title;
    computation.formula = formula;
    computation.unit = unit;
    computation.period = m_period;

    QHash<QString, ExpressionValue> values;
    for (const auto &[binding, numbers] : m_bound) {
        if (!expression->variables().contains(binding.name))
            return broken(computation.id, QStringLiteral("the formula doesn't use \"%1\"").arg(binding.name));
        if (values.contains(binding.name))
            return broken(computation.id, QStringLiteral("\"%1\" is bound twice").arg(binding.name));
        for (qsizetype i = 0; i < binding.refs.size(); ++i) {
            // Who evaluates the printed formula again takes the number from the evidence, so it must be this one.
            const auto number = numberIn(book, binding.refs[i]);
            if (!number || *number != numbers[i]) {
                return broken(computation.id,
                              (number ? QStringLiteral("\"%1\" is not the number that \"%2\" has in the evidence")
                                      : QStringLiteral("\"%1\" is bound to \"%2\", which is not in the evidence"))
                                  .arg(binding.name, binding.refs[i]));
            }
        }
        values.insert(binding.name, binding.isList ? ExpressionValue(numbers) : ExpressionValue(numbers.first()));
        computation.bindings.append(binding);
    }

    // As the book keeps them, so that the same one is known again.
    sortByName(computation.bindings);

    const auto value = expression->evaluate(values);
    if (!value)
        return tl::unexpected(value.error());
    computation.value = *value;

    // The book keeps what it has under an id: the figure would point to another formula than the one it came from.
    const auto *existing = book.computation(computation.id);
    if (existing && !isSame(*existing, computation))
        return broken(computation.id, QStringLiteral("another one stands in the evidence under this id"));
    return book.add(computation);
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/recommending/option.h"

#include "model/units.h"

namespace consultantos {

namespace {

const QString Move = QStringLiteral("move");

const FrameworkItem *itemOf(const FrameworkResult &framework, const QString &id)
{
    for (const auto &section : framework.sections) {
        for (const auto &item : section.items) {
            if (item.id == id)
                return &item;
        }
    }
    return nullptr;
}

QStringList topicsOf(const FrameworkItem &item)
{
    return item.fields.value(QStringLiteral("topics")).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Option towsOption(const FrameworkResult &swot, const FrameworkSection &section, const FrameworkItem &item)
{
    Option option;
    option.item = &item;
    option.kind = QStringLiteral("swot.") + section.id;
    option.isLead = section.id.startsWith(QLatin1Char('s'));
    option.isLasting = item.fields.value(QStringLiteral("feasibility")) == QLatin1String("high");
    option.topics = topicsOf(item);
    option.outlook = itemOf(swot, item.links.value(1));
    if (const auto *trait = itemOf(swot, item.links.value(0))) {
        option.ratio = trait->fields.value(QStringLiteral("metric"));
        const auto basis = trait->fields.value(QStringLiteral("basis"));
        option.basis = basis == QLatin1String("own figures") ? QStringLiteral("floor") : basis;
    }
    return option;
}

/// The first amount among a claim's numbers that is computed, as a size.
std::optional<Figure> moneyIn(Workbench &bench, const std::optional<Claim> &claim)
{
    if (!claim)
        return std::nullopt;
    for (const auto &number : claim->numbers) {
        const auto *computation = bench.computation(number.ref);
        if (!computation || !isCurrency(computation->unit))
            continue;
        const Figure figure{computation->value, computation->unit, computation->period, computation->id};
        if (figure.value > 0)
            return figure;
        return bench.compute(QStringLiteral("size_of"), computation->title, QStringLiteral("abs(amount)"), figure.unit,
                             {one(QStringLiteral("amount"), figure)}, figure.period,
                             figure.ref.section(QLatin1Char('/'), 2));
    }
    return std::nullopt;
}

std::optional<Option> moveOption(Workbench &bench, const FrameworkResult &framework, const FrameworkSection &section)
{
    std::optional<Option> first;
    for (const auto &item : section.items) {
        if (item.fields.value(Move).isEmpty())
            continue;
        Option option;
        option.item = &item;
        option.kind = framework.id + QLatin1Char('.') + section.id;
        option.means = section.score;
        option.topics = topicsOf(item);
        option.move = item.fields.value(Move);
        option.ratio = item.fields.value(QStringLiteral("metric"));
        option.money = moneyIn(bench, item.soWhat);
        if (!option.money)
            option.money = moneyIn(bench, item.claim);
        if (option.money)
            return option;
        if (!first)
            first = option;
    }
    return first;
}

} // namespace

QString Option::field(const QString &name) const
{
    if (outlook && outlook->fields.contains(name))
        return outlook->fields.value(name);
    return item->fields.value(name);
}

QList<Option> findOptions(Workbench &bench, const QList<FrameworkOutput> &frameworks)
{
    QList<Option> options;
    for (const auto &framework : frameworks) {
        for (const auto &section : framework.result.sections) {
            if (framework.result.id != QLatin1String("swot")) {
                if (const auto option = moveOption(bench, framework.result, section))
                    options.append(*option);
                continue;
            }
            if (section.id.size() != 2) // so, st, wo, wt
                continue;
            for (const auto &item : section.items)
                options.append(towsOption(framework.result, section, item));
        }
    }
    return options;
}

QStringList linksOf(const Option &option)
{
    const auto framework = option.kind.section(QLatin1Char('.'), 0, 0) + QLatin1Char('.');
    QStringList links{framework + option.item->id};
    if (framework == QLatin1String("swot.")) {
        for (const auto &link : option.item->links)
            links.append(framework + link);
    }
    return links;
}

} // namespace consultantos

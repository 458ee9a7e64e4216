// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "model/units.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace consultantos::quality_rules {

namespace {

QString currencyOf(const QString &unit)
{
    const auto code = unit.section(QLatin1Char('/'), 0, 0);
    return isCurrency(code) ? code : QString();
}

void checkCurrencies(const Material &material, ReviewNotes &notes)
{
    static const QRegularExpression conversion(QStringLiteral("convert|exchange rate|at a rate"),
                                               QRegularExpression::CaseInsensitiveOption);
    for (const auto &statement : material.statements) {
        const auto &claim = *statement.claim;
        QSet<QString> currencies;
        for (const auto &number : claim.numbers) {
            notes.looked(Currencies);
            if (number.unit.isEmpty())
                notes.found(Currencies, FindingSeverity::Error, claim, claim.text.mid(number.start, number.length),
                            QStringLiteral("The number has no unit."), QStringLiteral("Give its unit."));
            if (const auto currency = currencyOf(number.unit); !currency.isEmpty())
                currencies.insert(currency);
        }
        if (currencies.size() > 1 && !conversion.match(claim.text).hasMatch())
            notes.found(Currencies, FindingSeverity::Error, claim, {},
                        QStringLiteral("The sentence sets amounts of several currencies side by side."),
                        QStringLiteral("Convert them, and say at which rate."));
    }
    const auto &book = material.report.evidence;
    for (const auto &computation : book.computations()) {
        notes.looked(Currencies);
        QSet<QString> currencies;
        bool hasRate = false;
        for (const auto &binding : computation.bindings) {
            hasRate = hasRate || binding.name.contains(QLatin1String("rate"));
            for (const auto &ref : binding.refs) {
                const auto *fact = book.fact(ref);
                const auto *input = book.computation(ref);
                if (const auto currency = currencyOf(fact    ? fact->unit
                                                     : input ? input->unit
                                                             : QString());
                    !currency.isEmpty())
                    currencies.insert(currency);
            }
        }
        if (currencies.size() > 1 && !hasRate)
            notes.found(Currencies, FindingSeverity::Error, computation.id,
                        QStringLiteral("\"%1\" is computed of amounts in several currencies without a rate.")
                            .arg(computation.title),
                        QStringLiteral("Leave out what is in another currency, or convert it."));
    }
}

/// Places of the report that a recommendation may rest on.
QSet<QString> placesOf(const Report &report)
{
    QSet<QString> places;
    for (const auto &framework : report.frameworks) {
        places.insert(framework.id);
        for (const auto &section : framework.sections) {
            places.insert(framework.id + QLatin1Char('.') + section.id);
            for (const auto &item : section.items)
                places.insert(framework.id + QLatin1Char('.') + item.id);
        }
    }
    return places;
}

void checkRecommendations(const Report &report, ReviewNotes &notes)
{
    const auto places = placesOf(report);
    for (const auto &recommendation : report.recommendations) {
        notes.looked(Recommendations);
        for (const auto &link : recommendation.links) {
            if (!places.contains(link))
                notes.found(Recommendations, FindingSeverity::Error, recommendation.claim, {},
                            QStringLiteral("It rests on \"%1\", which isn't in the report.").arg(link),
                            QStringLiteral("Name what it rests on."));
        }
        if (recommendation.links.isEmpty())
            notes.found(Recommendations, FindingSeverity::Error, recommendation.claim, {},
                        QStringLiteral("It rests on nothing in the report."),
                        QStringLiteral("Name what it rests on, or take it out."));
        if (!recommendation.impact)
            notes.found(
                Recommendations, FindingSeverity::Warning, recommendation.claim, {},
                QStringLiteral("It has no impact in money."),
                QStringLiteral("Size it with the client's figures, or accept it as a direction without a size."));
    }
}

void checkSides(const Report &report, ReviewNotes &notes)
{
    const auto &summary = report.summary;
    const auto claims = summary.claims();
    notes.looked(Balance);
    const bool hasCounter =
        !summary.risks.isEmpty() || summary.complication
        || std::any_of(claims.cbegin(), claims.cend(), [](const Claim &claim) { return claim.contrary.has_value(); });
    if (summary.answer && !hasCounter)
        notes.found(Balance, FindingSeverity::Error, *summary.answer, {},
                    QStringLiteral("The answer stands without anything that speaks against it."),
                    QStringLiteral("Add the risks, or say what was looked for and not found."));
    else if (summary.answer && summary.risks.isEmpty())
        notes.found(Balance, FindingSeverity::Warning, *summary.answer, {},
                    QStringLiteral("The summary names no risk."),
                    QStringLiteral("Add what could make the answer wrong, or accept that none is known."));
    const auto *swot = report.framework(QStringLiteral("swot"));
    if (swot == nullptr)
        return;
    static const QList<std::pair<QString, QString>> sides{{QStringLiteral("strengths"), QStringLiteral("weaknesses")},
                                                          {QStringLiteral("opportunities"), QStringLiteral("threats")}};
    for (const auto &[favourable, adverse] : sides) {
        const auto find = [swot](const QString &id) {
            return std::find_if(swot->sections.cbegin(), swot->sections.cend(),
                                [&id](const FrameworkSection &section) { return section.id == id; });
        };
        const auto good = find(favourable);
        const auto bad = find(adverse);
        if (good == swot->sections.cend() || good->items.isEmpty())
            continue;
        notes.looked(Balance);
        const bool isEmpty = bad == swot->sections.cend() || (bad->items.isEmpty() && bad->notDerivable.isEmpty());
        if (isEmpty)
            notes.found(Balance, FindingSeverity::Error, QStringLiteral("swot.") + adverse,
                        QStringLiteral("There are %1 and no %2, and nothing says why.").arg(favourable, adverse),
                        QStringLiteral("Look for them, or say why there are none."));
    }
}

} // namespace

void checkBalance(const Material &material, ReviewNotes &notes)
{
    checkCurrencies(material, notes);
    checkSides(material.report, notes);
    checkRecommendations(material.report, notes);
}

} // namespace consultantos::quality_rules

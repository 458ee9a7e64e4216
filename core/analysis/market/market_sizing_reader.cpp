// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/market/market_sizing.h"

#include "analysis/scenarios/located_json.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("MarketSizing", text);
}

/// A name that the tree has, or nothing where the member is missing.
Result<QString> knownName(const LocatedJson &node, const char *member, const ScenarioModel &tree)
{
    const auto name = node.textOr(QLatin1String(member), {});
    if (!name || name->isEmpty() || tree.findDriver(*name) || tree.findFormula(*name))
        return name;
    return node.error(
        inWords(QT_TRANSLATE_NOOP("MarketSizing", "There is no driver or formula called \"%1\".")).arg(*name));
}

} // namespace

Result<MarketSizingModel> readMarketSizing(const QByteArray &bytes, const QString &what)
{
    const auto root = LocatedJson::parse(bytes, what);
    if (!root)
        return tl::unexpected(root.error());
    const auto format = root->textOr(QStringLiteral("format"), {});
    if (!root->isObject() || !format || *format != QLatin1String("consultantos-market-sizing"))
        return root->error(inWords(QT_TRANSLATE_NOOP(
            "MarketSizing", "This is no market sizing: \"format\" must be \"consultantos-market-sizing\".")));
    const auto version = root->number(QStringLiteral("version"));
    if (!version)
        return tl::unexpected(version.error());
    if (*version > 1)
        return fail(
            ErrorCode::NewerVersion,
            inWords(QT_TRANSLATE_NOOP("MarketSizing", "%1 was written by a newer version of the program.")).arg(what));
    if (const auto known = root->onlyNames({QStringLiteral("format"), QStringLiteral("version"),
                                            QStringLiteral("title"), QStringLiteral("unit"), QStringLiteral("note"),
                                            QStringLiteral("drivers"), QStringLiteral("formulas"),
                                            QStringLiteral("correlations"), QStringLiteral("repair_correlations"),
                                            QStringLiteral("levels"), QStringLiteral("factors")});
        !known)
        return tl::unexpected(known.error());
    MarketSizingModel model;
    auto tree = readDriverTree(*root, what);
    if (!tree)
        return tl::unexpected(tree.error());
    model.tree = std::move(*tree);
    model.title = model.tree.title;
    const auto unit = root->textOr(QStringLiteral("unit"), {});
    const auto levels = root->listOr(QStringLiteral("levels"));
    const auto factors = root->listOr(QStringLiteral("factors"));
    if (!unit || !levels || !factors)
        return tl::unexpected(!unit ? unit.error() : !levels ? levels.error() : factors.error());
    model.unit = *unit;
    for (const auto &node : *levels) {
        if (const auto known =
                node.onlyNames({QStringLiteral("level"), QStringLiteral("top_down"), QStringLiteral("bottom_up")});
            !known)
            return tl::unexpected(known.error());
        const auto name = node.text(QStringLiteral("level"));
        const auto topDown = knownName(node, "top_down", model.tree);
        const auto bottomUp = knownName(node, "bottom_up", model.tree);
        if (!name || !topDown || !bottomUp)
            return tl::unexpected(!name ? name.error() : !topDown ? topDown.error() : bottomUp.error());
        if (topDown->isEmpty() && bottomUp->isEmpty())
            return node.error(
                inWords(QT_TRANSLATE_NOOP("MarketSizing", "A level needs \"top_down\" or \"bottom_up\".")));
        model.levels.append({*name, *topDown, *bottomUp});
        for (const auto &output : {*topDown, *bottomUp}) {
            if (!output.isEmpty() && !model.tree.outputs.contains(output))
                model.tree.outputs.append(output);
        }
    }
    if (model.levels.isEmpty())
        return root->error(inWords(QT_TRANSLATE_NOOP("MarketSizing", "\"levels\" names no market.")));
    for (const auto &node : *factors) {
        if (const auto known =
                node.onlyNames({QStringLiteral("title"), QStringLiteral("top_down"), QStringLiteral("bottom_up")});
            !known)
            return tl::unexpected(known.error());
        const auto title = node.text(QStringLiteral("title"));
        const auto topDown = knownName(node, "top_down", model.tree);
        const auto bottomUp = knownName(node, "bottom_up", model.tree);
        if (!title || !topDown || !bottomUp)
            return tl::unexpected(!title ? title.error() : !topDown ? topDown.error() : bottomUp.error());
        if (topDown->isEmpty() || bottomUp->isEmpty())
            return node.error(
                inWords(QT_TRANSLATE_NOOP("MarketSizing", "A factor needs \"top_down\" and \"bottom_up\".")));
        model.factors.append({*title, *topDown, *bottomUp});
    }
    if (const auto sound = checkScenarioModel(model.tree); !sound)
        return tl::unexpected(sound.error());
    return model;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/decision_tree.h"
#include "analysis/scenarios/located_json.h"
#include "analysis/scenarios/scenario_words.h"

#include <QMap>

#include <cmath>

namespace consultantos {

using scenario_words::inWords;

namespace {

constexpr double SumTolerance = 1e-9;

/// What an event looks like wherever it stands: the same branches with the same probabilities.
struct KnownEvent {
    QStringList names;
    QList<double> probabilities;
    bool operator==(const KnownEvent &) const = default;
};

class DecisionReader {
public:
    Result<DecisionNode> node(const LocatedJson &from)
    {
        if (const auto known = from.onlyNames(
                {QStringLiteral("kind"), QStringLiteral("name"), QStringLiteral("value"), QStringLiteral("branches")});
            !known)
            return tl::unexpected(known.error());
        const auto kind = from.text(QStringLiteral("kind"));
        if (!kind)
            return tl::unexpected(kind.error());
        DecisionNode made;
        made.line = from.line();
        const auto name = from.textOr(QStringLiteral("name"), {});
        const auto value = from.numberOr(QStringLiteral("value"), 0);
        const auto branches = from.listOr(QStringLiteral("branches"));
        if (!name || !value || !branches)
            return tl::unexpected(!name ? name.error() : !value ? value.error() : branches.error());
        made.name = *name;
        made.value = *value;
        if (*kind == QLatin1String("end"))
            made.kind = DecisionNode::Kind::End;
        else if (*kind == QLatin1String("decision"))
            made.kind = DecisionNode::Kind::Decision;
        else if (*kind == QLatin1String("chance"))
            made.kind = DecisionNode::Kind::Chance;
        else
            return from.error(
                inWords(QT_TRANSLATE_NOOP("Scenarios", "A node is \"decision\", \"chance\" or \"end\", not \"%1\"."))
                    .arg(*kind));
        if (made.kind != DecisionNode::Kind::End && (branches->empty() || made.name.isEmpty()))
            return from.error(
                inWords(QT_TRANSLATE_NOOP("Scenarios", "A decision or chance needs a name and at least one branch.")));
        if (made.kind == DecisionNode::Kind::End && !branches->empty())
            return from.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "An end has no branches.")));
        for (const auto &entry : *branches) {
            auto branch = this->branch(entry, made.kind == DecisionNode::Kind::Chance);
            if (!branch)
                return tl::unexpected(branch.error());
            made.branches.push_back(std::move(*branch));
        }
        if (made.kind == DecisionNode::Kind::Chance) {
            if (const auto sound = remember(from, made); !sound)
                return tl::unexpected(sound.error());
        }
        return made;
    }

    Result<DecisionTest> test(const LocatedJson &from)
    {
        if (const auto known = from.onlyNames({QStringLiteral("name"), QStringLiteral("event"),
                                               QStringLiteral("signals"), QStringLiteral("likelihoods")});
            !known)
            return tl::unexpected(known.error());
        const auto name = from.text(QStringLiteral("name"));
        const auto event = from.text(QStringLiteral("event"));
        const auto signals_ = from.textsOr(QStringLiteral("signals"));
        const auto rows = from.listOr(QStringLiteral("likelihoods"));
        if (!name || !event || !signals_ || !rows)
            return tl::unexpected(!name       ? name.error()
                                  : !event    ? event.error()
                                  : !signals_ ? signals_.error()
                                              : rows.error());
        DecisionTest made{*name, *event, *signals_, {}, from.line()};
        const auto found = m_events.constFind(made.event);
        if (found == m_events.constEnd())
            return from.error(
                inWords(QT_TRANSLATE_NOOP("Scenarios", "The tree has no event called \"%1\".")).arg(made.event));
        if (static_cast<qsizetype>(rows->size()) != found->names.size() || made.signals_.isEmpty()) {
            return from.error(
                inWords(QT_TRANSLATE_NOOP(
                            "Scenarios",
                            "A test needs signals, and a row of likelihoods for each of the event's %1 branches."))
                    .arg(found->names.size()));
        }
        for (const auto &row : *rows) {
            QList<double> likelihoods;
            double sum = 0;
            for (const auto &item : row.items()) {
                const auto number = item.asNumber();
                if (!number)
                    return tl::unexpected(number.error());
                if (*number < 0)
                    return item.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "A probability isn't negative.")));
                likelihoods.append(*number);
                sum += *number;
            }
            if (likelihoods.size() != made.signals_.size() || std::abs(sum - 1) > SumTolerance)
                return row.error(inWords(
                    QT_TRANSLATE_NOOP("Scenarios", "A row of likelihoods has one number a signal; they sum to 1.")));
            made.likelihoods.append(likelihoods);
        }
        return made;
    }

private:
    Result<DecisionBranch> branch(const LocatedJson &from, bool isOfChance)
    {
        if (const auto known = from.onlyNames({QStringLiteral("name"), QStringLiteral("probability"),
                                               QStringLiteral("value"), QStringLiteral("node")});
            !known)
            return tl::unexpected(known.error());
        const auto name = from.text(QStringLiteral("name"));
        const auto value = from.numberOr(QStringLiteral("value"), 0);
        const auto probability = isOfChance ? from.number(QStringLiteral("probability")) : Result<double>(0.0);
        if (!name || !value || !probability)
            return tl::unexpected(!name ? name.error() : !value ? value.error() : probability.error());
        if (!isOfChance && from.find(QStringLiteral("probability")))
            return from.error(
                inWords(QT_TRANSLATE_NOOP("Scenarios", "A decision's branch has no probability: one chooses it.")));
        if (*probability < 0 || *probability > 1)
            return from.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "A probability lies between 0 and 1.")));
        DecisionBranch made{*name, *probability, *value, {}};
        if (const auto *inner = from.find(QStringLiteral("node"))) {
            auto node = this->node(*inner);
            if (!node)
                return tl::unexpected(node.error());
            made.node = std::move(*node);
        }
        return made;
    }

    Status remember(const LocatedJson &from, const DecisionNode &node)
    {
        KnownEvent event;
        double sum = 0;
        for (const auto &branch : node.branches) {
            event.names.append(branch.name);
            event.probabilities.append(branch.probability);
            sum += branch.probability;
        }
        if (std::abs(sum - 1) > SumTolerance)
            return from.error(
                inWords(QT_TRANSLATE_NOOP("Scenarios", "The probabilities of \"%1\" sum to %2, not to 1."))
                    .arg(node.name)
                    .arg(sum));
        const auto found = m_events.constFind(node.name);
        if (found != m_events.constEnd() && *found != event) {
            return from.error(
                inWords(QT_TRANSLATE_NOOP(
                            "Scenarios",
                            "The event \"%1\" has other branches or probabilities elsewhere: give it another name."))
                    .arg(node.name));
        }
        m_events.insert(node.name, event);
        return {};
    }

    QMap<QString, KnownEvent> m_events;
};

} // namespace

bool hasDecisionTree(const QByteArray &bytes)
{
    const auto root = LocatedJson::parse(bytes, QString());
    return root && (root->find(QStringLiteral("decision")) || root->find(QStringLiteral("tree")));
}

Result<DecisionTree> readDecisionTree(const QByteArray &bytes, const QString &what)
{
    const auto root = LocatedJson::parse(bytes, what);
    if (!root)
        return tl::unexpected(root.error());
    const auto *decision = root->find(QStringLiteral("decision"));
    const auto &top = decision ? *decision : *root;
    if (const auto known = top.onlyNames({QStringLiteral("format"), QStringLiteral("version"), QStringLiteral("title"),
                                          QStringLiteral("note"), QStringLiteral("unit"), QStringLiteral("tree"),
                                          QStringLiteral("tests")});
        !known)
        return tl::unexpected(known.error());
    const auto version = top.numberOr(QStringLiteral("version"), 1);
    if (!version)
        return tl::unexpected(version.error());
    if (*version > 1)
        return fail(
            ErrorCode::NewerVersion,
            inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 was written by a newer version of the program.")).arg(what));
    const auto *tree = top.find(QStringLiteral("tree"));
    if (!tree)
        return top.error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is missing.")).arg(QStringLiteral("tree")));
    DecisionReader reader;
    auto node = reader.node(*tree);
    if (!node)
        return tl::unexpected(node.error());
    const auto unit = top.textOr(QStringLiteral("unit"), {});
    const auto tests = top.listOr(QStringLiteral("tests"));
    if (!unit || !tests)
        return tl::unexpected(!unit ? unit.error() : tests.error());
    DecisionTree made{std::move(*node), {}, *unit};
    for (const auto &entry : *tests) {
        auto test = reader.test(entry);
        if (!test)
            return tl::unexpected(test.error());
        made.tests.append(std::move(*test));
    }
    return made;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/health/health_rules.h"

#include "analysis/scenarios/located_json.h"

#include <QCoreApplication>
#include <QFile>

namespace consultantos {

namespace {

/// A message of the context HealthRules in the language of the interface.
QString inWords(const char *text)
{
    return QCoreApplication::translate("HealthRules", text);
}

/// Takes values out of the file; after the first fault it gives empty values and keeps that fault.
class RuleReader {
public:
    explicit RuleReader(const QSet<QString> &figures)
        : m_figures(figures)
    {
    }

    [[nodiscard]] const Status &status() const { return m_status; }

    RelativeRule relative(const LocatedJson &node)
    {
        keep(node.onlyNames({QStringLiteral("strong_percentile"), QStringLiteral("weak_percentile"),
                             QStringLiteral("distance"), QStringLiteral("source")}));
        RelativeRule rule;
        rule.strongRank = take(node.number(QStringLiteral("strong_percentile")));
        rule.weakRank = take(node.number(QStringLiteral("weak_percentile")));
        rule.distance = take(node.number(QStringLiteral("distance")));
        rule.source = take(node.text(QStringLiteral("source")));
        const bool isInOrder = rule.weakRank >= 0 && rule.weakRank < rule.strongRank && rule.strongRank <= 1;
        if (m_status && (!isInOrder || rule.distance <= 0))
            m_status =
                node.error(inWords("percentiles rise from 0 to 1, the weak one first, and the distance is positive"));
        return rule;
    }

    HealthRule rule(const LocatedJson &node)
    {
        keep(node.onlyNames({QStringLiteral("figure"), QStringLiteral("by"), QStringLiteral("strong"),
                             QStringLiteral("weak"), QStringLiteral("low"), QStringLiteral("high"),
                             QStringLiteral("because"), QStringLiteral("source")}));
        HealthRule rule;
        rule.id = take(node.text(QStringLiteral("figure")));
        if (m_status && !m_figures.contains(rule.id))
            m_status = placeOf(node, "figure").error(inWords("there is no figure \"%1\"").arg(rule.id));
        if (m_status && m_seen.contains(rule.id))
            m_status = placeOf(node, "figure").error(inWords("the figure \"%1\" has a rule already").arg(rule.id));
        m_seen.insert(rule.id);
        const auto by = take(node.text(QStringLiteral("by")));
        rule.source = take(node.textOr(QStringLiteral("source"), {}));
        if (by == QLatin1String("thresholds")) {
            rule.basis = HealthRule::Basis::Thresholds;
            rule.strong = condition(node, "strong");
            rule.weak = condition(node, "weak");
            needsSource(node, rule);
        } else if (by == QLatin1String("range")) {
            rule.basis = HealthRule::Basis::Range;
            rule.low = take(node.text(QStringLiteral("low")));
            rule.high = take(node.text(QStringLiteral("high")));
            needsSource(node, rule);
        } else if (by == QLatin1String("nothing")) {
            rule.basis = HealthRule::Basis::Unjudged;
            rule.because = take(node.text(QStringLiteral("because")));
        } else if (by != QLatin1String("relative") && m_status) {
            m_status =
                placeOf(node, "by").error(inWords("\"%1\" is none of thresholds, range, relative and nothing").arg(by));
        }
        return rule;
    }

    void keep(const Status &status)
    {
        if (!status && m_status)
            m_status = status;
    }

private:
    template <typename T>
    T take(Result<T> value)
    {
        if (value)
            return std::move(*value);
        if (m_status)
            m_status = tl::unexpected(value.error());
        return {};
    }

    static const LocatedJson &placeOf(const LocatedJson &node, const char *name)
    {
        const auto *found = node.find(QLatin1String(name));
        return found != nullptr ? *found : node;
    }

    void needsSource(const LocatedJson &node, const HealthRule &rule)
    {
        if (m_status && rule.source.isEmpty())
            m_status = node.error(inWords("a rule with thresholds needs its source"));
    }

    std::optional<HealthCondition> condition(const LocatedJson &node, const char *name)
    {
        using Relation = HealthCondition::Relation;
        constexpr std::pair<const char *, Relation> Relations[] = {{"above", Relation::Above},
                                                                   {"at_least", Relation::AtLeast},
                                                                   {"below", Relation::Below},
                                                                   {"at_most", Relation::AtMost}};
        const auto *found = node.find(QLatin1String(name));
        if (found != nullptr && found->isObject() && found->names().size() == 1) {
            for (const auto &[word, relation] : Relations) {
                if (found->find(QLatin1String(word)) != nullptr)
                    return HealthCondition{relation, take(found->number(QLatin1String(word)))};
            }
        }
        if (m_status)
            m_status = placeOf(node, name)
                           .error(inWords("\"%1\" is one of above, at_least, below and at_most with a number")
                                      .arg(QLatin1String(name)));
        return std::nullopt;
    }

    const QSet<QString> &m_figures;
    QSet<QString> m_seen;
    Status m_status;
};

} // namespace

bool HealthCondition::holds(double figure) const
{
    switch (relation) {
    case Relation::Above:
        return figure > value;
    case Relation::AtLeast:
        return figure >= value;
    case Relation::Below:
        return figure < value;
    case Relation::AtMost:
        break;
    }
    return figure <= value;
}

Result<HealthRules> HealthRules::parse(const QByteArray &bytes, const QString &name, const QSet<QString> &figures)
{
    const auto root = LocatedJson::parse(bytes, name);
    if (!root)
        return tl::unexpected(root.error());
    RuleReader reader(figures);
    reader.keep(root->onlyNames(
        {QStringLiteral("licence"), QStringLiteral("about"), QStringLiteral("relative"), QStringLiteral("figures")}));
    HealthRules rules;
    const auto *relative = root->find(QStringLiteral("relative"));
    if (relative == nullptr || !relative->isObject())
        return root->error(inWords("\"relative\" is missing"));
    rules.m_relative = reader.relative(*relative);
    const auto list = root->listOr(QStringLiteral("figures"));
    if (!list)
        return tl::unexpected(list.error());
    for (const auto &node : *list)
        rules.m_rules.append(reader.rule(node));
    if (!reader.status())
        return tl::unexpected(reader.status().error());
    return rules;
}

QString HealthRules::pathIn(const QString &resourceDir)
{
    return resourceDir + QStringLiteral("/health/rules.json");
}

Result<HealthRules> HealthRules::load(const QString &resourceDir, const QSet<QString> &figures)
{
    const auto path = pathIn(resourceDir);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable, inWords("The rules of financial health can't be read: %1").arg(path),
                    file.errorString());
    return parse(file.readAll(), path, figures);
}

} // namespace consultantos

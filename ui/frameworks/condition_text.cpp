// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/condition_text.h"

#include "analysis/frameworks/data/framework_copy.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

const QString Name = QStringLiteral("[a-z$][a-z0-9_$]*");
const QString Value = QStringLiteral("(?:[a-z$][a-z0-9_$]*|-?\\d+(?:\\.\\d+)?)");

/// The parts of a text between commas or plus signs outside of parentheses.
QStringList splitOutside(const QString &text, QChar separator)
{
    QStringList parts{QString()};
    int depth = 0;
    for (const auto c : text) {
        depth += c == QLatin1Char('(') ? 1 : c == QLatin1Char(')') ? -1 : 0;
        if (c == separator && depth == 0)
            parts.append(QString());
        else
            parts.last() += c;
    }
    return parts;
}

QString withoutParentheses(QString text)
{
    text = text.trimmed();
    if (text.startsWith(QLatin1Char('(')) && text.endsWith(QLatin1Char(')')) && text.count(QLatin1Char('(')) == 1)
        return text.mid(1, text.size() - 2).trimmed();
    return text;
}

std::optional<ConditionTerm> readComparison(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(%1)\\s*(>=|<=|>|<)\\s*(%2)$").arg(Name, Value));
    const auto match = form.match(withoutParentheses(text));
    if (!match.hasMatch())
        return std::nullopt;
    return ConditionTerm{match.captured(1), match.captured(2), match.captured(3)};
}

std::optional<JoinedCondition> readAll(const QStringList &parts, bool isAll)
{
    JoinedCondition condition;
    condition.isAll = isAll;
    for (const auto &part : parts) {
        const auto term = readComparison(part);
        if (!term)
            return std::nullopt;
        condition.terms.append(*term);
    }
    return condition;
}

/// "x" and "x - 0.5" lie above zero where x lies above zero or a half.
std::optional<JoinedCondition> readDifference(const QString &formula)
{
    static const QRegularExpression form(QStringLiteral("^(%1)(?:\\s*([-+])\\s*(%2))?$").arg(Name, Value));
    const auto match = form.match(formula);
    if (!match.hasMatch())
        return std::nullopt;
    auto value = match.captured(3);
    if (value.isEmpty())
        value = QStringLiteral("0");
    else if (value.startsWith(QLatin1Char('-')))
        return std::nullopt;
    else if (match.captured(2) == QLatin1String("+")) {
        if (!value.at(0).isDigit())
            return std::nullopt;
        value.prepend(QLatin1Char('-'));
    }
    return JoinedCondition{true, {{match.captured(1), QStringLiteral(">"), value}}};
}

/// "(a > 0) + (b > 0) - 1.5": of two comparisons, each one or zero, more than one and a half hold.
std::optional<JoinedCondition> readSum(const QString &formula)
{
    static const QRegularExpression form(QStringLiteral("^(.*)-\\s*(\\d+\\.5)$"));
    const auto match = form.match(formula);
    if (!match.hasMatch())
        return std::nullopt;
    const auto parts = splitOutside(match.captured(1), QLatin1Char('+'));
    for (const auto &part : parts) {
        // Without parentheses the comparison would bind less tightly than the plus sign.
        if (!part.trimmed().startsWith(QLatin1Char('(')))
            return std::nullopt;
    }
    const double needed = std::ceil(match.captured(2).toDouble());
    const auto count = static_cast<double>(parts.size());
    if (needed != count && needed != 1)
        return std::nullopt;
    return readAll(parts, needed == count);
}

} // namespace

const QStringList &conditionComparisons()
{
    static const QStringList all{QStringLiteral(">"), QStringLiteral(">="), QStringLiteral("<"), QStringLiteral("<=")};
    return all;
}

bool isConditionValue(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^%1$").arg(Value));
    return form.match(text).hasMatch();
}

std::optional<JoinedCondition> readCondition(const QString &formula)
{
    const auto text = formula.trimmed();
    if (text.isEmpty())
        return JoinedCondition();
    if (const auto term = readComparison(text))
        return JoinedCondition{true, {*term}};
    if (auto difference = readDifference(text))
        return difference;
    static const QRegularExpression joined(QStringLiteral("^(min|max)\\((.*)\\)$"));
    if (const auto match = joined.match(text); match.hasMatch())
        return readAll(splitOutside(match.captured(2), QLatin1Char(',')), match.captured(1) == QLatin1String("min"));
    return readSum(text);
}

QString writeCondition(const JoinedCondition &condition)
{
    QStringList terms;
    for (const auto &term : condition.terms)
        terms.append(QStringLiteral("%1 %2 %3").arg(term.figure, term.comparison, term.value));
    if (terms.size() < 2)
        return terms.value(0);
    return QStringLiteral("%1(%2)").arg(condition.isAll ? QStringLiteral("min") : QStringLiteral("max"),
                                        terms.join(QStringLiteral(", ")));
}

std::optional<QList<ConditionalText>> readConditionalTexts(const LocatedJson &value)
{
    using Type = LocatedJson::Type;
    if (value.type() == Type::Text)
        return QList<ConditionalText>{{{}, value.asText().value_or(QString())}};
    if (value.type() != Type::List || value.items().empty())
        return std::nullopt;
    QList<ConditionalText> texts;
    for (const auto &item : value.items()) {
        if (item.type() == Type::Text) {
            texts.append({{}, item.asText().value_or(QString())});
            continue;
        }
        const auto text = item.text(QStringLiteral("text"));
        const auto when = item.textOr(QStringLiteral("when"), {});
        const auto condition = when ? readCondition(*when) : std::nullopt;
        if (!text || !condition || !item.onlyNames({QStringLiteral("when"), QStringLiteral("text")}))
            return std::nullopt;
        texts.append({*condition, *text});
    }
    return texts;
}

QString writeConditionalTexts(const QList<ConditionalText> &texts)
{
    if (texts.size() == 1 && texts.first().condition.terms.isEmpty())
        return jsonLiteral(texts.first().text);
    QStringList items;
    for (const auto &one : texts) {
        const auto text = jsonLiteral(one.text);
        items.append(
            one.condition.terms.isEmpty()
                ? text
                : QStringLiteral("{\"when\": %1, \"text\": %2}").arg(jsonLiteral(writeCondition(one.condition)), text));
    }
    return QStringLiteral("[%1]").arg(items.join(QStringLiteral(", ")));
}

} // namespace consultantos

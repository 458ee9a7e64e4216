// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_parts.h"

#include "analysis/frameworks/data/framework_copy.h"
#include "widgets/typed_number.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace consultantos {

namespace {

using Type = LocatedJson::Type;

QString inWords(const char *text)
{
    return QCoreApplication::translate("consultantos::FrameworkForm", text);
}

QStringList names(std::initializer_list<const char *> list)
{
    QStringList all;
    for (const auto *name : list)
        all.append(QLatin1String(name));
    return all;
}

/// What is edited most comes first; the rest of what such a list may hold where the file uses it.
QStringList columnsOf(const QString &list)
{
    static const QMap<QString, QStringList> Known{
        {QStringLiteral("sections"), names({"id", "title", "subject", "summary", "implication", "empty"})},
        {QStringLiteral("drivers"),
         names({"label", "weight", "direction", "measure", "ratio", "start", "stop", "query", "id"})},
        {QStringLiteral("rows"), names({"id", "when", "text", "so_what"})},
        {QStringLiteral("values"), names({"id", "title", "formula", "unit"})},
        {QStringLiteral("queries"), names({"id", "words", "pattern", "sections"})},
        {QStringLiteral("measures"), names({"ratio", "floor", "ceiling", "use", "shield", "repair", "expose"})},
        {QStringLiteral("classes"), names({"id", "title", "fallback"})},
        {QStringLiteral("documents"), names({"query", "indicator", "topics"})},
        {QStringLiteral("figures"), names({"id", "measure", "topics", "fields"})},
        {QStringLiteral("factors"), names({"label", "ratio", "spending", "inverted", "id"})},
    };
    return Known.value(list);
}

bool isTable(const LocatedJson &node)
{
    return node.type() == Type::List && !node.items().empty()
           && std::all_of(node.items().begin(), node.items().end(),
                          [](const LocatedJson &item) { return item.isObject(); });
}

/// An object whose names are edited on a page of their own.
bool isPage(const LocatedJson &value, const QString &name)
{
    return value.isObject() && (name == QLatin1String("texts") || name == QLatin1String("limits"));
}

QString titleOf(const QString &list)
{
    const QMap<QString, QString> titles{
        {QStringLiteral("sections"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Sections"))},
        {QStringLiteral("drivers"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Drivers"))},
        {QStringLiteral("rows"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Sentences"))},
        {QStringLiteral("values"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Values"))},
        {QStringLiteral("queries"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Evidence queries"))},
        {QStringLiteral("measures"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Ratios"))},
        {QStringLiteral("classes"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Classes"))},
        {QStringLiteral("documents"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Evidence"))},
        {QStringLiteral("figures"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Figures"))},
        {QStringLiteral("texts"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Sentences"))},
        {QStringLiteral("limits"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Thresholds"))},
        {QStringLiteral("factors"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Factors"))},
        {QStringLiteral("concentration"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Concentration"))},
    };
    return titles.value(list, list);
}

FrameworkPart tableOf(const LocatedJson &list, const QString &name, const QStringList &path, const QString &owner = {})
{
    FrameworkPart part{owner.isEmpty() ? titleOf(name) : QStringLiteral("%1: %2").arg(titleOf(name), owner), name, path,
                       FrameworkPart::Kind::List, columnsOf(name)};
    for (const auto &item : list.items()) {
        for (const auto &key : item.names()) {
            const auto *value = item.find(key);
            // Tables within have their own page.
            const bool hasPage = (isTable(*value) && !columnsOf(key).isEmpty()) || isPage(*value, key);
            if (!part.columns.contains(key) && !hasPage)
                part.columns.append(key);
        }
    }
    return part;
}

/// The sentences and thresholds of an object, a page each.
QList<FrameworkPart> pagesOf(const LocatedJson &object, const QStringList &path, const QString &owner = {})
{
    QList<FrameworkPart> pages;
    for (const auto &name : object.names()) {
        if (!isPage(*object.find(name), name))
            continue;
        const auto title = owner.isEmpty() ? titleOf(name) : QStringLiteral("%1: %2").arg(titleOf(name), owner);
        pages.append({title, name, path + QStringList{name}, FrameworkPart::Kind::Fields, {}});
    }
    return pages;
}

/// Where the object's value of that name stands with its name and the comma that goes with it.
TextEdit wholeField(const LocatedJson &value, const QString &name, const QString &source)
{
    static const auto Behind = QRegularExpression(QStringLiteral("^\\s*,\\s*"));
    const QRegularExpression before(QStringLiteral("(,\\s*)?\"%1\"\\s*:\\s*$").arg(QRegularExpression::escape(name)));
    const auto head = source.left(value.begin());
    const auto match = before.match(head);
    TextEdit edit{match.hasMatch() ? match.capturedStart() : value.begin(), value.end(), {}};
    if (match.captured(1).isEmpty()) {
        if (const auto comma = Behind.match(source.mid(value.end())); comma.hasMatch())
            edit.end += comma.capturedLength();
    }
    return edit;
}

} // namespace

QList<FrameworkPart> frameworkParts(const LocatedJson &root)
{
    QList<FrameworkPart> parts;
    if (!root.isObject())
        return parts;
    parts.append({inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "The framework")),
                  {},
                  {},
                  FrameworkPart::Kind::Fields,
                  {}});
    QList<FrameworkPart> others;
    for (const auto *const name : {"sections", "classes"}) {
        const QString listName = QLatin1String(name);
        const auto *list = root.find(listName);
        if (list == nullptr || !isTable(*list))
            continue;
        int number = 0;
        for (const auto &item : list->items()) {
            const auto owner = item.textOr(QStringLiteral("title"), {}).value_or(QString());
            for (const auto *const inner : {"drivers", "figures", "documents", "values", "rows"}) {
                const QString innerName = QLatin1String(inner);
                const auto *table = item.find(innerName);
                if (table == nullptr || !isTable(*table))
                    continue;
                const QStringList path{listName, QString::number(number), innerName};
                (innerName == QLatin1String("drivers") ? parts : others)
                    .append(tableOf(*table, innerName, path, owner));
                int row = 0;
                for (const auto &entry : table->items()) {
                    const auto id = entry.textOr(QStringLiteral("id"), {}).value_or(QString());
                    others += pagesOf(entry, path + QStringList{QString::number(row++)},
                                      QStringLiteral("%1, %2").arg(owner, id));
                }
            }
            ++number;
        }
        others.prepend(tableOf(*list, listName, {listName}));
    }
    for (const auto *const name : {"measures", "factors", "values", "queries"}) {
        const QString listName = QLatin1String(name);
        const auto *list = root.find(listName);
        if (list != nullptr && isTable(*list))
            parts.append(tableOf(*list, listName, {listName}));
    }
    parts += pagesOf(root, {});
    if (const auto *cutOffs = root.find(QStringLiteral("concentration")); cutOffs != nullptr && cutOffs->isObject())
        others.append({titleOf(QStringLiteral("concentration")),
                       {},
                       {QStringLiteral("concentration")},
                       FrameworkPart::Kind::Fields,
                       {}});
    return parts + others;
}

const LocatedJson *nodeOf(const LocatedJson &root, const FrameworkPart &part)
{
    const auto *node = &root;
    for (const auto &step : part.path) {
        if (node->isObject()) {
            node = node->find(step);
        } else {
            const auto number = static_cast<std::size_t>(step.toInt());
            node = node->type() == Type::List && number < node->items().size() ? &node->items()[number] : nullptr;
        }
        if (node == nullptr)
            return nullptr;
    }
    const bool isIt = part.kind == FrameworkPart::Kind::List ? node->type() == Type::List : node->isObject();
    return isIt ? node : nullptr;
}

QString cellText(const LocatedJson &value, const QString &source)
{
    if (value.type() == Type::Text)
        return value.asText().value_or(QString());
    if (value.type() == Type::Number)
        return numberForTyping(source.mid(value.begin(), value.end() - value.begin()));
    const auto &items = value.items();
    const bool isWords =
        value.type() == Type::List && std::all_of(items.begin(), items.end(), [](const LocatedJson &one) {
            return one.type() == Type::Text && !one.asText().value_or(QString()).contains(QLatin1Char(';'));
        });
    if (!isWords)
        return source.mid(value.begin(), value.end() - value.begin());
    QStringList words;
    for (const auto &one : items)
        words.append(one.asText().value_or(QString()));
    return words.join(QStringLiteral("; "));
}

bool isTruthName(const QString &name)
{
    static const auto Truths = names({"spending", "inverted", "needs_reference", "result", "paid_by_result"});
    return Truths.contains(name);
}

QStringList ownFigures(const LocatedJson &root)
{
    QStringList figures;
    const auto addValues = [&figures](const LocatedJson &node) {
        for (const auto &value : node.listOr(QStringLiteral("values")).value_or(std::vector<LocatedJson>()))
            figures.append(value.textOr(QStringLiteral("id"), {}).value_or(QString()));
    };
    addValues(root);
    for (const auto &section : root.listOr(QStringLiteral("sections")).value_or(std::vector<LocatedJson>())) {
        addValues(section);
        if (section.find(QStringLiteral("drivers")) != nullptr)
            figures.append(QStringLiteral("score_") + section.textOr(QStringLiteral("id"), {}).value_or(QString()));
    }
    figures.removeAll(QString());
    figures.removeDuplicates();
    return figures;
}

std::optional<QString> cellLiteral(const QString &typed, const QString &name, const LocatedJson *former)
{
    static const auto Numbers = names({"weight", "start", "stop", "order", "most", "floor", "half_width", "ceiling"});
    static const auto Lists = names({"needs", "topics", "queries", "playbook", "notes", "fallback", "sections"});
    // A sentence that begins with a place.
    static const QRegularExpression Place(QStringLiteral("^\\{\\|?[a-z$]"));
    const auto trimmed = typed.trimmed();
    if (isTruthName(name)) {
        if (trimmed != QLatin1String("true") && trimmed != QLatin1String("false"))
            return std::nullopt;
        return trimmed;
    }
    if (Numbers.contains(name) || (former != nullptr && former->type() == Type::Number)) {
        const auto value = typedNumber(trimmed);
        return value ? std::optional(QString::number(*value, 'g', 10)) : std::nullopt;
    }
    // Conditions with their texts, and whatever else is no plain text, are written as the file has them.
    const bool looksLikeJson = (trimmed.startsWith(QLatin1Char('[')) || trimmed.startsWith(QLatin1Char('{')))
                               && !Place.match(trimmed).hasMatch();
    const bool wasJson = former != nullptr && (former->type() == Type::List || former->type() == Type::Object);
    if (looksLikeJson && (wasJson || former == nullptr || trimmed.startsWith(QLatin1Char('[')))) {
        const auto read = LocatedJson::parse(trimmed.toUtf8(), {});
        if (read)
            return trimmed;
        if (wasJson)
            return std::nullopt;
    }
    if (Lists.contains(name) && (former == nullptr || former->type() == Type::List)) {
        QStringList literals;
        const auto words = trimmed.split(QLatin1Char(';'), Qt::SkipEmptyParts);
        for (const auto &word : words)
            literals.append(jsonLiteral(word.trimmed()));
        return QStringLiteral("[%1]").arg(literals.join(QStringLiteral(", ")));
    }
    return jsonLiteral(typed);
}

TextEdit fieldEdit(const LocatedJson &object, const QString &name, const QString &literal, const QString &source)
{
    const auto *value = object.find(name);
    if (value != nullptr)
        return literal.isEmpty() ? wholeField(*value, name, source) : TextEdit{value->begin(), value->end(), literal};
    const auto field = QStringLiteral("%1: %2").arg(jsonLiteral(name), literal);
    if (literal.isEmpty())
        return {object.end(), object.end(), {}};
    if (object.items().empty())
        return {object.begin() + 1, object.begin() + 1, field};
    const auto end = object.items().back().end();
    return {end, end, QStringLiteral(", ") + field};
}

TextEdit doubledEdit(const LocatedJson &list, int row, const QString &source)
{
    const auto &entry = list.items()[static_cast<std::size_t>(row)];
    auto text = source.mid(entry.begin(), entry.end() - entry.begin());
    if (const auto *id = entry.find(QStringLiteral("id")); id != nullptr && id->type() == Type::Text) {
        QSet<QString> taken;
        for (const auto &item : list.items())
            taken.insert(item.textOr(QStringLiteral("id"), {}).value_or(QString()));
        const auto stem = id->asText().value_or(QString());
        int number = 2;
        while (taken.contains(QStringLiteral("%1_%2").arg(stem).arg(number)))
            ++number;
        text.replace(id->begin() - entry.begin(), id->end() - id->begin(),
                     jsonLiteral(QStringLiteral("%1_%2").arg(stem).arg(number)));
    }
    // As far in as the entry itself.
    const auto lineStart = source.lastIndexOf(QLatin1Char('\n'), entry.begin() - 1) + 1;
    const auto indent = source.mid(lineStart, entry.begin() - lineStart);
    const bool startsLine = indent.trimmed().isEmpty();
    return {entry.end(), entry.end(), (startsLine ? QStringLiteral(",\n") + indent : QStringLiteral(", ")) + text};
}

TextEdit removedEdit(const LocatedJson &list, int row, const QString & /*source*/)
{
    const auto &items = list.items();
    const auto at = static_cast<std::size_t>(row);
    if (at + 1 < items.size())
        return {items[at].begin(), items[at + 1].begin(), {}};
    return {at > 0 ? items[at - 1].end() : items[at].begin(), items[at].end(), {}};
}

QList<double> weightsOfOne(const QList<double> &weights)
{
    constexpr double Step = 1e4;
    const double sum = std::accumulate(weights.cbegin(), weights.cend(), 0.0);
    if (weights.isEmpty() || !(sum > 0))
        return weights;
    QList<double> scaled;
    for (const double weight : weights)
        scaled.append(std::max(std::round(weight / sum * Step), 1.0));
    const auto largest = std::max_element(scaled.begin(), scaled.end());
    *largest += Step - std::accumulate(scaled.cbegin(), scaled.cend(), 0.0);
    for (auto &weight : scaled)
        weight /= Step;
    return scaled;
}

} // namespace consultantos

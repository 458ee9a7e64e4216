// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/label_catalogue.h"

#include "analysis/financials/concept_catalogue.h"
#include "base/json.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::statements {

namespace {

tl::unexpected<Error> wrong(const QString &path, const QString &entry, const QString &what)
{
    return fail(ErrorCode::Malformed, QCoreApplication::translate(
                                          "Statements", "The names of statement rows in %1 can't be used: \"%2\": %3.")
                                          .arg(path, entry, what));
}

/// Replaces {name} by the words of that name, themselves resolved.
class Words {
public:
    explicit Words(const QJsonObject &words)
        : m_words(words)
    {
    }

    [[nodiscard]] QString resolved(QString text) const
    {
        constexpr int DeepestNesting = 4;
        for (int depth = 0; depth < DeepestNesting; ++depth) {
            for (auto word = m_words.begin(); word != m_words.end(); ++word)
                text.replace(QLatin1Char('{') + word.key() + QLatin1Char('}'), word.value().toString());
        }
        return text;
    }

private:
    QJsonObject m_words;
};

Result<QRegularExpression> expression(const QString &text, const Words &words, bool isWhole)
{
    const auto resolved = words.resolved(text);
    QRegularExpression pattern(isWhole ? QStringLiteral("^(?:%1)$").arg(resolved) : resolved);
    if (!pattern.isValid())
        return fail(ErrorCode::Malformed, pattern.errorString());
    pattern.optimize();
    return pattern;
}

Result<LabelPattern> patternFromJson(const QJsonValue &value, const Words &words)
{
    LabelPattern pattern;
    const auto object = value.toObject();
    const auto text = value.isString() ? value.toString() : object[QStringLiteral("label")].toString();
    auto label = expression(text, words, true);
    if (!label)
        return tl::unexpected(label.error());
    pattern.label = *label;
    pattern.section = object[QStringLiteral("section")].toString();
    pattern.isStrict = object[QStringLiteral("strict")].toBool();
    pattern.onlyIf = object[QStringLiteral("if")].toString();
    pattern.unless = object[QStringLiteral("unless")].toString();
    pattern.above = object[QStringLiteral("above")].toString();
    pattern.below = object[QStringLiteral("below")].toString();
    pattern.notBelow = object[QStringLiteral("not_below")].toString();
    pattern.isSingle = object[QStringLiteral("single")].toBool();
    if (object.contains(QStringLiteral("under"))) {
        auto under = expression(object[QStringLiteral("under")].toString(), words, true);
        if (!under)
            return tl::unexpected(under.error());
        pattern.under = *under;
    }
    return pattern;
}

Result<LabelParts> partsFromJson(const QJsonObject &object, const Words &words)
{
    LabelParts parts;
    parts.id = object[QStringLiteral("id")].toString();
    parts.most = object[QStringLiteral("most")].toInt();
    parts.section = object[QStringLiteral("section")].toString();
    auto label = expression(object[QStringLiteral("label")].toString(), words, true);
    if (!label)
        return tl::unexpected(label.error());
    parts.label = *label;
    parts.businessesOf = object[QStringLiteral("businesses_of")].toString();
    auto other = expression(object[QStringLiteral("not")].toString(), words, false);
    if (!other)
        return tl::unexpected(other.error());
    parts.noBusiness = *other;
    return parts;
}

std::optional<SignRule> signRule(const QString &name)
{
    static const QHash<QString, SignRule> rules{{QString(), SignRule::AsPrinted},
                                                {QStringLiteral("cost"), SignRule::Cost},
                                                {QStringLiteral("outflow"), SignRule::Outflow},
                                                {QStringLiteral("share"), SignRule::Share},
                                                {QStringLiteral("tax"), SignRule::Tax},
                                                {QStringLiteral("gain"), SignRule::Gain}};
    const auto rule = rules.constFind(name);
    return rule == rules.cend() ? std::nullopt : std::optional(*rule);
}

Result<LabelEntry> entryFromJson(const QJsonObject &object, const Words &words)
{
    LabelEntry entry;
    entry.id = entry.concept_ = object[QStringLiteral("id")].toString();
    entry.statement = object[QStringLiteral("statement")].toString();
    entry.isAnchor = object[QStringLiteral("anchor")].toBool();
    const auto sign = signRule(object[QStringLiteral("sign")].toString());
    if (!sign)
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Statements", "the sign is not known"));
    entry.sign = *sign;
    if (object.contains(QStringLiteral("not"))) {
        auto taboo = expression(object[QStringLiteral("not")].toString(), words, false);
        if (!taboo)
            return tl::unexpected(taboo.error());
        entry.taboo = *taboo;
    }
    if (object.contains(QStringLiteral("parts"))) {
        auto parts = partsFromJson(object[QStringLiteral("parts")].toObject(), words);
        if (!parts)
            return tl::unexpected(parts.error());
        entry.parts = *parts;
    }
    for (const auto &value : object[QStringLiteral("labels")].toArray()) {
        auto pattern = patternFromJson(value, words);
        if (!pattern)
            return tl::unexpected(pattern.error());
        entry.patterns.append(*pattern);
    }
    if (entry.patterns.isEmpty())
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Statements", "it has no labels"));
    return entry;
}

Result<LabelSection> sectionFromJson(const QJsonObject &object, const Words &words)
{
    LabelSection section{object[QStringLiteral("statement")].toString(), object[QStringLiteral("id")].toString(), {}};
    for (const auto &text : json::toStrings(object[QStringLiteral("headings")])) {
        auto heading = expression(text, words, true);
        if (!heading)
            return tl::unexpected(heading.error());
        section.headings.append(*heading);
    }
    return section;
}

} // namespace

bool LabelEntry::fits(const QString &label) const
{
    if (!taboo.pattern().isEmpty() && taboo.match(label).hasMatch())
        return false;
    return std::any_of(patterns.cbegin(), patterns.cend(),
                       [&label](const LabelPattern &pattern) { return pattern.label.match(label).hasMatch(); });
}

Result<LabelCatalogue> LabelCatalogue::load(const QString &path, const ConceptCatalogue &concepts)
{
    const auto document = json::readObject(path);
    if (!document)
        return tl::unexpected(document.error());
    const Words words((*document)[QStringLiteral("words")].toObject());
    LabelCatalogue catalogue;
    for (const auto &value : (*document)[QStringLiteral("sections")].toArray()) {
        auto section = sectionFromJson(value.toObject(), words);
        if (!section)
            return wrong(path, value.toObject()[QStringLiteral("id")].toString(), section.error().message);
        catalogue.m_sections.append(*section);
    }
    for (const auto &list : {QStringLiteral("concepts"), QStringLiteral("helpers")}) {
        for (const auto &value : (*document)[list].toArray()) {
            auto entry = entryFromJson(value.toObject(), words);
            if (!entry)
                return wrong(path, value.toObject()[QStringLiteral("id")].toString(), entry.error().message);
            entry->isHelper = list == QLatin1String("helpers");
            if (!entry->isHelper && !concepts.find(entry->concept_))
                return wrong(path, entry->concept_, QCoreApplication::translate("Statements", "no such line is known"));
            if (catalogue.m_places.contains(entry->id))
                entry->id += QLatin1Char('@') + entry->statement;
            catalogue.m_places.insert(entry->id, catalogue.m_entries.size());
            catalogue.m_entries.append(*entry);
        }
    }
    if (catalogue.m_entries.isEmpty())
        return wrong(path, QStringLiteral("concepts"),
                     QCoreApplication::translate("Statements", "the list is missing or empty"));
    for (const auto &entry : std::as_const(catalogue.m_entries)) {
        const auto fault = catalogue.faultOf(entry);
        if (!fault.isEmpty())
            return wrong(path, entry.id, fault);
    }
    return catalogue;
}

QString LabelCatalogue::faultOf(const LabelEntry &entry) const
{
    if (!entry.parts.businessesOf.isEmpty() && !find(entry.parts.businessesOf))
        return QCoreApplication::translate("Statements", "\"%1\" is no entry").arg(entry.parts.businessesOf);
    for (const auto &pattern : entry.patterns) {
        for (const auto &other : {pattern.onlyIf, pattern.unless, pattern.above, pattern.below, pattern.notBelow}) {
            if (!other.isEmpty() && !find(other))
                return QCoreApplication::translate("Statements", "\"%1\" is no entry").arg(other);
        }
        const auto isIt = [&](const LabelSection &section) {
            return section.id == pattern.section && section.statement == entry.statement;
        };
        if (!pattern.section.isEmpty() && std::none_of(m_sections.cbegin(), m_sections.cend(), isIt))
            return QCoreApplication::translate("Statements", "\"%1\" is no section").arg(pattern.section);
    }
    return {};
}

const LabelEntry *LabelCatalogue::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_entries[*place];
}

QString LabelCatalogue::sectionOf(const QString &statement, const QString &heading) const
{
    for (const auto &section : m_sections) {
        if (section.statement != statement)
            continue;
        for (const auto &pattern : section.headings) {
            if (pattern.match(heading).hasMatch())
                return section.id;
        }
    }
    return {};
}

} // namespace consultantos::statements

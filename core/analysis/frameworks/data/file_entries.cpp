// SPDX-License-Identifier: GPL-3.0-or-later
// What a framework's file may hold in any section: drivers, values, evidence queries, ways of scoring.
#include "analysis/frameworks/data/file_reader.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace consultantos::framework_file {

namespace {

const QStringList &unitNames()
{
    static const QStringList all{
        units::Ratio, units::Points, units::Multiple, units::Days,       units::Years,
        units::Score, units::Index,  units::Count,    units::Percentile, QStringLiteral("currency")};
    return all;
}

} // namespace

DriverDefinition FileReader::driver(const LocatedJson &node)
{
    only(node, {"id", "label", "measure", "ratio", "value", "anchor", "query", "direction", "weight", "start", "stop",
                "needs"});
    DriverDefinition driver;
    driver.id = id(node);
    driver.label = text(node, "label");
    checkLiteral(place(node, "label"), driver.label);
    driver.measure = textOr(node, "measure", QStringLiteral("ratio"));
    if (!frameworkMeasures().contains(driver.measure))
        fault(place(node, "measure"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"measure\" is one of %1."))
                                          .arg(frameworkMeasures().join(QStringLiteral(", "))));
    driver.ratio = textOr(node, "ratio", {});
    const bool needsRatio = driver.measure != QLatin1String("value") && driver.measure != QLatin1String("passage")
                            && driver.measure != QLatin1String("concentration");
    if (needsRatio && !m_vocabulary.ratios.contains(driver.ratio))
        fault(place(node, "ratio"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no ratio \"%1\".")).arg(driver.ratio));
    driver.anchor = textOr(node, "anchor", {});
    driver.query = textOr(node, "query", {});
    if (!driver.query.isEmpty() && !m_queries.contains(driver.query))
        fault(place(node, "query"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no query \"%1\".")).arg(driver.query));
    if (driver.measure == QLatin1String("value")) {
        driver.ratio = text(node, "value");
        m_uses.append({place(node, "value"), {driver.ratio}, false});
    }
    const auto beforeDirection = m_faults.size();
    const auto direction = text(node, "direction");
    if (m_faults.size() == beforeDirection && direction != QLatin1String("raises")
        && direction != QLatin1String("lowers"))
        fault(place(node, "direction"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"direction\" is \"raises\" or \"lowers\".")));
    driver.raises = direction == QLatin1String("raises");
    const auto beforeWeight = m_faults.size();
    driver.weight = number(node, "weight");
    if (m_faults.size() == beforeWeight && !(driver.weight > 0 && driver.weight <= 1))
        fault(place(node, "weight"),
              inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a weight lies between zero and one.")));
    driver.start = optionalNumber(node, "start");
    driver.stop = optionalNumber(node, "stop");
    const bool needsAnchors = driver.measure != QLatin1String("ratio") && driver.measure != QLatin1String("passage");
    if (needsAnchors && driver.measure != QLatin1String("concentration")
        && (!driver.start || !driver.stop || *driver.start >= *driver.stop))
        fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "the measure \"%1\" needs \"start\" below \"stop\"."))
                        .arg(driver.measure));
    driver.needs = texts(node, "needs");
    return driver;
}

QList<ValueDefinition> FileReader::values(const LocatedJson &node)
{
    QList<ValueDefinition> values;
    expanded(node, "values", [&](const LocatedJson &entry) {
        only(entry, {"id", "title", "formula", "unit", "rank", "with"});
        ValueDefinition value;
        value.id = id(entry);
        // A computation is named by the file's and the value's id: two of one name would be two meanings of one figure.
        unique(entry, m_values, value.id);
        if (const auto *rank = entry.find(QStringLiteral("rank"))) {
            int place = 0;
            for (const auto &ranked : rank->items()) {
                ++place;
                ValueDefinition::Ranked made;
                made.value = text(ranked, "value");
                m_uses.append({ranked, {made.value}, false});
                for (const auto &name : ranked.names()) {
                    if (name == QLatin1String("value"))
                        continue;
                    made.texts.insert(name, text(ranked, name.toLatin1().constData()));
                    checkLiteral(ranked, made.texts.value(name));
                }
                value.ranked.append(made);
            }
            for (int i = 1; i <= place; ++i) {
                const auto name = QStringLiteral("%1_%2").arg(value.id).arg(i);
                unique(entry, m_values, name);
                m_figures.insert(name);
                for (const auto &ranked : std::as_const(value.ranked)) {
                    for (const auto &key : ranked.texts.keys())
                        m_texts.insert(name + QLatin1Char('_') + key);
                }
            }
        } else {
            value.title = text(entry, "title");
            checkLiteral(entry, value.title);
            value.unit = textOr(entry, "unit", {});
            const auto before = m_faults.size();
            value.formula = formula(entry, "formula");
            const bool isName = value.formula && value.formula->variables().size() == 1
                                && value.formula->variables().first() == value.formula->text().trimmed();
            if (!value.formula && m_faults.size() == before)
                fault(entry, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "a value needs \"formula\" or \"rank\".")));
            else if (value.formula && !isName && !unitNames().contains(value.unit))
                fault(place(entry, "unit"), inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"unit\" is one of %1."))
                                                .arg(unitNames().join(QStringLiteral(", "))));
            m_figures.insert(value.id);
        }
        values.append(value);
    });
    return values;
}

QList<EvidenceQuery> FileReader::queries(const LocatedJson &node)
{
    QList<EvidenceQuery> queries;
    for (const auto &entry : list(node, "queries")) {
        only(entry, {"id", "words", "pattern", "sections"});
        EvidenceQuery query;
        query.id = text(entry, "id");
        query.words = text(entry, "words");
        query.pattern = QRegularExpression(text(entry, "pattern"), QRegularExpression::CaseInsensitiveOption);
        if (!query.pattern.isValid())
            fault(place(entry, "pattern"), query.pattern.errorString());
        query.sections = plainTexts(entry, "sections");
        unique(entry, m_queries, query.id);
        queries.append(query);
    }
    return queries;
}

QMap<QString, ScoringMethod> FileReader::scoring(const LocatedJson &node)
{
    QMap<QString, ScoringMethod> methods;
    const auto *scoring = node.find(QStringLiteral("scoring"));
    if (scoring == nullptr)
        return methods;
    for (const auto &name : scoring->names()) {
        const auto &entry = *scoring->find(name);
        only(entry, {"raises", "lowers", "half_width", "source"});
        ScoringMethod method{text(entry, "raises"), text(entry, "lowers"), numberOr(entry, "half_width", 0),
                             textOr(entry, "source", {})};
        for (const auto *key : {"raises", "lowers"}) {
            if (const auto parsed = Expression::parse(text(entry, key)); !parsed)
                fault(place(entry, key), parsed.error().message);
        }
        methods.insert(name, method);
    }
    return methods;
}

} // namespace consultantos::framework_file

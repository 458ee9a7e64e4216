// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/exhibits/exhibit_writer.h"

#include "analysis/expression.h"
#include "analysis/scenarios/driver_program.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QLocale>
#include <QSet>

#include <functional>

namespace consultantos {

namespace {

QString plain(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString idPart(QString text)
{
    for (auto &character : text) {
        if (!character.isLetterOrNumber() && character != u'-' && character != u'_')
            character = u'_';
    }
    return text;
}

void rename(Claim &claim, const std::function<QString(const QString &)> &named)
{
    for (auto &id : claim.evidence)
        id = named(id);
    for (auto &number : claim.numbers)
        number.ref = named(number.ref);
}

QStringList refsOf(const FrameworkResult &result)
{
    QStringList refs;
    for (const auto &claim : result.claims())
        refs += claim.evidence;
    return refs;
}

} // namespace

ExhibitWriter::ExhibitWriter(const char *id, const QString &title, const QString &companyId, QDate date)
    : m_companyId(companyId)
    , m_date(date)
{
    m_exhibit.result.id = QLatin1String(id);
    m_exhibit.result.title = title;
}

Figure ExhibitWriter::given(const QString &name, double value, const QString &unit, const QString &source)
{
    Fact fact;
    fact.companyId = m_companyId;
    fact.taxonomy = QStringLiteral("user");
    fact.tag = name;
    fact.unit = unit;
    fact.end = m_date;
    fact.latest.value = value;
    fact.source = source.isEmpty() ? QStringLiteral("yours") : source;
    fact.id = factId(m_companyId, fact.taxonomy, m_exhibit.result.id + u'.' + name, unit, {}, m_date);
    return m_exhibit.evidence.add(fact);
}

Figure ExhibitWriter::outcome(const QString &name, const QString &title, double value, const QString &unit,
                              const QStringList &restsOn, const Period &period)
{
    Computation computation;
    computation.method = m_exhibit.result.id + u'_' + idPart(name);
    computation.period = period.end.isValid() ? period : Period{{}, m_date, 0, {}};
    computation.id =
        QStringLiteral("c/%1/%2/%3").arg(idPart(m_companyId), computation.method, idPart(computation.period.label()));
    computation.title = title;
    computation.formula = plain(value);
    if (!restsOn.isEmpty())
        computation.bindings = {{QStringLiteral("assumptions"), restsOn, true}};
    computation.value = value;
    computation.unit = unit;
    return m_exhibit.evidence.add(computation);
}

Status ExhibitWriter::addModel(const ScenarioModel &model, const QHash<QString, Figure> &known,
                               const QHash<QString, Period> &periods)
{
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const auto values = program->evaluateAtMedians(model);
    if (!values)
        return tl::unexpected(values.error());
    for (int slot = 0; slot < program->driverCount(); ++slot) {
        const auto &driver = model.drivers[slot];
        const double median = (*values)[static_cast<std::size_t>(slot)];
        const auto there = known.constFind(driver.name);
        m_quantities.insert(driver.name, there != known.constEnd() && there->value == median
                                             ? *there
                                             : given(driver.name, median, driver.unit, driver.source));
        m_drivers.append(driver.name);
    }
    for (int slot = program->driverCount(); slot < program->slotCount(); ++slot) {
        const auto &formula = *model.findFormula(program->nameOf(slot));
        const auto parsed = Expression::parse(formula.formula);
        Computation computation;
        computation.method = m_exhibit.result.id + u'_' + formula.name;
        computation.period = periods.value(formula.name, Period{{}, m_date, 0, {}});
        computation.id = QStringLiteral("c/%1/%2/%3")
                             .arg(idPart(m_companyId), computation.method, idPart(computation.period.label()));
        computation.title = formula.title.isEmpty() ? formula.name : formula.title;
        computation.formula = formula.formula;
        for (const auto &name : parsed->variables())
            computation.bindings.append({name, {m_quantities.value(name).ref}, false});
        computation.value = (*values)[static_cast<std::size_t>(slot)];
        computation.unit = formula.unit;
        m_quantities.insert(formula.name, m_exhibit.evidence.add(computation));
    }
    return {};
}

QStringList ExhibitWriter::driverRefs() const
{
    QStringList refs;
    for (const auto &name : m_drivers)
        refs.append(m_quantities.value(name).ref);
    return refs;
}

void ExhibitWriter::section(const QString &id, const QString &title)
{
    FrameworkSection section;
    section.id = id;
    section.title = title;
    m_exhibit.result.sections.append(section);
}

ClaimBuilder ExhibitWriter::claim(double confidence)
{
    const auto &sections = m_exhibit.result.sections;
    const auto id = sections.isEmpty() ? m_exhibit.result.id + QStringLiteral(".headline")
                                       : QStringLiteral("%1.%2.%3")
                                             .arg(m_exhibit.result.id, sections.last().id)
                                             .arg(sections.last().items.size() + 1);
    return ClaimBuilder(id, Grade::Computed, confidence);
}

void ExhibitWriter::item(const ClaimBuilder &claim, const QMap<QString, QString> &fields)
{
    auto &section = m_exhibit.result.sections.last();
    FrameworkItem item;
    item.claim = claim.build();
    item.id = section.id + u'.' + QString::number(section.items.size() + 1);
    item.fields = fields;
    section.items.append(item);
}

void ExhibitWriter::headline(const ClaimBuilder &claim)
{
    m_exhibit.result.headline = claim.build();
    m_exhibit.result.headline->id = m_exhibit.result.id + QStringLiteral(".headline");
}

void ExhibitWriter::addAssumptions(const ScenarioModel &model)
{
    section(QStringLiteral("assumptions"), QStringLiteral("What it rests on"));
    for (const auto &driver : model.drivers) {
        const auto distribution = Distribution::make(driver.distribution);
        if (!distribution)
            continue;
        const auto figure = m_quantities.value(driver.name);
        const auto title = driver.title.isEmpty() ? driver.name : driver.title;
        auto claim = this->claim(JudgedConfidence);
        claim.text(title + QStringLiteral(": ")).figure(figure);
        if (!distribution->isConstant()) {
            const auto bound = [&](const char *stem, double share) {
                return outcome(
                    driver.name + QLatin1String(stem),
                    QStringLiteral("%1, %2 % quantile of its distribution (%3)")
                        .arg(title, QString::number(share * 100), distributionKindName(driver.distribution.kind)),
                    distribution->quantile(share), driver.unit, {figure.ref});
            };
            claim.text(QStringLiteral(", in eight of ten cases between "))
                .figure(bound("_low", 0.1))
                .text(QStringLiteral(" and "))
                .figure(bound("_high", 0.9));
        }
        claim.text(QStringLiteral("."));
        const auto *fact = m_exhibit.evidence.fact(figure.ref);
        const auto whose = driver.source.isEmpty()                   ? QStringLiteral("yours")
                           : fact == nullptr                         ? QStringLiteral("computed")
                           : fact->taxonomy == QLatin1String("user") ? QStringLiteral("sourced")
                           : fact->latest.accession.isEmpty()        ? QStringLiteral("published")
                                                                     : QStringLiteral("filed");
        item(claim, {{QStringLiteral("whose"), whose}});
    }
}

Exhibit ExhibitWriter::finish() const
{
    auto made = m_exhibit;
    made.evidence = made.evidence.reachableFrom(refsOf(made.result));
    const auto bytes = QJsonDocument(toJson(made.evidence)).toJson(QJsonDocument::Compact);
    constexpr int DigestLength = 8;
    const auto digest =
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(DigestLength));
    QSet<QString> own;
    for (auto it = made.evidence.computations().cbegin(); it != made.evidence.computations().cend(); ++it)
        own.insert(it.key());
    for (const auto &fact : made.evidence.facts()) {
        if (fact.taxonomy == QLatin1String("user"))
            own.insert(fact.id);
    }
    const auto stamp = QStringLiteral("/kept-%1-%2").arg(made.result.id, digest);
    const auto named = [&](const QString &id) { return own.contains(id) ? id + stamp : id; };
    EvidenceBook book;
    for (auto fact : made.evidence.facts()) {
        fact.id = named(fact.id);
        book.add(fact);
    }
    for (auto computation : made.evidence.computations()) {
        computation.id = named(computation.id);
        for (auto &binding : computation.bindings) {
            for (auto &ref : binding.refs)
                ref = named(ref);
        }
        book.add(computation);
    }
    for (const auto &passage : made.evidence.passages())
        book.add(passage);
    made.evidence = book;
    if (made.result.headline)
        rename(*made.result.headline, named);
    for (auto &section : made.result.sections) {
        for (auto &item : section.items)
            rename(item.claim, named);
    }
    return made;
}

} // namespace consultantos

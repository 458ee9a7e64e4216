// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_json_reader.h"

#include "evidence/filings/filing_text_reader.h"
#include "evidence/filings/markup_parser.h"
#include "evidence/filings/xbrl_names.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace consultantos {

namespace {

constexpr int FactsBetweenChecks = 512;

/// "iso4217:GBP/xbrli:shares", "(a:b*c:d)/e:f" → as Fact::unit.
QString unitOf(const QString &text)
{
    const auto measures = [](QString product) {
        QStringList names;
        for (const auto &measure : product.remove(u'(').remove(u')').split(u'*', Qt::SkipEmptyParts))
            names.append(unitMeasure(measure));
        return names;
    };
    XbrlUnit unit;
    unit.numerator = measures(text.section(u'/', 0, 0));
    unit.denominator = measures(text.section(u'/', 1));
    return unit.text();
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

class JsonRun {
public:
    JsonRun(const XbrlOrigin &origin, const ParseBudget &budget)
        : m_origin(origin)
        , m_budget(budget)
    {
        m_report.info = origin.filing;
    }

    Result<XbrlJsonReport> run(const QJsonObject &root)
    {
        m_namespaces = root[QStringLiteral("documentInfo")].toObject()[QStringLiteral("namespaces")].toObject();
        for (auto declared = m_namespaces.constBegin(); declared != m_namespaces.constEnd(); ++declared)
            m_names.declare(declared.key(), declared->toString());
        const auto facts = root[QStringLiteral("facts")].toObject();
        int count = 0;
        for (auto fact = facts.constBegin(); fact != facts.constEnd(); ++fact) {
            if (count++ % FactsBetweenChecks == 0) {
                if (auto inBudget = m_budget.check(); !inBudget)
                    return tl::unexpected(inBudget.error());
            }
            take(fact.key(), fact->toObject());
        }
        auto origin = m_origin;
        origin.filing = m_report.info;
        m_report.facts = mergedFacts(m_numbers, origin, m_report.tally);
        return std::move(m_report);
    }

private:
    void take(const QString &id, const QJsonObject &fact)
    {
        const auto dimensions = fact[QStringLiteral("dimensions")].toObject();
        const auto name = m_names.resolved(dimensions[QStringLiteral("concept")].toString());
        const auto value = fact[QStringLiteral("value")];
        const bool isNumber = dimensions.contains(QStringLiteral("unit")) || fact.contains(QStringLiteral("decimals"));
        if (name.local.isEmpty() || value.isUndefined())
            ++m_report.tally.withoutContext;
        else if (value.isNull())
            ++m_report.tally.nil;
        else if (!isNumber)
            takeText(name.local, contextOf(dimensions), value.toString());
        else
            takeNumber(id, name, fact, dimensions);
    }

    void takeNumber(const QString &id, const XbrlNames::Name &name, const QJsonObject &fact,
                    const QJsonObject &dimensions)
    {
        const auto value = numberOf(fact[QStringLiteral("value")]);
        if (!value) {
            ++m_report.tally.unreadable;
            return;
        }
        ++m_report.tally.read;
        XbrlNumber number;
        number.taxonomy = name.taxonomy;
        number.tag = name.local;
        number.unit = dimensions.contains(QStringLiteral("unit"))
                          ? unitOf(dimensions[QStringLiteral("unit")].toString())
                          : QStringLiteral("pure"); // which the format leaves out
        number.context = contextOf(dimensions);
        number.value = *value;
        if (const auto decimals = fact[QStringLiteral("decimals")]; decimals.isDouble())
            number.decimals = decimals.toInt();
        number.element = id;
        m_numbers.append(number);
    }

    void takeText(const QString &tag, const XbrlContext &context, const QString &text)
    {
        if (context.dimensions.isEmpty()) {
            takeEntityFact(m_report.info, tag, text);
            if (m_report.info.company.isEmpty())
                m_report.info.company = context.company;
        }
        const auto section = wordsOfTag(tag);
        if (text.contains(QLatin1String("</"))) {
            // A block of text keeps the markup that it had in the report.
            FilingTextReader reader(m_budget);
            if (parseTagSoup(text.toUtf8(), reader, m_budget)) {
                for (auto &block : reader.take().blocks)
                    append(std::move(block), section);
                return;
            }
        }
        Block block;
        block.text = text.simplified();
        append(std::move(block), section);
    }

    void append(Block block, const QString &section)
    {
        if (block.text.isEmpty() || m_report.blocks.size() >= m_budget.blocks())
            return;
        block.section = section;
        m_report.blocks.append(std::move(block));
    }

    [[nodiscard]] XbrlContext contextOf(const QJsonObject &dimensions) const
    {
        XbrlContext context;
        for (auto dimension = dimensions.constBegin(); dimension != dimensions.constEnd(); ++dimension) {
            const auto value = dimension->toString();
            if (dimension.key() == QLatin1String("entity")) {
                const auto scheme = m_namespaces[value.section(u':', 0, 0)].toString();
                context.company = companyOfIdentifier(scheme, value.section(u':', 1));
            } else if (dimension.key() == QLatin1String("period")) {
                const bool isDuration = value.contains(u'/');
                if (isDuration)
                    context.start = periodStart(value.section(u'/', 0, 0));
                context.end = periodEnd(isDuration ? value.section(u'/', 1) : value);
            } else if (dimension.key().contains(u':')) {
                context.dimensions.insert(m_names.canonical(dimension.key()), m_names.canonical(value));
            }
        }
        return context;
    }

    const XbrlOrigin &m_origin;
    const ParseBudget &m_budget;
    QJsonObject m_namespaces;
    XbrlNames m_names;
    QList<XbrlNumber> m_numbers;
    XbrlJsonReport m_report;
};

} // namespace

Result<XbrlJsonReport> readXbrlJson(const QByteArray &content, const XbrlOrigin &origin, const ParseBudget &budget)
{
    if (auto inBudget = budget.check(); !inBudget)
        return tl::unexpected(inBudget.error());
    QJsonParseError error;
    const auto json = QJsonDocument::fromJson(content, &error);
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(budget.malformed(
            QCoreApplication::translate("Evidence", "its JSON is not valid at byte %1").arg(error.offset)));
    const auto root = json.object();
    if (!root[QStringLiteral("documentInfo")].isObject() || !root[QStringLiteral("facts")].isObject())
        return tl::unexpected(budget.malformed(QCoreApplication::translate(
            "Evidence", "it is no xBRL-JSON, an object with \"documentInfo\" and \"facts\"")));
    return JsonRun(origin, budget).run(root);
}

} // namespace consultantos

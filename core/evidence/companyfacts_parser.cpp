// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/companyfacts_parser.h"

#include "evidence/company_name.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cmath>
#include <optional>

namespace consultantos {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr double LargestValue = 1e18; // far beyond any company, in any currency
constexpr int FirstYear = 1900;       // periods outside are slips of the pen
constexpr int LastYear = 2100;
constexpr std::int64_t LargestCik = 9'999'999'999; // ten digits
constexpr qsizetype LongestName = 500;
constexpr qsizetype LongestWord = 64; // accession numbers, forms, fiscal periods

tl::unexpected<Error> notCompanyFacts(const QString &path, const QString &lack)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Evidence", "%1 is no companyfacts file: %2; nothing was imported.")
                    .arg(QDir::toNativeSeparators(path), lack),
                QCoreApplication::translate("Evidence", "Expected is the SEC's companyfacts JSON, an object with "
                                                        "\"cik\", \"entityName\" and \"facts\"."));
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// The parts of a fact's id: a slash in them would make two facts look like one.
bool isName(const QString &text)
{
    return !text.isEmpty() && text.size() <= LongestName && !text.contains(u'/');
}

bool isKnownUnit(const QString &unit)
{
    static const auto perShare = QStringLiteral("/shares");
    return isCurrency(unit) || unit == units::Shares || unit == QLatin1String("pure")
           || (unit.endsWith(perShare) && isCurrency(unit.chopped(perShare.size())));
}

bool isAccession(std::string_view text)
{
    static constexpr std::string_view shape = "0000000000-00-000000";
    return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                      [](char c, char place) { return place == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

std::string_view stringOf(element value)
{
    std::string_view text;
    return value.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
}

/// YYYY-MM-DD; an invalid date for anything else. By hand, as a file holds a hundred thousand of them.
QDate parsedDay(std::string_view text)
{
    static constexpr std::string_view shape = "0000-00-00";
    if (!std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char place) { return place == '-' ? c == '-' : c >= '0' && c <= '9'; }))
        return {};
    const auto number = [text](std::size_t from, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(from, length))
            value = value * 10 + (c - '0');
        return value;
    };
    const int year = number(0, 4);
    return year < FirstYear || year > LastYear ? QDate() : QDate(year, number(5, 2), number(8, 2));
}

} // namespace

CompanyFactsParser::CompanyFactsParser(QString path, QString source)
    : m_path(std::move(path))
    , m_source(std::move(source))
{
}

Result<CompanyFacts> CompanyFactsParser::parse(element root)
{
    object top;
    if (root.get_object().get(top) != simdjson::SUCCESS)
        return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "it is no JSON object"));
    bool hasFacts = false;
    for (const auto [key, value] : top) {
        if (key == "cik") {
            if (const auto read = readCik(value); !read)
                return tl::unexpected(read.error());
        } else if (key == "entityName") {
            m_entityName = fromView(stringOf(value)).simplified().left(LongestName);
        } else if (key == "facts") {
            object taxonomies;
            if (value.get_object().get(taxonomies) != simdjson::SUCCESS)
                return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "its \"facts\" are no object"));
            hasFacts = true;
            for (const auto [taxonomy, tags] : taxonomies)
                readTaxonomy(taxonomy, tags);
        }
    }
    if (!hasFacts)
        return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "it has no \"facts\""));
    if (m_cik.isEmpty())
        return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "it names no company by \"cik\""));

    CompanyFacts result;
    result.company.id = m_cik;
    result.company.legalName = m_entityName.isEmpty() ? QStringLiteral("CIK ") + m_cik : m_entityName;
    result.company.name = everydayName(result.company.legalName);
    for (auto &series : m_series) {
        if (series.rows.empty())
            continue;
        result.reports += qint64(series.rows.size());
        if (!isKnownUnit(series.unit))
            m_tally.addOddUnit(series.unit, std::int64_t(series.rows.size()));
        appendFacts(result.facts, std::move(series), m_cik, m_source, m_tally);
    }
    const auto byId = [](const Fact &left, const Fact &right) { return left.id < right.id; };
    std::sort(result.facts.begin(), result.facts.end(), byId);
    result.warnings = m_tally.warnings();
    return result;
}

Status CompanyFactsParser::readCik(element value)
{
    std::int64_t number = 0;
    if (value.get_int64().get(number) != simdjson::SUCCESS) {
        const auto text = fromView(stringOf(value)).trimmed();
        bool isNumber = false;
        number = text.toLongLong(&isNumber);
        if (!isNumber)
            number = 0;
    }
    if (number <= 0 || number > LargestCik)
        return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "its \"cik\" is no such number"));
    const auto cik = QString::number(number);
    if (!m_cik.isEmpty() && m_cik != cik)
        return notCompanyFacts(m_path, QCoreApplication::translate("Evidence", "it names two companies by \"cik\""));
    m_cik = cik;
    return {};
}

void CompanyFactsParser::readTaxonomy(std::string_view taxonomy, element tags)
{
    object members;
    if (tags.get_object().get(members) != simdjson::SUCCESS) {
        ++m_tally.misshapenNodes;
        return;
    }
    const auto name = fromView(taxonomy);
    for (const auto [tag, body] : members) {
        object description;
        element units;
        if (body.get_object().get(description) != simdjson::SUCCESS
            || description.at_key("units").get(units) != simdjson::SUCCESS) {
            ++m_tally.misshapenNodes;
            continue;
        }
        readUnits(name, fromView(tag), units);
    }
}

void CompanyFactsParser::readUnits(const QString &taxonomy, const QString &tag, element units)
{
    object members;
    if (units.get_object().get(members) != simdjson::SUCCESS) {
        ++m_tally.misshapenNodes;
        return;
    }
    for (const auto [key, value] : members) {
        array entries;
        if (value.get_array().get(entries) != simdjson::SUCCESS) {
            ++m_tally.misshapenNodes;
            continue;
        }
        const auto unit = fromView(key);
        if (!isName(taxonomy) || !isName(tag) || unit.isEmpty() || unit.size() > LongestName) {
            m_tally.wrongNames += std::distance(entries.begin(), entries.end());
            continue;
        }
        readReports(seriesOf(taxonomy, tag, unit), entries);
    }
}

void CompanyFactsParser::readReports(FactSeries &series, array entries)
{
    series.rows.reserve(series.rows.size() + entries.size());
    for (const auto entry : entries) {
        object report;
        if (entry.get_object().get(report) == simdjson::SUCCESS)
            readReport(series, report);
        else
            ++m_tally.misshapenNodes;
    }
}

void CompanyFactsParser::readReport(FactSeries &series, object entry)
{
    FactSeries::Row row;
    bool hasStart = false;
    std::optional<double> amount;
    std::string_view accession;
    for (const auto [key, value] : entry) {
        if (key == "start") {
            hasStart = !value.is_null();
            row.start = day(stringOf(value));
        } else if (key == "end") {
            row.end = day(stringOf(value));
        } else if (key == "val") {
            double number = 0;
            amount = value.get_double().get(number) == simdjson::SUCCESS ? std::optional(number) : std::nullopt;
        } else if (key == "accn") {
            accession = stringOf(value);
        } else if (key == "fy") {
            std::int64_t year = 0;
            const bool isYear =
                value.get_int64().get(year) == simdjson::SUCCESS && year >= FirstYear && year <= LastYear;
            row.report.fiscalYear = isYear ? int(year) : 0;
        } else if (key == "fp") {
            row.report.fiscalPeriod = interned(stringOf(value));
        } else if (key == "form") {
            row.report.form = interned(stringOf(value));
        } else if (key == "filed") {
            row.report.filed = day(stringOf(value));
        }
    }
    if (!hasStart)
        row.start.reset();
    if (!row.end.isValid() || (row.start && (!row.start->isValid() || *row.start > row.end))) {
        ++m_tally.withoutPeriod;
        return;
    }
    if (!amount || !std::isfinite(*amount) || std::abs(*amount) > LargestValue) {
        ++m_tally.absurdValues;
        return;
    }
    m_tally.withoutFiling += isAccession(accession) ? 0 : 1;
    m_tally.withoutFilingDate += row.report.filed.isValid() ? 0 : 1;
    row.report.value = *amount;
    row.report.accession = interned(accession);
    series.rows.push_back(std::move(row));
}

FactSeries &CompanyFactsParser::seriesOf(const QString &taxonomy, const QString &tag, const QString &unit)
{
    // As in factId(), where a space and an underscore are the same.
    auto key = QString(taxonomy + u'/' + tag + u'/' + unit).replace(u' ', u'_');
    const auto known = m_seriesIndex.constFind(key);
    if (known != m_seriesIndex.constEnd())
        return m_series[*known];
    m_seriesIndex.insert(std::move(key), m_series.size());
    return m_series.emplace_back(FactSeries{taxonomy, tag, unit, {}});
}

const QString &CompanyFactsParser::interned(std::string_view text)
{
    const auto [place, isNew] = m_strings.try_emplace(text);
    if (isNew)
        place->second = fromView(text).left(LongestWord);
    return place->second;
}

QDate CompanyFactsParser::day(std::string_view text)
{
    const auto [place, isNew] = m_days.try_emplace(text);
    if (isNew)
        place->second = parsedDay(text);
    return place->second;
}

} // namespace consultantos

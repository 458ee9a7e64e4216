// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/world_bank.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int PerPage = 1'000;
constexpr int MaxPages = 20;

bool isCode(const QString &text)
{
    static const QRegularExpression Code(QStringLiteral("^[A-Za-z0-9._]{2,40}$"));
    return Code.match(text).hasMatch();
}

Status check(const IndicatorQuery &query)
{
    if (isCode(query.indicatorId) && !query.countries.isEmpty()
        && std::all_of(query.countries.begin(), query.countries.end(), isCode))
        return {};
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Sources", "The World Bank was not asked: a code is missing or wrong."),
                QCoreApplication::translate("Sources", "Name an indicator as NY.GDP.MKTP.CD and countries as DEU."));
}

QUrlQuery queryOf(const IndicatorQuery &query, int page)
{
    QUrlQuery parameters{{QStringLiteral("format"), QStringLiteral("json")},
                         {QStringLiteral("per_page"), QString::number(PerPage)},
                         {QStringLiteral("page"), QString::number(page)}};
    if (query.fromYear > 0 && query.untilYear >= query.fromYear)
        parameters.addQueryItem(QStringLiteral("date"),
                                QStringLiteral("%1:%2").arg(query.fromYear).arg(query.untilYear));
    return parameters;
}

tl::unexpected<Error> refused(const IndicatorQuery &query)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Sources", "The World Bank has no indicator %1 for %2.")
                    .arg(query.indicatorId, query.countries.join(QStringLiteral(", "))),
                QCoreApplication::translate("Sources", "Check the codes of indicator and countries."));
}

QList<IndicatorValue> valuesOf(const QJsonArray &rows, const QString &updated, const Provenance &from)
{
    QList<IndicatorValue> values;
    const auto updatedOn = QDate::fromString(updated, Qt::ISODate);
    for (const auto &entry : rows) {
        const auto row = entry.toObject();
        const auto number = parseNumber(row[QStringLiteral("value")]);
        if (!number)
            continue;
        const auto indicator = row[QStringLiteral("indicator")].toObject();
        const auto country = row[QStringLiteral("country")].toObject();
        IndicatorValue value;
        value.indicatorId = indicator[QStringLiteral("id")].toString();
        value.indicator = cleanLine(indicator[QStringLiteral("value")].toString());
        value.countryId = row[QStringLiteral("countryiso3code")].toString();
        // Groups of countries have no ISO code and their two letters only here.
        if (value.countryId.isEmpty())
            value.countryId = country[QStringLiteral("id")].toString();
        value.country = cleanLine(country[QStringLiteral("value")].toString());
        value.period = row[QStringLiteral("date")].toString();
        value.value = *number;
        if (updatedOn.isValid())
            value.updatedOn = updatedOn;
        value.from = from;
        values.append(value);
    }
    return values;
}

} // namespace

WorldBank::WorldBank(SourceAccess access)
    : m_access(std::move(access))
{
}

QString WorldBank::id() const
{
    return m_access.info().id;
}

Result<QList<IndicatorValue>> WorldBank::values(const IndicatorQuery &query, const SourceCall &call) const
{
    if (const auto proper = check(query); !proper)
        return tl::unexpected(proper.error());
    const auto path =
        QStringLiteral("/country/%1/indicator/%2").arg(query.countries.join(QLatin1Char(';')), query.indicatorId);
    QList<IndicatorValue> values;
    int pages = 1;
    for (int page = 1; page <= std::min(pages, MaxPages); ++page) {
        const auto request =
            m_access.request(QStringLiteral("indicator"), m_access.url(path, queryOf(query, page)), call);
        const auto answer = m_access.fetchJson(request, call);
        if (!answer)
            return tl::unexpected(answer.error());
        const auto parts = answer->array();
        const auto about = parts.at(0).toObject();
        // Errors come with the status of success, as {"message": […]} in the place of the page's description.
        if (about.contains(QStringLiteral("message")))
            return refused(query);
        if (!about.contains(QStringLiteral("total")))
            return m_access.unexpectedAnswer();
        pages = about[QStringLiteral("pages")].toInt();
        values += valuesOf(parts.at(1).toArray(), about[QStringLiteral("lastupdated")].toString(),
                           m_access.provenance(request));
    }
    std::stable_sort(values.begin(), values.end(), [](const auto &left, const auto &right) {
        return left.countryId != right.countryId ? left.countryId < right.countryId : left.period > right.period;
    });
    return values;
}

} // namespace consultantos

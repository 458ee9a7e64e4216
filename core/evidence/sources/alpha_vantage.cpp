// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/alpha_vantage.h"

#include "evidence/sources/unknown_symbol.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

/// Notices come with the status of success in the place of data.
std::optional<Error> noticeOf(const QJsonObject &object)
{
    const auto text = object[QStringLiteral("Information")].toString() + object[QStringLiteral("Note")].toString();
    if (object.contains(QStringLiteral("Error Message")))
        return Error{ErrorCode::InvalidArgument,
                     QCoreApplication::translate("Sources", "Alpha Vantage does not accept the request."),
                     QCoreApplication::translate("Sources", "Check the ticker and the key (ALPHA_VANTAGE_API_KEY)."),
                     false};
    if (text.isEmpty())
        return std::nullopt;
    if (text.contains(QLatin1String("premium endpoint")))
        return Error{ErrorCode::Denied,
                     QCoreApplication::translate("Sources", "Alpha Vantage gives this only with a paid plan."),
                     QCoreApplication::translate("Sources", "Use another source, or a key with such a plan."), false};
    return Error{
        ErrorCode::RateLimited,
        QCoreApplication::translate("Sources", "Alpha Vantage has answered as often as this key allows for now."),
        QCoreApplication::translate("Sources", "Try again later, at the latest tomorrow; what was fetched before "
                                               "is kept."),
        true};
}

} // namespace

AlphaVantage::AlphaVantage(SourceAccess access)
    : m_access(std::move(access))
{
}

QString AlphaVantage::id() const
{
    return m_access.info().id;
}

Result<AlphaVantage::Answer> AlphaVantage::ask(const QString &what, const QString &function, const QString &symbol,
                                               const SourceCall &call) const
{
    if (const auto may = m_access.ready(); !may)
        return tl::unexpected(may.error());
    const auto key = m_access.key();
    if (!key)
        return tl::unexpected(key.error());
    const QUrlQuery open{{QStringLiteral("function"), function},
                         {QStringLiteral("symbol"), queryText(symbol.toUpper())}};
    const auto path = QStringLiteral("/query");
    const auto from = m_access.provenance(m_access.request(what, m_access.url(path, open), call));
    auto query = open;
    query.addQueryItem(QStringLiteral("apikey"), queryText(key->reveal()));
    auto request = m_access.request(what, m_access.url(path, query), call);
    request.carriesSecret = true;
    const auto answer = m_access.fetchJson(request, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (const auto notice = noticeOf(answer->object()))
        return tl::unexpected(*notice);
    return Answer{answer->object(), from};
}

Result<Quote> AlphaVantage::quote(const QString &symbol, const SourceCall &call) const
{
    const auto answer = ask(QStringLiteral("quote"), QStringLiteral("GLOBAL_QUOTE"), symbol, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->object[QStringLiteral("Global Quote")].isObject())
        return m_access.unexpectedAnswer();
    const auto fields = answer->object[QStringLiteral("Global Quote")].toObject();
    if (fields.isEmpty())
        return unknownSymbol(m_access.info().title, symbol);
    const auto price = parseNumber(fields[QStringLiteral("05. price")]);
    const auto day = QDate::fromString(fields[QStringLiteral("07. latest trading day")].toString(), Qt::ISODate);
    if (!price || !day.isValid())
        return m_access.unexpectedAnswer();
    Quote quote;
    quote.symbol = symbol.toUpper();
    quote.price = *price;
    quote.open = parseNumber(fields[QStringLiteral("02. open")]);
    quote.high = parseNumber(fields[QStringLiteral("03. high")]);
    quote.low = parseNumber(fields[QStringLiteral("04. low")]);
    quote.volume = parseNumber(fields[QStringLiteral("06. volume")]);
    quote.previousClose = parseNumber(fields[QStringLiteral("08. previous close")]);
    quote.day = day;
    quote.from = answer->from;
    return quote;
}

Result<KeyFigures> AlphaVantage::keyFigures(const QString &symbol, const SourceCall &call) const
{
    const auto answer = ask(QStringLiteral("key_figures"), QStringLiteral("OVERVIEW"), symbol, call);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto &object = answer->object;
    if (object.isEmpty())
        return unknownSymbol(m_access.info().title, symbol);
    if (!object.contains(QStringLiteral("Symbol")))
        return m_access.unexpectedAnswer();
    KeyFigures figures;
    figures.symbol = symbol.toUpper();
    figures.companyName = cleanLine(object[QStringLiteral("Name")].toString());
    figures.currency = cleanLine(object[QStringLiteral("Currency")].toString(), 10);
    const auto quarter = QDate::fromString(object[QStringLiteral("LatestQuarter")].toString(), Qt::ISODate);
    if (quarter.isValid())
        figures.asOf = quarter;
    for (auto field = object.begin(); field != object.end(); ++field) {
        // A CIK is written like a number and is none.
        const auto number = field.key() == QLatin1String("CIK") ? std::nullopt : parseNumber(*field);
        if (number)
            figures.figures.append({field.key(), *number});
    }
    figures.from = answer->from;
    return figures;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/finnhub.h"

#include "evidence/sources/unknown_symbol.h"

#include <QTimeZone>

namespace consultantos {

Finnhub::Finnhub(SourceAccess access)
    : m_access(std::move(access))
{
}

QString Finnhub::id() const
{
    return m_access.info().id;
}

Result<Finnhub::Answer> Finnhub::ask(const QString &what, const QString &path, const QUrlQuery &query,
                                     const SourceCall &call) const
{
    if (const auto may = m_access.ready(); !may)
        return tl::unexpected(may.error());
    const auto key = m_access.key();
    if (!key)
        return tl::unexpected(key.error());
    auto request = m_access.request(what, m_access.url(path, query), call);
    const auto from = m_access.provenance(request); // the key is in a header: the address may be kept whole
    request.headers = {{"X-Finnhub-Token", key->reveal().toUtf8()}};
    request.carriesSecret = true;
    const auto answer = m_access.fetchJson(request, call);
    if (!answer)
        return tl::unexpected(answer.error());
    return Answer{answer->object(), from};
}

Result<Quote> Finnhub::quote(const QString &symbol, const SourceCall &call) const
{
    const auto answer = ask(QStringLiteral("quote"), QStringLiteral("/quote"),
                            {{QStringLiteral("symbol"), queryText(symbol.toUpper())}}, call);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto &object = answer->object;
    if (!object[QStringLiteral("c")].isDouble())
        return m_access.unexpectedAnswer();
    // A symbol that it doesn't know gets zeros.
    const auto seconds = object[QStringLiteral("t")].toInteger();
    if (seconds <= 0)
        return unknownSymbol(m_access.info().title, symbol);
    Quote quote;
    quote.symbol = symbol.toUpper();
    quote.price = object[QStringLiteral("c")].toDouble();
    quote.open = parseNumber(object[QStringLiteral("o")]);
    quote.high = parseNumber(object[QStringLiteral("h")]);
    quote.low = parseNumber(object[QStringLiteral("l")]);
    quote.previousClose = parseNumber(object[QStringLiteral("pc")]);
    quote.day = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc()).date();
    quote.from = answer->from;
    return quote;
}

Result<KeyFigures> Finnhub::keyFigures(const QString &symbol, const SourceCall &call) const
{
    const auto answer = ask(
        QStringLiteral("key_figures"), QStringLiteral("/stock/metric"),
        {{QStringLiteral("symbol"), queryText(symbol.toUpper())}, {QStringLiteral("metric"), QStringLiteral("all")}},
        call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->object[QStringLiteral("metric")].isObject())
        return m_access.unexpectedAnswer();
    const auto metrics = answer->object[QStringLiteral("metric")].toObject();
    if (metrics.isEmpty())
        return unknownSymbol(m_access.info().title, symbol);
    KeyFigures figures;
    figures.symbol = symbol.toUpper();
    for (auto metric = metrics.begin(); metric != metrics.end(); ++metric) {
        if (metric->isDouble())
            figures.figures.append({metric.key(), metric->toDouble()});
    }
    figures.from = answer->from;
    return figures;
}

} // namespace consultantos

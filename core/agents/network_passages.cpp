// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/network_passages.h"

#include "evidence/company_name.h"
#include "evidence/market_value.h"
#include "model/online.h"
#include "model/units.h"

#include <QCryptographicHash>

#include <algorithm>

namespace consultantos {
namespace {

QString documentIdOf(const QUrl &url)
{
    constexpr qsizetype Digits = 16;
    const auto hash = QCryptographicHash::hash(url.toEncoded(), QCryptographicHash::Sha256).toHex();
    return online::DocumentPrefix + QString::fromLatin1(hash.left(Digits));
}

PassageWithSource made(const QUrl &url, const QString &title, const std::optional<QDateTime> &when,
                       const Provenance &from)
{
    const auto day = when ? std::optional(when->date()) : std::nullopt;
    PassageWithSource result;
    result.source.kind = QStringLiteral("online");
    result.source.id = documentIdOf(url);
    result.source.name = url.host();
    result.source.title = title;
    result.source.date = day;
    result.source.address = url.toString(QUrl::RemoveUserInfo);
    result.source.retrieved = from.retrievedAt;
    result.passage.document = url.host();
    result.passage.date = day;
    return result;
}

PassageWithSource withText(PassageWithSource result, int number, const QString &section, const QString &text)
{
    result.passage.id = QStringLiteral("p/%1/%2").arg(result.source.id).arg(number);
    result.passage.section = section;
    result.passage.text = text;
    return result;
}

bool holdsWords(const QStringList &text, const QStringList &words)
{
    return !words.isEmpty() && std::search(text.cbegin(), text.cend(), words.cbegin(), words.cend()) != text.cend();
}

} // namespace

PassageWithSource passageOf(const NewsItem &item)
{
    return withText(made(item.url, item.title, item.seenAt, item.from), 1, online::Headline, item.title);
}

QList<PassageWithSource> passagesOf(const FeedItem &item)
{
    QList<PassageWithSource> passages{passageOf(item.news)};
    if (!item.text.isEmpty()) {
        passages.append(withText(made(item.news.url, item.news.title, item.news.seenAt, item.news.from), 2,
                                 online::Text, item.text));
        passages.last().passage.offset = static_cast<int>(item.news.title.toUcs4().size()) + 1;
    }
    return passages;
}

PassageWithSource passageOf(const WebHit &hit)
{
    return withText(made(hit.url, hit.title, hit.publishedAt, hit.from), 1, online::Text, hit.excerpt);
}

bool namesCompany(const QString &text, const Company &company)
{
    const auto words = foldedWords(text);
    const auto names = QStringList{company.name, everydayName(company.legalName)} + company.aliases;
    return std::any_of(names.cbegin(), names.cend(),
                       [&](const QString &name) { return holdsWords(words, foldedWords(name)); });
}

FactWithSource factOf(const IndicatorValue &value)
{
    constexpr double PerCent = 100;
    constexpr qsizetype YearLength = 4;
    const int year = value.period.left(YearLength).toInt();
    FactWithSource result;
    auto &fact = result.fact;
    fact.taxonomy = QStringLiteral("anchor");
    fact.tag = value.countryId + QLatin1Char('/') + value.indicatorId;
    fact.unit = units::Ratio;
    fact.start = QDate(year, 1, 1);
    fact.end = QDate(year, 12, 31);
    fact.latest.value = value.value / PerCent;
    fact.source = QStringLiteral("World Bank, %1, %2").arg(value.indicator, value.country);
    fact.id = factId({}, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    result.source.name = fact.source;
    result.source.address = value.from.url.toString();
    result.source.retrieved = value.from.retrievedAt;
    return result;
}

FactWithSource factOf(const Quote &quote, const Company &company, const QString &sourceTitle)
{
    FactWithSource result;
    auto &fact = result.fact;
    fact.companyId = company.id;
    fact.taxonomy = market_value::PriceTaxonomy;
    fact.tag = market_value::PriceTag;
    fact.unit = QStringLiteral("USD/shares");
    fact.end = quote.day;
    fact.latest.value = quote.price;
    fact.source = QStringLiteral("%1, price of %2").arg(sourceTitle, quote.symbol);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
    result.source.name = fact.source;
    result.source.address = quote.from.url.toString();
    result.source.retrieved = quote.from.retrievedAt;
    return result;
}

} // namespace consultantos

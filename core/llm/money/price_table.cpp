// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/money/price_table.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace consultantos {

namespace {

/// null and a missing price are unknown; false if it is no price.
bool readPrice(const QJsonValue &value, std::optional<qint64> &price)
{
    if (value.isNull() || value.isUndefined())
        return true;
    const auto number = value.toDouble(-1);
    if (number < 0 || number > static_cast<double>(ModelPrice::Highest) || std::floor(number) != number)
        return false;
    price = static_cast<qint64>(number);
    return true;
}

} // namespace

Result<PriceTable> PriceTable::parse(const QByteArray &text, const QString &what)
{
    const auto file = json::parseObject(text, what);
    if (!file)
        return tl::unexpected(file.error());
    const auto malformed = [&what](const QString &reason) {
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("PriceTable", "The prices in %1 can't be used: %2.").arg(what, reason));
    };
    PriceTable table;
    table.m_source = (*file)[QStringLiteral("source")].toString();
    table.m_currency = (*file)[QStringLiteral("currency")].toString();
    table.m_date = QDate::fromString((*file)[QStringLiteral("date")].toString(), Qt::ISODate);
    if (table.m_currency.size() != 3)
        return malformed(QCoreApplication::translate("PriceTable", "the currency has no three letters"));
    if (!table.m_date.isValid())
        return malformed(QCoreApplication::translate("PriceTable", "the date is missing"));
    for (const auto &entry : (*file)[QStringLiteral("models")].toArray()) {
        const auto object = entry.toObject();
        const std::pair key{object[QStringLiteral("provider")].toString(), object[QStringLiteral("model")].toString()};
        ModelPrice price;
        const bool areRead = readPrice(object[QStringLiteral("input")], price.input)
                             && readPrice(object[QStringLiteral("cached_input")], price.cachedInput)
                             && readPrice(object[QStringLiteral("cache_write")], price.cacheWrite)
                             && readPrice(object[QStringLiteral("output")], price.output)
                             && readPrice(object[QStringLiteral("reasoning")], price.reasoning);
        if (key.first.isEmpty() || key.second.isEmpty() || !areRead)
            return malformed(QCoreApplication::translate("PriceTable", "the entry \"%1 %2\" is not right")
                                 .arg(key.first, key.second));
        if (table.m_prices.contains(key))
            return malformed(
                QCoreApplication::translate("PriceTable", "\"%1 %2\" is listed twice").arg(key.first, key.second));
        table.m_prices.insert(key, price);
    }
    return table;
}

Result<PriceTable> PriceTable::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("PriceTable", "The prices in %1 can't be read: %2.")
                        .arg(path, file.errorString()));
    return parse(file.readAll(), path);
}

Result<PriceTable> PriceTable::with(const PriceTable &own) const
{
    if (own.m_prices.isEmpty())
        return *this;
    if (!m_prices.isEmpty() && own.m_currency != m_currency)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("PriceTable", "Your own prices are in %1, the others in %2.")
                        .arg(own.m_currency, m_currency),
                    QCoreApplication::translate("PriceTable", "Give them in one currency."));
    auto both = *this;
    both.m_currency = own.m_currency;
    for (auto price = own.m_prices.begin(); price != own.m_prices.end(); ++price)
        both.m_prices.insert(price.key(), price.value());
    return both;
}

std::optional<ModelPrice> PriceTable::find(const QString &provider, const QString &model) const
{
    if (provider == QLatin1String("local"))
        return ModelPrice{0, 0, 0, 0, 0};
    static const QRegularExpression version(QStringLiteral("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|latest)$"));
    for (const auto &name : {model, QString(model).remove(version)}) {
        const auto found = m_prices.constFind({provider, name});
        if (found != m_prices.cend())
            return *found;
    }
    return std::nullopt;
}

} // namespace consultantos

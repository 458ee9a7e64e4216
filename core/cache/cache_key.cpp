// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_key.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace consultantos {
namespace {

/// Of the key's own layout: a change makes every earlier key unreachable.
constexpr int KeyLayout = 1;
/// 64 bits: only tells engagements apart at a glance, the digest covers the whole name.
constexpr qsizetype EngagementHashBytes = 8;
constexpr qsizetype MostShown = 80;

QByteArray number(qint64 value)
{
    const auto big = qToBigEndian(value);
    return {reinterpret_cast<const char *>(&big), sizeof big};
}

/// Length first, so that no two sequences of fields have the same bytes.
QByteArray field(QByteArrayView value)
{
    return number(value.size()) + value.toByteArray();
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray joined(const QStringList &values)
{
    QByteArray all;
    for (const auto &value : values)
        all += field(value.toUtf8());
    return all;
}

bool isKindCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

CacheKeyBuilder::CacheKeyBuilder(QByteArrayView kind, QStringView engagement, int formatVersion)
    : m_kind(kind.toByteArray())
    , m_engagement(engagement.toString())
    , m_formatVersion(formatVersion)
{
    Q_ASSERT_X(!m_kind.isEmpty() && std::all_of(m_kind.cbegin(), m_kind.cend(), isKindCharacter), "CacheKeyBuilder",
               "a kind is made of a-z, 0-9 and '_'");
}

CacheKeyBuilder &CacheKeyBuilder::bytes(QByteArrayView name, QByteArrayView value)
{
    const auto copy = value.toByteArray();
    add(name, 'b', copy,
        QStringLiteral("%1 bytes, SHA-256 %2")
            .arg(copy.size())
            .arg(QString::fromLatin1(sha256(copy).toHex().left(16))));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::text(QByteArrayView name, QStringView value)
{
    add(name, 't', value.toUtf8(), value.toString());
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::integer(QByteArrayView name, qint64 value)
{
    add(name, 'i', number(value), QString::number(value));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::real(QByteArrayView name, double value)
{
    if (std::isnan(value))
        value = std::numeric_limits<double>::quiet_NaN();
    if (value == 0.0)
        value = 0.0;
    add(name, 'r', number(std::bit_cast<qint64>(value)),
        QString::number(value, 'g', std::numeric_limits<double>::max_digits10));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::flag(QByteArrayView name, bool value)
{
    add(name, 'f', QByteArray(1, value ? '\1' : '\0'), value ? QStringLiteral("true") : QStringLiteral("false"));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::json(QByteArrayView name, const QJsonObject &value)
{
    // QJsonObject keeps its members in the order of their names.
    const auto text = QJsonDocument(value).toJson(QJsonDocument::Compact);
    add(name, 'j', text, QString::fromUtf8(text));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::list(QByteArrayView name, const QStringList &values)
{
    add(name, 'l', joined(values), values.join(QStringLiteral(", ")));
    return *this;
}

CacheKeyBuilder &CacheKeyBuilder::set(QByteArrayView name, QStringList values)
{
    values.sort();
    values.removeDuplicates();
    add(name, 's', joined(values), values.join(QStringLiteral(", ")));
    return *this;
}

void CacheKeyBuilder::add(QByteArrayView name, char type, const QByteArray &value, const QString &shown)
{
    auto &input = m_inputs[name.toByteArray()];
    Q_ASSERT_X(input.encoded.isEmpty(), "CacheKeyBuilder", "an input was given twice");
    input.encoded += QByteArray(1, type) + field(value);
    if (!input.shown.isEmpty())
        input.shown += QStringLiteral("; ");
    input.shown += shown.size() > MostShown ? shown.left(MostShown) + QStringLiteral("…") : shown;
}

QByteArray CacheKeyBuilder::key() const
{
    const auto engagement = m_engagement.toUtf8();
    QByteArray all = number(KeyLayout) + field(m_kind) + field(engagement) + number(m_formatVersion);
    for (auto input = m_inputs.cbegin(); input != m_inputs.cend(); ++input)
        all += field(input.key()) + field(input->encoded);
    return m_kind + '/' + sha256(engagement).left(EngagementHashBytes).toHex() + '/' + sha256(all).toHex();
}

QString CacheKeyBuilder::description() const
{
    QStringList lines{QStringLiteral("%1, format %2, engagement \"%3\"")
                          .arg(QString::fromUtf8(m_kind))
                          .arg(m_formatVersion)
                          .arg(m_engagement)};
    for (auto input = m_inputs.cbegin(); input != m_inputs.cend(); ++input)
        lines.append(QString::fromUtf8(input.key()) + QStringLiteral(": ") + input->shown);
    return lines.join(QLatin1Char('\n'));
}

QByteArrayView cacheKeyKind(QByteArrayView key)
{
    const auto slash = key.indexOf('/');
    return slash < 0 ? key : key.first(slash);
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_writer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QVariant>

#include <array>
#include <charconv>
#include <cmath>

namespace consultantos {
namespace {

constexpr int IndentWidth = 4;
constexpr qsizetype FirstSize = 64 * 1024;
/// Beyond it not every whole number is a double, and Qt writes them as it writes fractions.
constexpr double LargestExact = 9'007'199'254'740'992.0;

} // namespace

void JsonWriter::separate()
{
    if (m_isAfterKey) {
        m_isAfterKey = false;
        return;
    }
    if (m_depth == 0)
        return;
    if (!m_isFirst)
        m_bytes.append(',');
    if (m_isIndented) {
        if (!m_isFirst)
            m_bytes.append('\n');
        m_bytes.append(qsizetype(IndentWidth) * m_depth, ' ');
    }
    m_isFirst = false;
}

void JsonWriter::begin(char bracket)
{
    if (m_bytes.isEmpty())
        m_bytes.reserve(FirstSize);
    separate();
    m_bytes.append(bracket);
    if (m_isIndented)
        m_bytes.append('\n');
    ++m_depth;
    m_isFirst = true;
}

void JsonWriter::end(char bracket)
{
    --m_depth;
    if (m_isIndented) {
        if (!m_isFirst)
            m_bytes.append('\n');
        m_bytes.append(qsizetype(IndentWidth) * m_depth, ' ');
    }
    m_bytes.append(bracket);
    m_isFirst = false;
}

void JsonWriter::key(QStringView name)
{
    separate();
    append(name);
    m_bytes.append(m_isIndented ? "\": " : "\":", m_isIndented ? 3 : 2);
    m_isAfterKey = true;
}

void JsonWriter::key(QLatin1String name)
{
    separate();
    m_bytes.append('"');
    m_bytes.append(name.data(), name.size());
    m_bytes.append(m_isIndented ? "\": " : "\":", m_isIndented ? 3 : 2);
    m_isAfterKey = true;
}

void JsonWriter::value(QStringView text)
{
    separate();
    append(text);
    m_bytes.append('"');
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    if (std::abs(number) <= LargestExact && std::trunc(number) == number)
        return value(qint64(number));
    separate();
    m_bytes.append(QByteArray::number(number, 'g', QLocale::FloatingPointShortest));
}

void JsonWriter::value(qint64 number)
{
    separate();
    std::array<char, 24> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    m_bytes.append(digits.data(), written.ptr - digits.data());
}

void JsonWriter::value(bool isTrue)
{
    separate();
    m_bytes.append(isTrue ? "true" : "false");
}

void JsonWriter::value(const QDate &date)
{
    int year = 0;
    int month = 0;
    int day = 0;
    date.getDate(&year, &month, &day);
    if (year < 1'000 || year > 9'999)
        return value(QStringView(date.toString(Qt::ISODate)));
    const auto digit = [](int number) { return char('0' + number % 10); };
    const std::array text{'"',
                          digit(year / 1'000),
                          digit(year / 100),
                          digit(year / 10),
                          digit(year),
                          '-',
                          digit(month / 10),
                          digit(month),
                          '-',
                          digit(day / 10),
                          digit(day),
                          '"'};
    separate();
    m_bytes.append(text.data(), text.size());
}

void JsonWriter::value(const QJsonValue &given)
{
    switch (given.type()) {
    case QJsonValue::Bool:
        return value(given.toBool());
    case QJsonValue::Double:
        // A whole number that no double holds exactly is kept as one.
        if (const auto number = given.toVariant(); number.typeId() == QMetaType::LongLong)
            return value(qint64(number.toLongLong()));
        return value(given.toDouble());
    case QJsonValue::String:
        return value(QStringView(given.toString()));
    case QJsonValue::Array: {
        beginArray();
        const auto array = given.toArray();
        for (const auto &entry : array)
            value(QJsonValue(entry));
        return endArray();
    }
    case QJsonValue::Object: {
        beginObject();
        const auto object = given.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            key(QStringView(it.key()));
            value(QJsonValue(it.value()));
        }
        return endObject();
    }
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return null();
    }
}

void JsonWriter::null()
{
    separate();
    m_bytes.append("null");
}

QByteArray JsonWriter::take()
{
    if (m_isIndented)
        m_bytes.append('\n');
    return std::move(m_bytes);
}

/// With the quotation mark before it, and room for the one behind.
void JsonWriter::append(QStringView text)
{
    const auto begun = m_bytes.size();
    // Three bytes hold any unit that isn't escaped; those that are go another way.
    m_bytes.resize(begun + 1 + 3 * text.size());
    char *out = m_bytes.data() + begun;
    *out++ = '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit < 0x80 && unit >= 0x20 && unit != u'"' && unit != u'\\') {
            *out++ = char(unit);
        } else if (unit >= 0x80 && unit < 0x800) {
            *out++ = char(0xc0 | (unit >> 6));
            *out++ = char(0x80 | (unit & 0x3f));
        } else if (unit >= 0x800 && !QChar::isSurrogate(unit)) {
            *out++ = char(0xe0 | (unit >> 12));
            *out++ = char(0x80 | ((unit >> 6) & 0x3f));
            *out++ = char(0x80 | (unit & 0x3f));
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            const char32_t point = QChar::surrogateToUcs4(unit, text[++i].unicode());
            *out++ = char(0xf0 | (point >> 18));
            *out++ = char(0x80 | ((point >> 12) & 0x3f));
            *out++ = char(0x80 | ((point >> 6) & 0x3f));
            *out++ = char(0x80 | (point & 0x3f));
        } else {
            m_bytes.resize(out - m_bytes.data());
            appendEscaped(unit);
            const auto length = m_bytes.size();
            m_bytes.resize(length + 3 * (text.size() - i));
            out = m_bytes.data() + length;
        }
    }
    m_bytes.resize(out - m_bytes.data());
}

void JsonWriter::appendEscaped(char16_t unit)
{
    constexpr auto Hexadecimal = "0123456789abcdef";
    m_bytes.append('\\');
    switch (unit) {
    case u'"':
    case u'\\':
        m_bytes.append(char(unit));
        return;
    case u'\b':
        m_bytes.append('b');
        return;
    case u'\f':
        m_bytes.append('f');
        return;
    case u'\n':
        m_bytes.append('n');
        return;
    case u'\r':
        m_bytes.append('r');
        return;
    case u'\t':
        m_bytes.append('t');
        return;
    default:
        break;
    }
    m_bytes.append('u');
    for (int shift = 12; shift >= 0; shift -= 4)
        m_bytes.append(Hexadecimal[(unit >> shift) & 0xf]);
}

} // namespace consultantos

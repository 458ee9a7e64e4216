// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/delimited_text.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

constexpr int SampleRecords = 100;
constexpr qsizetype SampleCharacters = 256 * 1024;
constexpr qsizetype MaxDigits = 15; // what a double holds exactly
constexpr qsizetype GroupDigits = 3;
constexpr double EqualShare = 0.05; // consistencies closer than this don't decide

bool isAsciiDigit(QChar character)
{
    return character >= QLatin1Char('0') && character <= QLatin1Char('9');
}

DelimitedDialect tried(QStringView sample, QChar delimiter)
{
    DelimitedReader reader(sample, delimiter);
    QHash<qsizetype, int> frequencies;
    DelimitedDialect dialect{.delimiter = delimiter};
    while (dialect.records < SampleRecords) {
        const auto record = reader.next();
        if (!record)
            break;
        ++frequencies[record->size()];
        ++dialect.records;
    }
    int most = 0;
    for (auto it = frequencies.constBegin(); it != frequencies.constEnd(); ++it) {
        if (it.value() > most || (it.value() == most && it.key() > dialect.columns)) {
            most = it.value();
            dialect.columns = int(it.key());
        }
    }
    dialect.consistency = dialect.records > 0 ? double(most) / dialect.records : 0;
    return dialect;
}

/// A number's text taken apart: digits, then groups or a fraction behind separators.
struct NumberParts {
    QList<qsizetype> runs;   ///< lengths of the runs of digits
    QList<QChar> separators; ///< between them
    bool isNumber = false;
};

NumberParts partsOf(QStringView field)
{
    NumberParts parts;
    qsizetype at = !field.isEmpty() && (field[0] == QLatin1Char('-') || field[0] == QLatin1Char('+')) ? 1 : 0;
    qsizetype run = 0;
    qsizetype digits = 0;
    const bool hasLeadingZero = field.size() > at + 1 && field[at] == QLatin1Char('0') && isAsciiDigit(field[at + 1]);
    for (; at < field.size(); ++at) {
        if (isAsciiDigit(field[at])) {
            ++run;
            ++digits;
        } else if (run > 0 && (field[at] == QLatin1Char('.') || field[at] == QLatin1Char(','))) {
            parts.runs.append(run);
            parts.separators.append(field[at]);
            run = 0;
        } else {
            return parts;
        }
    }
    parts.runs.append(run);
    parts.isNumber = run > 0 && digits <= MaxDigits && !hasLeadingZero;
    return parts;
}

/// Whether the runs but the first, up to `end`, are groups of three behind `separator`.
bool isGrouped(const NumberParts &parts, qsizetype end, QChar separator)
{
    if (parts.runs[0] > GroupDigits)
        return false;
    for (qsizetype i = 0; i < end; ++i) {
        if (parts.separators[i] != separator || parts.runs[i + 1] != GroupDigits)
            return false;
    }
    return true;
}

/// Whether the parts make a number where `point` is the decimal separator.
bool isReadableWith(const NumberParts &parts, QChar point)
{
    const QChar group = point == QLatin1Char('.') ? QLatin1Char(',') : QLatin1Char('.');
    const auto separators = parts.separators.size();
    if (separators == 0)
        return true;
    if (parts.separators.last() == point)
        return separators == 1 || isGrouped(parts, separators - 1, group);
    return isGrouped(parts, separators, group);
}

} // namespace

DelimitedReader::DelimitedReader(QStringView text, QChar delimiter)
    : m_text(text)
    , m_delimiter(delimiter)
{
}

std::optional<QStringList> DelimitedReader::next()
{
    while (m_at < m_text.size()) {
        auto fields = record();
        if (fields.size() > 1 || !fields.constFirst().trimmed().isEmpty())
            return fields;
    }
    return std::nullopt;
}

QStringList DelimitedReader::record()
{
    QStringList fields;
    QString field;
    bool isAtStart = true;
    while (m_at < m_text.size()) {
        const QChar character = m_text[m_at];
        if (isAtStart && character == QLatin1Char('"')) {
            field = quotedField();
            isAtStart = false;
            continue;
        }
        ++m_at;
        if (character == m_delimiter) {
            fields.append(field);
            field.clear();
            isAtStart = true;
        } else if (character == QLatin1Char('\n') || character == QLatin1Char('\r')) {
            if (character == QLatin1Char('\r') && m_at < m_text.size() && m_text[m_at] == QLatin1Char('\n'))
                ++m_at;
            break;
        } else {
            field.append(character);
            isAtStart = false;
        }
    }
    fields.append(field);
    return fields;
}

QString DelimitedReader::quotedField()
{
    QString field;
    ++m_at;
    while (m_at < m_text.size()) {
        const QChar character = m_text[m_at++];
        if (character != QLatin1Char('"')) {
            field.append(character);
        } else if (m_at < m_text.size() && m_text[m_at] == QLatin1Char('"')) {
            field.append(character);
            ++m_at;
        } else {
            return field;
        }
    }
    m_hasOpenQuote = true;
    return field;
}

QStringView withoutSeparatorLine(QStringView text)
{
    constexpr qsizetype LineLength = 5; // sep=;
    if (!text.startsWith(QLatin1String("sep="), Qt::CaseInsensitive) || text.size() < LineLength)
        return text;
    auto rest = text.sliced(LineLength);
    while (!rest.isEmpty() && (rest[0] == QLatin1Char('\r') || rest[0] == QLatin1Char('\n')))
        rest = rest.sliced(1);
    return rest;
}

DelimitedDialect findDialect(QStringView text)
{
    const auto content = withoutSeparatorLine(text);
    const auto sample = content.left(SampleCharacters);
    if (content.size() != text.size())
        return tried(sample, text[content.data() > text.data() ? 4 : 0]);
    // The comma comes last: it also stands in numbers and prose, the others hardly ever do.
    DelimitedDialect best{.delimiter = QLatin1Char(',')};
    for (const char candidate : {'\t', '|', ';', ','}) {
        const auto dialect = tried(sample, QLatin1Char(candidate));
        best.records = std::max(best.records, dialect.records);
        if (dialect.columns > 1 && dialect.consistency > best.consistency + EqualShare)
            best = dialect;
    }
    return best;
}

void FieldStyle::observe(QStringView field)
{
    const auto parts = partsOf(field.trimmed());
    if (!parts.isNumber || parts.separators.isEmpty())
        return;
    const bool byPoint = isReadableWith(parts, QLatin1Char('.'));
    const bool byComma = isReadableWith(parts, QLatin1Char(','));
    if (byPoint && !byComma)
        ++m_points;
    else if (byComma && !byPoint)
        ++m_commas;
}

std::optional<double> FieldStyle::number(QStringView field) const
{
    const auto trimmed = field.trimmed();
    const auto parts = partsOf(trimmed);
    if (!parts.isNumber)
        return std::nullopt;
    bool byPoint = isReadableWith(parts, QLatin1Char('.'));
    bool byComma = isReadableWith(parts, QLatin1Char(','));
    if (byPoint && byComma && !parts.separators.isEmpty()) {
        byPoint = m_points > 0 && m_commas == 0;
        byComma = m_commas > 0 && m_points == 0;
    }
    if (!byPoint && !byComma)
        return std::nullopt;
    auto plain = trimmed.toString();
    plain.remove(byPoint ? QLatin1Char(',') : QLatin1Char('.'));
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
    bool isNumber = false;
    const double value = plain.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<QDate> isoDate(QStringView field)
{
    constexpr qsizetype DateLength = 10; // 2024-03-01
    const auto trimmed = field.trimmed();
    if (trimmed.size() < DateLength)
        return std::nullopt;
    if (trimmed.size() > DateLength && trimmed[DateLength] != QLatin1Char('T')
        && trimmed[DateLength] != QLatin1Char(' '))
        return std::nullopt;
    const auto date = QDate::fromString(trimmed.left(DateLength).toString(), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// How a text separates its fields, and how sure that is.
struct DelimitedDialect {
    QChar delimiter = QLatin1Char(',');
    int columns = 1;        ///< that most records have
    double consistency = 0; ///< share of the records sampled that have as many
    int records = 0;        ///< that were sampled
};

/// Reads records of RFC 4180 and its relatives: quotes doubled or not closed, any line ending, records of differing
/// length. Never fails: whatever is there is some text. Not thread-safe; `text` must outlive it.
class DelimitedReader {
public:
    DelimitedReader(QStringView text, QChar delimiter);

    /// The next record that isn't blank; nullopt at the end.
    [[nodiscard]] std::optional<QStringList> next();
    /// Whether a quote was opened and never closed: the text may be cut short.
    [[nodiscard]] bool hasOpenQuote() const { return m_hasOpenQuote; }

private:
    QStringList record();
    QString quotedField();

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_at = 0;
    bool m_hasOpenQuote = false;
};

/// The delimiter among comma, semicolon, tab and bar under which the first records of `text` have the most constant
/// number of fields. A first line "sep=;" as Excel writes it decides. Pure.
[[nodiscard]] DelimitedDialect findDialect(QStringView text);

/// The text behind a first line "sep=;", or all of it.
[[nodiscard]] QStringView withoutSeparatorLine(QStringView text);

/// How the numbers of one file are written, found from those that can only be read in one way: "1.5" and "1,234,567"
/// speak for the point, "1,5" and "1.234.567" for the comma, "1,234" for neither. Pure value.
class FieldStyle {
public:
    void observe(QStringView field);
    [[nodiscard]] bool hasDecimalComma() const { return m_commas > 0 && m_points == 0; }
    /// Fields speak for both: numbers that can be read in two ways stay text.
    [[nodiscard]] bool isContradictory() const { return m_commas > 0 && m_points > 0; }
    /// The number if `field` is nothing else and can be read in one way only. No number: more than 15 digits, a leading
    /// zero as of a post code.
    [[nodiscard]] std::optional<double> number(QStringView field) const;

private:
    qsizetype m_points = 0;
    qsizetype m_commas = 0;
};

/// The day of an ISO date, "2024-03-01", also with a time behind it; no other way of writing is clear in itself.
[[nodiscard]] std::optional<QDate> isoDate(QStringView field);

} // namespace consultantos

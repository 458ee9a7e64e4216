// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace consultantos {

/// Where and when a value was fetched: goes into evidence with it. The address never holds a key.
struct Provenance {
    QString source; ///< id of the source, e.g. "sec_edgar"
    QUrl url;
    QDateTime retrievedAt; ///< UTC
    bool operator==(const Provenance &) const = default;
};

/// A file as it was fetched, for an importer.
struct FetchedDocument {
    QString name; ///< a file name for messages and for telling formats apart
    QString mediaType;
    QByteArray content;
    Provenance from;
};

struct NewsItem {
    QString title;
    QUrl url;
    QString publisher;               ///< its host name
    QString language;                ///< as the source names it
    QString country;                 ///< of the publisher, as the source names it
    std::optional<QDateTime> seenAt; ///< UTC
    Provenance from;
};

struct WebHit {
    QString title;
    QUrl url;
    QString excerpt;                      ///< words of the page, or of the search engine about it
    std::optional<QDateTime> publishedAt; ///< UTC
    std::optional<double> score;          ///< the engine's own; comparable within one search only
    Provenance from;
};

/// A share's price. Its currency is that of the exchange; these sources don't name it.
struct Quote {
    QString symbol;
    double price = 0;
    std::optional<double> open;
    std::optional<double> high;
    std::optional<double> low;
    std::optional<double> previousClose;
    std::optional<double> volume; ///< shares
    QDate day;                    ///< of trading
    Provenance from;
};

/// A figure by the provider's name for it, in the provider's unit, as the provider computed it: a pointer for a reader,
/// never an input of our own formulas.
struct KeyFigure {
    QString name;
    double value = 0;
    bool operator==(const KeyFigure &) const = default;
};

struct KeyFigures {
    QString symbol;
    QString companyName; ///< empty if not told
    QString currency;    ///< likewise
    std::optional<QDate> asOf;
    QList<KeyFigure> figures; ///< ordered by name
    Provenance from;
};

/// A company as a register of filings knows it.
struct FilingCompany {
    QString id; ///< CIK with ten digits, or LEI
    QString name;
    QString ticker; ///< empty if it has none
    Provenance from;
};

struct Filing {
    QString companyId;
    QString form;      ///< "10-K"; "ESEF"
    QString accession; ///< the register's own number of it
    QString description;
    std::optional<QDate> filedOn;
    std::optional<QDate> periodEnd;
    QUrl document; ///< of the report itself
    QUrl facts;    ///< of its figures as data; empty if there are none
    Provenance from;
};

/// One value of an economic indicator.
struct IndicatorValue {
    QString indicatorId; ///< "NY.GDP.MKTP.CD"
    QString indicator;   ///< "GDP (current US$)"
    QString countryId;   ///< ISO 3166 alpha-3
    QString country;
    QString period; ///< "2023", "2023Q1", "2023M05"
    double value = 0;
    std::optional<QDate> updatedOn; ///< of the whole series
    Provenance from;
};

} // namespace consultantos

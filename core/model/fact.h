// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/period.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QRectF>
#include <QString>

#include <optional>

namespace consultantos {

/// Where in a document of the user a fact stands. Empty for a fact of a data set.
struct FactPlace {
    QString document; ///< id of the document (model/document.h)
    QString cell;     ///< "Income!B7", an element's id, a row's label with its column's heading
    int page = 0;     ///< from 1; 0 where the format has none
    QRectF area;      ///< of the cell, in points from the page's top left; null where the format has no positions
    QString name{};   ///< of the document's file, as the user knows it; empty where it isn't known

    [[nodiscard]] bool isEmpty() const { return document.isEmpty(); }
    bool operator==(const FactPlace &) const = default;
};

/// One time a fact was reported: its value in one filing or publication.
struct FactReport {
    double value = 0;
    QString accession; ///< SEC accession number, e.g. "0000950170-22-000796"; empty for other sources
    QString form;      ///< "10-K", "10-Q", …; empty for other sources
    QDate filed;
    int fiscalYear = 0;   ///< of the filing, not of the fact
    QString fiscalPeriod; ///< of the filing
    FactPlace place{};

    bool operator==(const FactReport &) const = default;
};

/// A reported value with its full identity. Reported again, it keeps the latest filing's value and remembers
/// earlier differing ones in `earlier`, so that a restatement can be seen.
struct Fact {
    QString id;        ///< factId(): the same for the same fact on every machine
    QString companyId; ///< empty for a published anchor
    QString taxonomy;  ///< "us-gaap", "ifrs-full", "dei", … or "anchor" for a published industry or country average
    QString tag;
    /// "axis=member" with prefixes, several sorted and joined by ';', e.g.
    /// "us-gaap:StatementBusinessSegmentsAxis=tsla:AutomotiveSegmentMember"; empty for the company as a whole.
    QString dimensions;
    QString unit;               ///< "USD", "shares", "USD/shares", "pure", …; anchors use the units of model/units.h
    std::optional<QDate> start; ///< empty for an instant
    QDate end;
    FactReport latest;
    QList<FactReport> earlier; ///< oldest first, only those whose value differs from the one that follows
    QString source;            ///< what it was read from: "SEC companyfacts", a file's name, a data set's name and date

    [[nodiscard]] double value() const { return latest.value; }
    [[nodiscard]] bool isOfWholeCompany() const { return dimensions.isEmpty(); }
    bool operator==(const Fact &) const = default;
};

/// "f/<company>/<taxonomy>/<tag>/<unit>/<start>..<end>" (or "/<end>" for an instant), with "/<dimensions>" behind it
/// where there are any; spaces become '_'.
[[nodiscard]] QString factId(const QString &companyId, const QString &taxonomy, const QString &tag, const QString &unit,
                             const std::optional<QDate> &start, const QDate &end, const QString &dimensions = {});

/// {document, name, cell, page, area[x, y, width, height]}; name, page and area only where the format has them.
[[nodiscard]] QJsonObject toJson(const FactPlace &place);
[[nodiscard]] FactPlace factPlaceFromJson(const QJsonObject &object);
/// `place` only where the fact stands in a document.
[[nodiscard]] QJsonObject toJson(const FactReport &report);
[[nodiscard]] FactReport factReportFromJson(const QJsonObject &object);
/// {id, company, taxonomy, tag, unit, start, end, value, accession, form, filed, fiscal_year, fiscal_period, source,
/// earlier[…]}, with `dimensions` where there are any
[[nodiscard]] QJsonObject toJson(const Fact &fact);
[[nodiscard]] Fact factFromJson(const QJsonObject &object);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/industry.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace consultantos {

/// Published averages of resources/industry as facts of taxonomy "anchor". The tag names the table's row and the ratio
/// ("Auto & Truck/gross_margin"), the source the data set, sheet and cell, so that anyone finds the value again.
class PublishedAverages {
public:
    /// `document` holds "datasets"; its rows are given to read() one by one.
    explicit PublishedAverages(const QJsonObject &document);

    /// The averages of a row {name, values[{ratio, dataset, value, cell}]}, in the file's order; a value of an unknown
    /// data set or ratio is left out, as its date and unit aren't known.
    [[nodiscard]] QList<IndustryAnchor> read(const QJsonObject &row) const;

private:
    struct DataSet {
        QString title;
        QString sheet;
        QDate date;
        QHash<QString, QString> units; ///< by ratio id
    };
    QHash<QString, DataSet> m_dataSets;
};

} // namespace consultantos

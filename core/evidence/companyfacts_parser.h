// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/companyfacts.h"
#include "evidence/fact_series.h"
#include "evidence/import_tally.h"

#include <simdjson.h>

#include <QHash>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace consultantos {

/// Walks one parsed companyfacts document. One object reads one document, which must outlive it.
class CompanyFactsParser {
public:
    CompanyFactsParser(QString path, QString source);

    [[nodiscard]] Result<CompanyFacts> parse(simdjson::dom::element root);

private:
    [[nodiscard]] Status readCik(simdjson::dom::element value);
    void readTaxonomy(std::string_view taxonomy, simdjson::dom::element tags);
    void readUnits(const QString &taxonomy, const QString &tag, simdjson::dom::element units);
    void readReports(FactSeries &series, simdjson::dom::array entries);
    void readReport(FactSeries &series, simdjson::dom::object entry);
    [[nodiscard]] FactSeries &seriesOf(const QString &taxonomy, const QString &tag, const QString &unit);
    [[nodiscard]] const QString &interned(std::string_view text);
    [[nodiscard]] QDate day(std::string_view text);

    QString m_path;
    QString m_source;
    QString m_cik;
    QString m_entityName;
    ImportTally m_tally;
    std::vector<FactSeries> m_series;
    QHash<QString, std::size_t> m_seriesIndex; ///< a key given twice in the file continues its series
    /// A file repeats few filings, forms and days thousands of times; the views point into the document.
    std::unordered_map<std::string_view, QString> m_strings;
    std::unordered_map<std::string_view, QDate> m_days;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/binary_codec.h"
#include "storage/collections/query_sql.h"
#include "storage/report_repository.h"

#include <QSqlQuery>
#include <QString>

namespace consultantos {

class FullText;

/// By which one question for a list is told from another.
template <>
struct BinaryFields<ReportFilter> {
    static auto of(auto &value)
    {
        return std::tie(value.text, value.companyId, value.status, value.deleted, value.sort, value.isReversed,
                        value.limit, value.offset, value.cursor, value.owner, value.ids);
    }
};
static_assert(NamesEveryField<ReportFilter>);

/// How lists of reports are asked for: their columns, conditions, orders, and the indexes that serve these. Each order
/// ends with the report's number, so that no two reports are equal and a page can go on after the last one of the page
/// before; each has an index, so that a page costs the same wherever it is.
namespace report_listing {

/// Of the table `reports r`.
[[nodiscard]] QString summaryColumns();
constexpr int SummaryColumnCount = 11;
[[nodiscard]] ReportSummary readSummary(const QSqlQuery &row);
/// What a list says that a report has, as its column holds it: what was asked for, and what was kept in it since.
[[nodiscard]] QString frameworksOf(const Report &report);
/// In memory, roughly, in bytes.
[[nodiscard]] qint64 sizeOf(const ReportPage &page);

/// Migration 3: whose report it is, and an index for each order.
[[nodiscard]] QStringList indexMigration();

/// Nothing where no report can match. The columns of summaryColumns(), then two that cursorOf() needs.
[[nodiscard]] Result<std::optional<BoundStatement>> pageOf(const ReportFilter &filter, const FullText &fullText);
[[nodiscard]] std::optional<BoundStatement> countOf(const ReportFilter &filter, const FullText &fullText);
/// For ReportFilter::cursor, of a row of pageOf().
[[nodiscard]] QString cursorOf(const ReportFilter &filter, const QSqlQuery &row);

} // namespace report_listing

} // namespace consultantos

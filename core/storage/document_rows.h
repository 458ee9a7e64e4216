// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_repository.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>

namespace consultantos {

class Connection;

/// How documents and passages stand in the tables of DocumentRepository::schema(); documents are aliased `d`, passages
/// `p`.
extern const QString RecordColumns;
/// Of the texts of passages.
[[nodiscard]] TextIndex passageIndex();
[[nodiscard]] DocumentRecord readRecord(const QSqlQuery &row);

extern const QString PassageColumns;
inline constexpr int PassageColumnCount = 9;
/// All but the text.
[[nodiscard]] PlacedPassage readPassage(const QSqlQuery &row);

/// "x y width height" or NULL.
[[nodiscard]] QVariant areaToSql(const QRectF &area);

[[nodiscard]] Result<PassageHits> searchPassages(const Connection &connection, const PassageFilter &filter);

} // namespace consultantos

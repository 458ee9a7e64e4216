// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/indexes/index_check.h"

namespace consultantos {

struct StorePlace;

/// What is wrong with the plans of these statements in a store on PostgreSQL. They are those that were recorded on SQLite;
/// where the search in full texts is worded differently it is put into the server's words, and what SQLite's own index of
/// words needs is left out.
///
/// The server plans by the size of tables: for some rows it reads them all, rightly, and a plan of a small team's store
/// says nothing about a large one's. So it is asked for a plan without reading whole tables, sorting and hashing, of any
/// values (a generic plan): it does so nevertheless where no index serves, and that is the fault. Reads nothing that is
/// stored.
[[nodiscard]] Result<QList<PlanFinding>> postgresFindings(const Connection &connection, const QString &store,
                                                          const QStringList &statements);

/// Of the team's stores at a place with a server: those that are there, none is made. It needs the right to read them.
[[nodiscard]] Result<IndexCheck> checkOnServer(const QList<CheckedStore> &stores, const StorePlace &place,
                                               const std::shared_ptr<const Clock> &clock);

/// A statement as it is for PostgreSQL; empty if it is for SQLite alone.
[[nodiscard]] QString postgresWording(const QString &sqliteStatement);

} // namespace consultantos

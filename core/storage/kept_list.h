// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/collections/query_cache.h"
#include "storage/database.h"
#include "storage/list_state.h"

namespace consultantos {

/// A list of a repository, from the database's query cache while the list's state is what it was when it was read, else by
/// asking. Never an old one: see QueryCache and listStateMigration().
///
/// `list` is a literal, the name of the state and the label in the measurements. `query` tells this question from every
/// other of the list, most safely as toBinary() of a type whose members are named by BinaryFields. `ask` takes the
/// Connection and gives a Result<T>; `size` gives a T's bytes in memory, roughly.
template <class T, class Ask, class Size>
[[nodiscard]] Result<T> keptList(const Database &database, const char *list, const QByteArray &query, const Ask &ask,
                                 const Size &size)
{
    const auto opened = database.connection();
    if (!opened)
        return tl::unexpected(opened.error());
    const Connection &connection = **opened;
    bool isKept = false;
    const auto answer = [&]() -> Result<T> {
        const auto state = database.queries() ? listState(connection, list) : std::nullopt;
        if (!state)
            return ask(connection);
        return database.queries()->getValue<T>(
            {database.path(), QString::fromLatin1(list), *state}, query, [&]() -> Result<T> { return ask(connection); },
            size, &isKept);
    };
    auto result = answer();
    database.countQuery(list, isKept);
    return result;
}

} // namespace consultantos

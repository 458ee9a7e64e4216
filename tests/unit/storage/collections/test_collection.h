// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/collections/collection.h"
#include "storage/collections/query_cache.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

class SetClock final : public Clock {
public:
    QDateTime now{QDate(2026, 1, 1), QTime(12, 0), Qt::UTC};

    [[nodiscard]] QDateTime nowUtc() const override { return now; }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override { return SystemClock().steadyNow(); }
};

inline CollectionSchema watchesSchema()
{
    CollectionSchema schema{QStringLiteral("watches")};
    schema.columns = {{QStringLiteral("user"), ColumnKind::Text, {}, QString()},
                      {QStringLiteral("active"), ColumnKind::Flag, {}, true},
                      {QStringLiteral("next_check"), ColumnKind::Time, QStringLiteral("schedule.next")},
                      {QStringLiteral("score"), ColumnKind::Real},
                      {QStringLiteral("tries"), ColumnKind::Integer, {}, 0},
                      {QStringLiteral("topics"), ColumnKind::TextList}};
    schema.indexes = {QStringLiteral("user, active, next_check"), QStringLiteral("user, created_at desc"),
                      QStringLiteral("score desc"), QStringLiteral("active, user desc, tries")};
    return schema;
}

/// A collection in a file of its own, gone with it.
struct Watches {
    QTemporaryDir dir;
    std::shared_ptr<SetClock> clock = std::make_shared<SetClock>();
    std::shared_ptr<Database> database;
    std::unique_ptr<Collection> collection;

    explicit Watches(const std::shared_ptr<QueryCache> &cache = nullptr)
    {
        database = open();
        collection = std::make_unique<Collection>(database, watchesSchema(), clock, cache);
    }

    [[nodiscard]] std::shared_ptr<Database> open() const
    {
        return *Database::open(dir.filePath(QStringLiteral("watches.db")),
                               collectionsSchema(QStringLiteral("The watches"), 0x54455354, {watchesSchema()}), clock);
    }
};

inline QJsonObject watch(const QString &user, double score = 0)
{
    return {{QStringLiteral("user"), user}, {QStringLiteral("score"), score}};
}

inline QStringList idsOf(const QList<StoredDocument> &documents)
{
    QStringList ids;
    for (const auto &document : documents)
        ids.append(document.id);
    return ids;
}

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transfer/store_copy.h"

#include "storage/database.h"
#include "storage/document_rows.h"
#include "storage/full_text.h"
#include "storage/quoted_name.h"
#include "storage/transfer/table_layout.h"

#include <QCoreApplication>
#include <QHash>

#include <numeric>

namespace consultantos {
namespace {

constexpr int RowsAtOnce = 200;

using Row = QVariantList;

QString namesOf(const QStringList &columns)
{
    QStringList quoted;
    for (const auto &column : columns)
        quoted.append(quotedName(column));
    return quoted.join(QStringLiteral(", "));
}

QString placesOf(qsizetype count)
{
    return QStringList(count, QStringLiteral("?")).join(QStringLiteral(", "));
}

QString whereOf(QStringList conditions)
{
    conditions.removeAll(QString());
    return conditions.isEmpty() ? QString() : QStringLiteral(" WHERE ") + conditions.join(QStringLiteral(" AND "));
}

/// Engines differ in the types that they give, never in what is written: a number, a text or bytes.
QByteArray sameFor(const QVariant &value)
{
    if (value.isNull())
        return "-";
    switch (value.typeId()) {
    case QMetaType::Double:
    case QMetaType::Float:
        return 'n' + QByteArray::number(value.toDouble(), 'g', 17);
    case QMetaType::QByteArray:
        return 'b' + value.toByteArray();
    case QMetaType::QString:
        return 't' + value.toString().toUtf8();
    default:
        return 'n' + QByteArray::number(value.toLongLong());
    }
}

/// A row's values one behind the other, each with its length, so that no two rows look alike.
QByteArray sameFor(const Row &row, const QList<qsizetype> &places)
{
    QByteArray all;
    for (const auto place : places) {
        const auto one = sameFor(row[place]);
        all += QByteArray::number(one.size()) + ':' + one;
    }
    return all;
}

/// One table on its way.
class TableCopy {
public:
    TableCopy(const Connection &from, const Connection &to, const TableLayout &layout, const CopyWatch &watch)
        : m_from(from)
        , m_to(to)
        , m_layout(layout)
        , m_watch(watch)
    {
        for (const auto &column : layout.key)
            m_keyPlaces.append(layout.place(column));
        m_allPlaces.resize(layout.columns.size());
        std::iota(m_allPlaces.begin(), m_allPlaces.end(), 0);
    }

    /// `onNew` is called with the rows that were written.
    [[nodiscard]] Result<CopiedTable> run(const std::function<void(const Row &)> &onNew)
    {
        CopiedTable table;
        table.name = m_layout.name;
        QVariantList last;
        while (true) {
            if (m_watch.cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QCoreApplication::translate("storage", "Cancelled."));
            const auto rows = page(m_from, last, {});
            if (!rows)
                return tl::unexpected(rows.error());
            if (rows->isEmpty())
                break;
            const auto added = write(*rows, onNew);
            if (!added)
                return tl::unexpected(added.error());
            table.copied += *added;
            table.present += rows->size() - *added;
            last = keyOf(rows->last());
            if (m_watch.onRows)
                m_watch.onRows(m_layout.name, rows->size());
        }
        const auto counted = m_from.scalar(QStringLiteral("SELECT count(*) FROM ") + quotedName(m_layout.name)
                                           + whereOf({m_layout.condition}));
        if (!counted)
            return tl::unexpected(counted.error());
        table.rows = counted->toLongLong();
        if (table.rows != table.copied + table.present)
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("storage", "The source was written to while it was copied."),
                        QCoreApplication::translate("storage", "Nothing of it was copied. Try again when nobody works "
                                                               "with it."),
                        true);
        return table;
    }

private:
    [[nodiscard]] QVariantList keyOf(const Row &row) const
    {
        QVariantList key;
        for (const auto place : m_keyPlaces)
            key.append(row[place]);
        return key;
    }

    /// The next rows behind the key `after`, or all up to the key `until`.
    [[nodiscard]] Result<QList<Row>> page(const Connection &connection, const QVariantList &after,
                                          const QVariantList &until, bool withFirst = false) const
    {
        const auto key = QLatin1Char('(') + namesOf(m_layout.key) + QLatin1Char(')');
        const auto places = QLatin1Char('(') + placesOf(m_layout.key.size()) + QLatin1Char(')');
        QStringList conditions{m_layout.condition};
        QVariantList values;
        if (!after.isEmpty()) {
            conditions.append(key + (withFirst ? QStringLiteral(" >= ") : QStringLiteral(" > ")) + places);
            values += after;
        }
        if (!until.isEmpty()) {
            conditions.append(key + QStringLiteral(" <= ") + places);
            values += until;
        }
        auto text =
            QStringLiteral("SELECT %1 FROM %2%3 ORDER BY %4")
                .arg(namesOf(m_layout.columns), quotedName(m_layout.name), whereOf(conditions), namesOf(m_layout.key));
        if (until.isEmpty())
            text += QStringLiteral(" LIMIT %1").arg(RowsAtOnce);
        auto query = connection.run(text, values);
        if (!query)
            return tl::unexpected(query.error());
        QList<Row> rows;
        while (query->next()) {
            Row row;
            for (int place = 0; place < m_layout.columns.size(); ++place) {
                const auto value = query->value(place);
                row.append(value.isNull() ? QVariant() : value);
            }
            rows.append(std::move(row));
        }
        if (auto status = connection.statusOf(*query); !status)
            return tl::unexpected(status.error());
        return rows;
    }

    /// Writes those that aren't there; how many.
    [[nodiscard]] Result<qint64> write(const QList<Row> &rows, const std::function<void(const Row &)> &onNew) const
    {
        const auto present = page(m_to, keyOf(rows.first()), keyOf(rows.last()), true);
        if (!present)
            return tl::unexpected(present.error());
        QHash<QByteArray, QByteArray> known;
        for (const auto &row : *present)
            known.insert(sameFor(row, m_keyPlaces), sameFor(row, m_allPlaces));
        QList<Row> added;
        for (const auto &row : rows) {
            const auto there = known.constFind(sameFor(row, m_keyPlaces));
            if (there == known.constEnd())
                added.append(row);
            else if (*there != sameFor(row, m_allPlaces))
                return differs(row);
        }
        if (added.isEmpty())
            return 0;
        auto written =
            m_to.runAll(QStringLiteral("INSERT INTO %1(%2) VALUES(%3)")
                            .arg(m_layout.name, namesOf(m_layout.columns), placesOf(m_layout.columns.size())),
                        added);
        if (!written)
            return tl::unexpected(written.error());
        for (const auto &row : std::as_const(added))
            onNew(row);
        return added.size();
    }

    [[nodiscard]] Result<qint64> differs(const Row &row) const
    {
        QStringList key;
        for (const auto &value : keyOf(row))
            key.append(value.toString().left(80));
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "%1: the target has other content of its own.")
                        .arg(m_to.options().title),
                    QCoreApplication::translate("storage", "Nothing of it was copied. The first that differs: %1 %2. "
                                                           "Copy into an engagement that is empty, or was copied from "
                                                           "this one and not worked with since.")
                        .arg(m_layout.name, key.join(QLatin1Char(' '))));
    }

    const Connection &m_from;
    const Connection &m_to;
    const TableLayout &m_layout;
    const CopyWatch &m_watch;
    QList<qsizetype> m_keyPlaces;
    QList<qsizetype> m_allPlaces;
};

/// Passages of the newest versions can be searched, those of earlier ones can't.
Status enterSearch(const Connection &to, const TableLayout &documents, const QList<Row> &added)
{
    const auto superseded = documents.place(QStringLiteral("superseded_by"));
    const auto where = QStringLiteral("document = ?");
    for (const auto &row : added) {
        const QVariantList number{row[documents.place(QStringLiteral("number"))]};
        if (auto entered = to.fullText().enter(to, passageIndex(), where, number); !entered)
            return entered;
        if (row[superseded].isNull())
            continue;
        if (auto left = to.fullText().leave(to, passageIndex(), where, number); !left)
            return left;
    }
    return {};
}

/// What reads the store elsewhere sees by its counters that it changed.
Status countUp(const Connection &to)
{
    return to
        .run(QStringLiteral("UPDATE counters SET value = value + 1 WHERE name = 'changes' OR name = 'version' OR name "
                            "LIKE 'version:%' OR name LIKE 'state:%'"))
        .map([](const QSqlQuery &) {});
}

Status copyTables(const Connection &from, const Connection &to, const QList<TableLayout> &layouts,
                  const CopyWatch &watch, CopiedStore &store)
{
    QList<Row> documents;
    const TableLayout *documentLayout = nullptr;
    bool hasNew = false;
    for (const auto &layout : layouts) {
        const bool isDocuments =
            layout.name == QLatin1String("documents") && layout.columns.contains(QStringLiteral("superseded_by"));
        if (isDocuments)
            documentLayout = &layout;
        const auto table = TableCopy(from, to, layout, watch).run([&](const Row &row) {
            if (isDocuments)
                documents.append(row);
        });
        if (!table)
            return tl::unexpected(table.error());
        hasNew = hasNew || table->copied > 0;
        store.tables.append(*table);
    }
    if (!hasNew)
        return {};
    if (documentLayout) {
        if (auto entered = enterSearch(to, *documentLayout, documents); !entered)
            return entered;
    }
    for (const auto &layout : layouts) {
        if (layout.key.size() == 1) {
            if (auto moved = to.numberOnFrom(layout.name, layout.key.first()); !moved)
                return moved;
        }
    }
    return to.hasTable(QStringLiteral("counters")).and_then([&](bool has) { return has ? countUp(to) : Status(); });
}

} // namespace

qint64 CopiedStore::rows() const
{
    return std::accumulate(tables.cbegin(), tables.cend(), qint64(0),
                           [](qint64 sum, const CopiedTable &table) { return sum + table.rows; });
}

qint64 CopiedStore::copied() const
{
    return std::accumulate(tables.cbegin(), tables.cend(), qint64(0),
                           [](qint64 sum, const CopiedTable &table) { return sum + table.copied; });
}

CopiedStore copyStore(const Database &from, const Database &to, const std::shared_ptr<const Clock> &clock,
                      const CopyWatch &watch)
{
    CopiedStore store;
    store.title = from.schema().title;
    const auto done = tableLayouts(from.schema(), clock).and_then([&](const QList<TableLayout> &layouts) -> Status {
        const auto source = from.connection();
        if (!source)
            return tl::unexpected(source.error());
        return to.change([&](const Connection &target) { return copyTables(**source, target, layouts, watch, store); });
    });
    if (!done) {
        store.failure = done.error();
        for (auto &table : store.tables)
            table.copied = 0;
    }
    return store;
}

} // namespace consultantos

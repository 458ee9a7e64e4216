// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_connection.h"

#include "storage/postgres/postgres_error.h"
#include "storage/postgres/postgres_full_text.h"
#include "storage/quoted_name.h"
#include "storage/statement_recorder.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QSqlDriver>
#include <QSqlField>
#include <QStringList>
#include <QThread>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qsizetype RowsOfAStatement = 500;
constexpr qsizetype MostPrepared = 200; ///< of one connection; then all are forgotten

bool readsOnly(const QString &sql)
{
    return sql.startsWith(QLatin1String("SELECT")) || sql.startsWith(QLatin1String("WITH"));
}

QString conninfoValue(QString text)
{
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

/// Qt gives these on to libpq with spaces for semicolons.
QString connectOptions(const PostgresUrl &url)
{
    const auto seconds = [](std::chrono::milliseconds time) {
        return QString::number(std::chrono::ceil<std::chrono::seconds>(time).count());
    };
    QStringList options{
        QStringLiteral("connect_timeout=") + seconds(url.connectTimeout),
        QStringLiteral("application_name=consultantos"),
        // A server whose network is gone is noticed within these times rather than hours.
        QStringLiteral("keepalives_idle=15"), QStringLiteral("keepalives_interval=5"),
        QStringLiteral("keepalives_count=3"), QStringLiteral("tcp_user_timeout=20000"),
        QStringLiteral("options=%1")
            .arg(conninfoValue(QStringLiteral("-c statement_timeout=%1 -c lock_timeout=%2 -c search_path=pg_catalog "
                                              "-c idle_in_transaction_session_timeout=300000 "
                                              "-c client_min_messages=warning")
                                   .arg(url.statementTimeout.count())
                                   .arg(url.lockTimeout.count())))};
    for (const auto &[name, value] : url.options)
        options.append(name + QLatin1Char('=') + conninfoValue(value));
    return options.join(QLatin1Char(';'));
}

/// An element of an array's literal.
void appendElement(QString &array, const QVariant &value)
{
    if (value.isNull() && value.typeId() != QMetaType::QString) {
        array += QLatin1String("NULL");
        return;
    }
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::UInt:
    case QMetaType::ULongLong:
        array += value.toString();
        return;
    case QMetaType::Double:
        array += QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
        return;
    case QMetaType::QByteArray:
        array += QLatin1String("\"\\\\x") + QString::fromLatin1(value.toByteArray().toHex()) + QLatin1Char('"');
        return;
    default:
        break;
    }
    array += QLatin1Char('"');
    for (const QChar c : value.toString()) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            array += QLatin1Char('\\');
        array += c;
    }
    array += QLatin1Char('"');
}

} // namespace

QString quotedText(const QString &text)
{
    return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QStringLiteral("''")) + QLatin1Char('\'');
}

QString withNumberedPlaces(const QString &sql)
{
    QString numbered;
    int place = 0;
    QChar quote;
    for (const QChar c : sql) {
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == QLatin1Char('\'') || c == QLatin1Char('"'))
            quote = c;
        if (quote.isNull() && c == QLatin1Char('?'))
            numbered += QLatin1Char('$') + QString::number(++place);
        else
            numbered += c;
    }
    return numbered;
}

PostgresConnection::PostgresConnection(PostgresUrl url, const PostgresUse &use)
    : Connection(newName(), use.options)
    , m_url(std::move(url))
    , m_use(use)
{
}

PostgresConnection::~PostgresConnection()
{
    // A copy would keep the base from letting go of the connection.
    if (m_database.driver() && m_database.driver()->thread() == nullptr)
        m_database.driver()->moveToThread(QThread::currentThread());
    m_database = QSqlDatabase();
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const PostgresUrl &url, const PostgresUse &use)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QPSQL")))
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("storage", "The team store can't be used: Qt's driver for PostgreSQL "
                                                           "is missing."),
                    QCoreApplication::translate("storage", "Install the package libqt6sql6-psql."));
    auto connection = std::unique_ptr<PostgresConnection>(new PostgresConnection(url, use));
    connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), connection->name());
    auto &database = connection->m_database;
    database.setHostName(url.host);
    database.setPort(url.port);
    database.setDatabaseName(url.database);
    database.setUserName(url.user);
    database.setPassword(url.password);
    database.setConnectOptions(connectOptions(url));
    database.setNumericalPrecisionPolicy(QSql::HighPrecision);
    if (auto connected = connection->connectNow(); !connected)
        return tl::unexpected(connected.error());
    return connection;
}

Status PostgresConnection::connectNow() const
{
    if (!m_database.open())
        return tl::unexpected(errorOf(m_database.lastError()));
    m_isLost = false;
    return enterUse();
}

Status PostgresConnection::reconnect() const
{
    m_database.close();
    m_statements.clear();
    m_isInChange = false;
    return connectNow();
}

Status PostgresConnection::enterUse() const
{
    const auto path = quotedName(m_use.schema) + QStringLiteral(", consultantos");
    return script(QStringLiteral("SELECT pg_catalog.set_config('search_path', %1, false), "
                                 "pg_catalog.set_config('app.user', %2, false)")
                      .arg(quotedText(path), quotedText(m_use.person)));
}

Status PostgresConnection::takeOver(const PostgresUse &use)
{
    m_database.driver()->moveToThread(QThread::currentThread());
    const bool isOther = use.schema != m_use.schema || use.person != m_use.person;
    m_use = use;
    setOptions(use.options);
    if (m_isLost)
        return reconnect();
    // One that lay idle may have been lost with its server, which a write would find out too late.
    constexpr std::chrono::seconds Fresh{1};
    if (!isOther && idleFor() < Fresh)
        return {};
    const auto entered = enterUse();
    return entered || entered.error().code != ErrorCode::Network ? entered : reconnect();
}

void PostgresConnection::handBack()
{
    if (m_isInChange)
        rollBackChange();
    m_idleSince = std::chrono::steady_clock::now();
    // Whoever takes it over next pulls it: see QObject::moveToThread().
    m_database.driver()->moveToThread(nullptr);
}

std::chrono::milliseconds PostgresConnection::idleFor() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_idleSince);
}

const FullText &PostgresConnection::fullText() const
{
    static const PostgresFullText fullText;
    return fullText;
}

QVariant PostgresConnection::bound(const QVariant &value) const
{
    if (value.typeId() == QMetaType::Bool)
        return value.toInt();
    if (value.typeId() == QMetaType::QString && value.toString().contains(QChar(u'\0')))
        return value.toString().replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter)); // which text can't hold here
    return Connection::bound(value);
}

Error PostgresConnection::errorOf(const QSqlError &error) const
{
    auto made = postgresError(error, options().title, options().path);
    if (!m_url.password.isEmpty())
        made.detail.replace(m_url.password, QStringLiteral("***"));
    if (made.code == ErrorCode::Network)
        m_isLost = true;
    return made;
}

QString PostgresConnection::literals(const QVariantList &values) const
{
    QStringList texts;
    texts.reserve(values.size());
    for (const auto &value : values) {
        const auto given = bound(value);
        QSqlField field(QString(), given.metaType());
        field.setValue(given);
        texts.append(m_database.driver()->formatValue(field));
    }
    return texts.join(QLatin1Char(','));
}

Result<ReusedStatement> PostgresConnection::reuse(const QString &sql, const QVariantList &values) const
{
    auto query = run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    return ReusedStatement(*this, *std::move(query));
}

Result<QSqlQuery> PostgresConnection::runText(const QString &text, const QString &named) const
{
    QSqlQuery query(handle());
    beginTiming();
    const bool isDone = query.exec(text);
    noteIfSlow(named);
    if (!isDone)
        return tl::unexpected(errorOf(query.lastError()));
    return query;
}

Result<QString> PostgresConnection::preparedName(const QString &sql) const
{
    if (const auto known = m_statements.constFind(sql); known != m_statements.constEnd())
        return *known;
    if (m_statements.size() >= MostPrepared) {
        if (auto forgotten = script(QStringLiteral("DEALLOCATE ALL")); !forgotten)
            return tl::unexpected(forgotten.error());
        m_statements.clear();
    }
    const auto name = QStringLiteral("s%1").arg(m_statements.size());
    if (auto prepared = script(QStringLiteral("PREPARE %1 AS %2").arg(name, withNumberedPlaces(sql))); !prepared)
        return tl::unexpected(prepared.error());
    m_statements.insert(sql, name);
    return name;
}

Result<QSqlQuery> PostgresConnection::attempt(const QString &sql, const QVariantList &values) const
{
    if (options().recorder)
        options().recorder->note(options().path, sql);
    if (values.isEmpty())
        return runText(sql, sql);
    const auto name = preparedName(sql);
    if (!name)
        return tl::unexpected(name.error());
    return runText(QStringLiteral("EXECUTE %1(%2)").arg(*name, literals(values)), sql);
}

Result<QSqlQuery> PostgresConnection::run(const QString &sql, const QVariantList &values) const
{
    if (m_isLost && !m_isInChange) {
        if (auto again = reconnect(); !again)
            return tl::unexpected(again.error());
    }
    auto done = attempt(sql, values);
    if (done || !m_isLost || m_isInChange)
        return done;
    if (!readsOnly(sql))
        return done;
    if (auto again = reconnect(); !again)
        return tl::unexpected(again.error());
    return attempt(sql, values);
}

Status PostgresConnection::script(const QString &statements) const
{
    QSqlQuery query(handle());
    if (!query.exec(statements))
        return tl::unexpected(errorOf(query.lastError()));
    // The failure of a later statement shows when its turn comes.
    while (query.nextResult()) {
    }
    if (query.lastError().isValid())
        return tl::unexpected(errorOf(query.lastError()));
    return {};
}

Status PostgresConnection::runAll(const QString &sql, const QList<QVariantList> &rows) const
{
    // The types of a table's columns are asked for once; for a few rows it isn't worth it.
    constexpr qsizetype Few = 8;
    if (rows.size() >= Few) {
        const auto batched = batchedInsertion(sql);
        if (!batched)
            return tl::unexpected(batched.error());
        if (!batched->isEmpty())
            return insertColumns(*batched, sql, rows);
    }
    for (qsizetype from = 0; from < rows.size(); from += RowsOfAStatement) {
        const auto name = preparedName(sql);
        if (!name)
            return tl::unexpected(name.error());
        QStringList parts;
        for (auto row = from; row < std::min(from + RowsOfAStatement, rows.size()); ++row)
            parts.append(QStringLiteral("EXECUTE %1(%2)").arg(*name, literals(rows[row])));
        beginTiming();
        const auto done = script(parts.join(QLatin1Char(';')));
        noteIfSlow(sql);
        if (!done)
            return done;
    }
    return {};
}

Result<QString> PostgresConnection::batchedInsertion(const QString &sql) const
{
    const auto key = m_use.schema + QLatin1Char('\n') + sql;
    if (const auto known = m_batched.constFind(key); known != m_batched.constEnd())
        return *known;
    static const QRegularExpression insertion(
        QStringLiteral("^INSERT INTO (\\w+)\\(([^)]*)\\)\\s*VALUES\\s*\\([?, ]*\\)(.*)$"));
    const auto parts = insertion.match(sql);
    QString batched;
    if (parts.hasMatch()) {
        auto types = run(QStringLiteral("SELECT attname, format_type(atttypid, NULL) FROM pg_catalog.pg_attribute "
                                        "WHERE attrelid = to_regclass(?) AND attnum > 0"),
                         {parts.captured(1)});
        if (!types)
            return tl::unexpected(types.error());
        QHash<QString, QString> typeOf;
        while (types->next())
            typeOf.insert(types->value(0).toString(), types->value(1).toString());
        QStringList arrays;
        for (const auto &column : parts.captured(2).split(QLatin1Char(','))) {
            const auto name = column.trimmed().remove(QLatin1Char('"'));
            if (typeOf.contains(name))
                arrays.append(QStringLiteral("?::%1[]").arg(typeOf.value(name)));
        }
        if (arrays.size() == parts.captured(2).split(QLatin1Char(',')).size())
            batched = QStringLiteral("INSERT INTO %1(%2) SELECT * FROM unnest(%3)%4")
                          .arg(parts.captured(1), parts.captured(2), arrays.join(QLatin1Char(',')), parts.captured(3));
    }
    m_batched.insert(key, batched);
    return batched;
}

Status PostgresConnection::insertColumns(const QString &batched, const QString &sql,
                                         const QList<QVariantList> &rows) const
{
    for (qsizetype from = 0; from < rows.size(); from += RowsOfAStatement) {
        const auto until = std::min(from + RowsOfAStatement, rows.size());
        QVariantList columns;
        for (qsizetype column = 0; column < rows[from].size(); ++column) {
            QString array(QLatin1Char('{'));
            for (auto row = from; row < until; ++row) {
                if (row > from)
                    array += QLatin1Char(',');
                appendElement(array, bound(rows[row][column]));
            }
            columns.append(array + QLatin1Char('}'));
        }
        const auto name = preparedName(batched);
        if (!name)
            return tl::unexpected(name.error());
        QStringList texts;
        for (const auto &column : std::as_const(columns))
            texts.append(quotedText(column.toString()));
        if (auto done = runText(QStringLiteral("EXECUTE %1(%2)").arg(*name, texts.join(QLatin1Char(','))), sql); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Status PostgresConnection::beginChange() const
{
    if (m_isInChange)
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("storage", "%1 gave an unexpected error.").arg(options().title),
                    QCoreApplication::translate("storage", "A change was begun within a change."));
    const auto statements =
        QStringLiteral("BEGIN; SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(%1, 0))")
            .arg(quotedText(m_use.schema));
    if (m_isLost) {
        if (auto again = reconnect(); !again)
            return again;
    }
    auto begun = script(statements);
    if (!begun && m_isLost)
        begun = reconnect().and_then([&] { return script(statements); });
    m_isInChange = begun.has_value();
    if (!begun && !m_isLost)
        static_cast<void>(script(QStringLiteral("ROLLBACK"))); // the lock wasn't given, but the transaction is there
    return begun;
}

Status PostgresConnection::commitChange() const
{
    auto done = script(QStringLiteral("COMMIT"));
    if (done)
        m_isInChange = false;
    return done;
}

void PostgresConnection::rollBackChange() const
{
    m_isInChange = false;
    if (!m_isLost)
        static_cast<void>(script(QStringLiteral("ROLLBACK")));
}

Status PostgresConnection::numberOnFrom(const QString &table, const QString &column) const
{
    const auto sequence = scalar(QStringLiteral("SELECT pg_catalog.pg_get_serial_sequence(?, ?)"),
                                 {quotedName(m_use.schema) + QLatin1Char('.') + quotedName(table), column});
    if (!sequence || sequence->isNull())
        return sequence ? Status() : tl::unexpected(sequence.error());
    return run(QStringLiteral("SELECT pg_catalog.setval(%1, (SELECT coalesce(max(%2), 1) FROM %3))")
                   .arg(quotedText(sequence->toString()), quotedName(column), quotedName(table)))
        .map([](const QSqlQuery &) {});
}

Result<bool> PostgresConnection::hasTable(const QString &table) const
{
    return scalar(QStringLiteral("SELECT to_regclass(?) IS NOT NULL"), {quotedName(table)})
        .map([](const QVariant &found) { return found.toBool(); });
}

QString PostgresConnection::planOf(const QString &sql) const
{
    if (m_isInChange || m_isLost || !readsOnly(sql))
        return {};
    const auto name = preparedName(sql);
    if (!name)
        return {};
    QStringList nothing;
    for (auto left = withNumberedPlaces(sql).count(QLatin1Char('$')); left > 0; --left)
        nothing.append(QStringLiteral("NULL"));
    // The plan is that of the statement, not of its values.
    if (!script(QStringLiteral("SET plan_cache_mode TO force_generic_plan")))
        return {};
    QStringList steps;
    QSqlQuery query(handle());
    const auto arguments =
        nothing.isEmpty() ? QString() : QLatin1Char('(') + nothing.join(QLatin1Char(',')) + QLatin1Char(')');
    if (query.exec(QStringLiteral("EXPLAIN (COSTS FALSE) EXECUTE ") + *name + arguments)) {
        while (query.next())
            steps.append(query.value(0).toString());
    }
    static_cast<void>(script(QStringLiteral("RESET plan_cache_mode")));
    return steps.join(u'\n');
}

} // namespace consultantos

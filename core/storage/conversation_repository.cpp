// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/conversation_repository.h"

#include "base/json.h"
#include "storage/change_counter.h"
#include "storage/database.h"
#include "storage/full_text.h"
#include "storage/kept_list.h"
#include "storage/postgres/postgres_full_text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace consultantos {
namespace {

const QString SummaryColumns = QStringLiteral("c.id, c.title, c.scope, c.created_at, c.changed_at, "
                                              "(SELECT count(*) FROM messages m WHERE m.conversation = c.number)");
constexpr int WordsOfExcerpt = 16;

tl::unexpected<Error> unknownConversation(const QString &id)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "There is no conversation %1 in the store.").arg(id));
}

/// A null text would become NULL, which the columns don't take.
QString written(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

QDateTime timeOf(const QVariant &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), QTimeZone::utc());
}

QString scopeText(const ConversationScope &scope)
{
    return QString::fromUtf8(QJsonDocument(toJson(scope)).toJson(QJsonDocument::Compact));
}

ConversationSummary readConversation(const QSqlQuery &row)
{
    ConversationSummary summary;
    summary.id = row.value(0).toString();
    summary.title = row.value(1).toString();
    summary.scope = conversationScopeFromJson(QJsonDocument::fromJson(row.value(2).toString().toUtf8()).object());
    summary.createdAt = timeOf(row.value(3));
    summary.changedAt = timeOf(row.value(4));
    summary.messages = row.value(5).toInt();
    return summary;
}

/// Of a body that can't be read the columns beside it are left.
ChatMessage readMessage(const QSqlQuery &row)
{
    const auto body = json::parseObject(qUncompress(row.value(4).toByteArray()), QStringLiteral("message"));
    if (body) {
        if (auto message = chatMessageFromJson(*body))
            return *std::move(message);
    }
    ChatMessage message;
    message.id = row.value(0).toString();
    message.role = row.value(1).toInt() == int(ChatRole::User) ? ChatRole::User : ChatRole::Assistant;
    message.when = timeOf(row.value(2));
    message.text = row.value(3).toString();
    message.isDamaged = true;
    return message;
}

/// The number of the conversation, which is begun if there is none.
Result<qint64> numberOf(const Connection &connection, const ConversationSummary &conversation)
{
    const auto begun = connection.run(
        QStringLiteral("INSERT INTO conversations(id, title, scope, created_at, changed_at) "
                       "VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET scope = excluded.scope, "
                       "changed_at = CASE WHEN conversations.changed_at > excluded.changed_at "
                       "THEN conversations.changed_at ELSE excluded.changed_at END"),
        {conversation.id, written(conversation.title.left(LongestConversationTitle)), scopeText(conversation.scope),
         conversation.createdAt.toMSecsSinceEpoch(), conversation.changedAt.toMSecsSinceEpoch()});
    if (!begun)
        return tl::unexpected(begun.error());
    return connection.scalar(QStringLiteral("SELECT number FROM conversations WHERE id = ?"), {conversation.id})
        .map([](const QVariant &value) { return value.toLongLong(); });
}

Status write(const Connection &connection, qint64 conversation, const QList<ChatMessage> &messages)
{
    QList<QVariantList> rows;
    for (const auto &message : messages)
        rows.append({conversation, written(message.id), int(message.role), message.when.toMSecsSinceEpoch(),
                     written(message.text), qCompress(QJsonDocument(toJson(message)).toJson(QJsonDocument::Compact))});
    return connection
        .runAll(QStringLiteral("INSERT INTO messages(conversation, id, role, at, text, body) VALUES(?, ?, ?, ?, ?, ?)"),
                rows)
        .and_then([&] { return countChange(connection); });
}

TextIndex messageIndex()
{
    return {QStringLiteral("message_text"), QStringLiteral("messages"), QStringLiteral("text")};
}

/// The newest message of each conversation that has a hit, by the conversation's id.
Result<QHash<QString, qint64>> newestHitsOf(const Connection &connection, const TextQuery &query)
{
    const auto &fullText = connection.fullText();
    auto rows = connection.run(QStringLiteral("SELECT c.id, max(m.number) FROM %1 AS hit JOIN messages m "
                                              "ON m.number = hit.number JOIN conversations c "
                                              "ON c.number = m.conversation GROUP BY c.id")
                                   .arg(fullText.finds(messageIndex().name)),
                               {fullText.valueOf(query)});
    if (!rows)
        return tl::unexpected(rows.error());
    QHash<QString, qint64> newest;
    while (rows->next())
        newest.insert(rows->value(0).toString(), rows->value(1).toLongLong());
    return connection.statusOf(*rows).map([&] { return newest; });
}

/// Version 1 for PostgreSQL, where the index is a column of the messages.
QStringList postgresConversations()
{
    return QStringList{QStringLiteral("CREATE TABLE conversations(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
                                      "title TEXT NOT NULL, scope TEXT NOT NULL, created_at INTEGER NOT NULL, "
                                      "changed_at INTEGER NOT NULL)"),
                       QStringLiteral("CREATE INDEX conversations_changed ON conversations(changed_at DESC)"),
                       QStringLiteral("CREATE TABLE messages(number INTEGER PRIMARY KEY, conversation INTEGER NOT NULL "
                                      "REFERENCES conversations(number) ON DELETE CASCADE, id TEXT NOT NULL, role "
                                      "INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, body BLOB NOT NULL)"),
                       QStringLiteral("CREATE INDEX messages_conversation ON messages(conversation, number)"),
                       QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)"),
                       QStringLiteral("INSERT INTO counters VALUES('changes', 0)")}
           + postgresTextIndex(messageIndex().name, messageIndex().table, messageIndex().column, false);
}

/// What a search shows of a hit: a few words around it.
QString excerptOf(const QString &marked)
{
    auto text = marked;
    (void)takeHighlights(text);
    return text.simplified();
}

/// Those that hold the words in a message or in their title; all without words.
Result<QList<ConversationSummary>> readList(const Connection &connection, const QString &wanted)
{
    QList<ConversationSummary> found;
    const auto query = prefixQuery(wanted);
    if (!wanted.isEmpty() && query.isEmpty())
        return found;
    QHash<QString, qint64> newestHits;
    if (!wanted.isEmpty()) {
        auto hits = newestHitsOf(connection, query);
        if (!hits)
            return tl::unexpected(hits.error());
        newestHits = *std::move(hits);
    }
    const auto excerpts =
        connection.fullText().marked(connection, messageIndex(), newestHits.values(), query, WordsOfExcerpt);
    if (!excerpts)
        return tl::unexpected(excerpts.error());
    auto rows = connection.run(
        QStringLiteral("SELECT %1 FROM conversations c ORDER BY c.changed_at DESC, c.number DESC").arg(SummaryColumns));
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        auto summary = readConversation(*rows);
        const auto hit = newestHits.constFind(summary.id);
        const bool isHit = hit != newestHits.constEnd();
        if (!wanted.isEmpty() && !isHit && !summary.title.contains(wanted, Qt::CaseInsensitive))
            continue;
        if (isHit)
            summary.excerpt = excerptOf(excerpts->value(*hit));
        found.append(summary);
    }
    if (auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return found;
}

qint64 sizeOf(const QList<ConversationSummary> &list)
{
    constexpr qint64 EachConversation = 500; // the object, its scope, short texts
    qint64 size = 0;
    for (const auto &one : list)
        size += EachConversation + qint64(sizeof(QChar)) * (one.title.size() + one.excerpt.size());
    return size;
}

} // namespace

ConversationRepository::ConversationRepository(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

DatabaseSchema ConversationRepository::schema()
{
    return {QCoreApplication::translate("storage", "The store of conversations"),
            0x434F4356, // "COCV"
            {{1,
              {QStringLiteral("CREATE TABLE conversations(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL "
                              "UNIQUE, title TEXT NOT NULL, scope TEXT NOT NULL, created_at INTEGER NOT NULL, "
                              "changed_at INTEGER NOT NULL)"),
               QStringLiteral("CREATE INDEX conversations_changed ON conversations(changed_at DESC)"),
               QStringLiteral("CREATE TABLE messages(number INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER "
                              "NOT NULL REFERENCES conversations(number) ON DELETE CASCADE, id TEXT NOT NULL, "
                              "role INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, body BLOB NOT NULL)"),
               QStringLiteral("CREATE INDEX messages_conversation ON messages(conversation, number)"),
               QStringLiteral("CREATE VIRTUAL TABLE message_text USING fts5(text, content = 'messages', "
                              "content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', "
                              "prefix = '2 3')"),
               QStringLiteral("CREATE TRIGGER messages_enter_search AFTER INSERT ON messages BEGIN "
                              "INSERT INTO message_text(rowid, text) VALUES(new.number, new.text); END"),
               // Before the messages go with their conversation: the index needs their text to forget it.
               QStringLiteral("CREATE TRIGGER messages_leave_search BEFORE DELETE ON conversations BEGIN "
                              "INSERT INTO message_text(message_text, rowid, text) "
                              "SELECT 'delete', number, text FROM messages WHERE conversation = old.number; END"),
               QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"),
               QStringLiteral("INSERT INTO counters VALUES('changes', 0)")},
              postgresConversations()},
             {2,
              {QStringLiteral("DROP INDEX conversations_changed"),
               QStringLiteral("CREATE INDEX conversations_by_time ON conversations(changed_at DESC, number DESC)")}},
             listStateMigration(3, QStringLiteral("conversations"),
                                {QStringLiteral("conversations"), QStringLiteral("messages")}),
             {4, {}, postgresSearchFunctions(messageIndex().name, messageIndex().table, false)}}};
}

Status ConversationRepository::append(const ConversationSummary &conversation, const QList<ChatMessage> &messages)
{
    const auto use = m_database->measure("set", "conversations");
    if (conversation.id.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "A conversation without an id can't be stored."));
    return m_database->change([&](const Connection &connection) -> Status {
        return numberOf(connection, conversation).and_then([&](qint64 number) {
            return write(connection, number, messages);
        });
    });
}

Status ConversationRepository::replace(const QString &conversationId, const ChatMessage &message)
{
    const auto use = m_database->measure("set", "conversations");
    return m_database->change([&](const Connection &connection) -> Status {
        const auto number =
            connection.scalar(QStringLiteral("SELECT m.number FROM messages m JOIN conversations c ON c.number = "
                                             "m.conversation WHERE c.id = ? AND m.id = ?"),
                              {conversationId, message.id});
        if (!number)
            return tl::unexpected(number.error());
        if (number->isNull())
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("storage", "The conversation has no message %1.").arg(message.id));
        const auto at = message.when.toMSecsSinceEpoch();
        const auto body = qCompress(QJsonDocument(toJson(message)).toJson(QJsonDocument::Compact));
        const auto &fullText = connection.fullText();
        const auto thisOne = QStringLiteral("number = ?");
        const auto change = [&](const QString &sql, const QVariantList &values) -> Status {
            return connection.run(sql, values).map([](const QSqlQuery &) {});
        };
        return fullText.leave(connection, messageIndex(), thisOne, {*number})
            .and_then([&] {
                return change(QStringLiteral("UPDATE messages SET at = ?, text = ?, body = ? WHERE number = ?"),
                              {at, written(message.text), body, *number});
            })
            .and_then([&] { return fullText.enter(connection, messageIndex(), thisOne, {*number}); })
            .and_then([&] {
                return change(QStringLiteral("UPDATE conversations SET changed_at = CASE WHEN changed_at > ? "
                                             "THEN changed_at ELSE ? END WHERE number = "
                                             "(SELECT conversation FROM messages WHERE number = ?)"),
                              {at, at, *number});
            })
            .and_then([&] { return countChange(connection); });
    });
}

Result<Conversation> ConversationRepository::load(const QString &id) const
{
    const auto use = m_database->measure("get", "conversations");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    Conversation conversation;
    {
        auto row = (*connection)
                       ->run(QStringLiteral("SELECT %1 FROM conversations c WHERE c.id = ?").arg(SummaryColumns), {id});
        if (!row)
            return tl::unexpected(row.error());
        if (!row->next()) {
            if (auto status = (*connection)->statusOf(*row); !status)
                return tl::unexpected(status.error());
            return unknownConversation(id);
        }
        conversation.summary = readConversation(*row);
    }
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT m.id, m.role, m.at, m.text, m.body FROM messages m "
                                         "JOIN conversations c ON c.number = m.conversation WHERE c.id = ? "
                                         "ORDER BY m.number"),
                          {id});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        conversation.messages.append(readMessage(*rows));
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return conversation;
}

Result<QList<ConversationSummary>> ConversationRepository::list(const QString &text) const
{
    const auto use = m_database->measure("query", "conversations");
    const auto wanted = text.simplified();
    return keptList<QList<ConversationSummary>>(
        *m_database, "conversations", wanted.toUtf8(),
        [&wanted](const Connection &connection) { return readList(connection, wanted); }, sizeOf);
}

Status ConversationRepository::rename(const QString &id, const QString &title)
{
    const auto use = m_database->measure("set", "conversations");
    const auto name = title.simplified().left(LongestConversationTitle);
    if (name.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "A conversation needs a title."));
    return m_database->change([&](const Connection &connection) -> Status {
        const auto done = connection.run(QStringLiteral("UPDATE conversations SET title = ? WHERE id = ?"), {name, id});
        if (!done)
            return tl::unexpected(done.error());
        return done->numRowsAffected() == 0 ? unknownConversation(id) : countChange(connection);
    });
}

Status ConversationRepository::remove(const QString &id)
{
    const auto use = m_database->measure("delete", "conversations");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    if (auto begun = (*connection)->beginForgetting(); !begun)
        return begun;
    const auto removed = m_database->change([&](const Connection &open) -> Status {
        const auto done = open.run(QStringLiteral("DELETE FROM conversations WHERE id = ?"), {id});
        if (!done)
            return tl::unexpected(done.error());
        if (done->numRowsAffected() == 0)
            return unknownConversation(id);
        return open.fullText().merge(open, messageIndex()).and_then([&] { return countChange(open); });
    });
    if (!removed)
        return removed;
    (*connection)->endForgetting();
    // Nobody would be served the lists with its words any more, but they would be in memory.
    if (m_database->queries())
        m_database->queries()->drop(m_database->path());
    return {};
}

Result<qint64> ConversationRepository::changeCounter() const
{
    return countedChanges(*m_database);
}

QString titleOfQuestion(const QString &question)
{
    constexpr qsizetype Longest = 60;
    const auto text = question.simplified();
    if (text.size() <= Longest)
        return text;
    const auto cut = text.lastIndexOf(QLatin1Char(' '), Longest);
    return text.left(cut > Longest / 2 ? cut : Longest) + QStringLiteral(" …");
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_reply.h"

#include <hiredis.h>

#include <QByteArrayView>

namespace consultantos {
namespace {

#if HIREDIS_MAJOR >= 1
using ElementCount = size_t;
#else
using ElementCount = int;
#endif

/// Where the parser's current object goes: into its array, or to the caller.
RedisReply *placeOf(const redisReadTask *task)
{
    if (task->parent == nullptr)
        return new RedisReply;
    auto *array = static_cast<RedisReply *>(task->parent->obj);
    return &array->elements[std::size_t(task->idx)];
}

void *makeText(const redisReadTask *task, char *text, size_t length)
{
    auto *reply = placeOf(task);
    reply->kind = task->type == REDIS_REPLY_ERROR ? RedisReply::Kind::Error : RedisReply::Kind::Text;
    reply->text = QByteArray(text, qsizetype(length));
    return reply;
}

void *makeArray(const redisReadTask *task, ElementCount count)
{
    auto *reply = placeOf(task);
    reply->kind = RedisReply::Kind::Array;
    reply->elements.resize(std::size_t(count));
    return reply;
}

void *makeInteger(const redisReadTask *task, long long value)
{
    auto *reply = placeOf(task);
    reply->kind = RedisReply::Kind::Integer;
    reply->integer = value;
    return reply;
}

void *makeNil(const redisReadTask *task)
{
    return placeOf(task);
}

/// hiredis calls it for whole replies only, never for an element.
void dropReply(void *reply)
{
    delete static_cast<RedisReply *>(reply);
}

redisReplyObjectFunctions makeFunctions()
{
    redisReplyObjectFunctions functions{};
    functions.createString = makeText;
    functions.createArray = makeArray;
    functions.createInteger = makeInteger;
    functions.createNil = makeNil;
    functions.freeObject = dropReply;
    return functions;
}

} // namespace

bool RedisReply::isError(const char *word) const
{
    if (kind != Kind::Error)
        return false;
    const QByteArrayView wanted(word);
    return text.startsWith(wanted) && (text.size() == wanted.size() || text.at(wanted.size()) == ' ');
}

quint64 RedisReply::toNumber() const
{
    if (kind == Kind::Integer)
        return integer > 0 ? quint64(integer) : 0;
    return kind == Kind::Text ? text.toULongLong() : 0;
}

void RedisReaderFree::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

RedisReader makeRedisReader()
{
    static redisReplyObjectFunctions functions = makeFunctions();
    return RedisReader(redisReaderCreateWithFunctions(&functions));
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/disk/disk_head.h"

#include "cache/disk/byte_fields.h"
#include "cache/disk/checksum.h"

namespace consultantos {
namespace {

constexpr qsizetype HeadBytes = 9 * 8;

} // namespace

QByteArray DiskHead::encode() const
{
    QByteArray bytes;
    bytes.reserve(HeadBytes);
    FieldWriter fields(&bytes);
    fields.put(identity);
    fields.put(sequence);
    fields.put(floor);
    fields.put(swept);
    fields.put(sweepGoal);
    fields.put(sweepPlace);
    fields.put(latest);
    fields.put(entries);
    fields.put(checksumOf(bytes));
    return bytes;
}

std::optional<DiskHead> DiskHead::decode(QByteArrayView bytes)
{
    if (bytes.size() != HeadBytes)
        return std::nullopt;
    DiskHead head;
    FieldReader fields(bytes);
    fields.take(&head.identity);
    fields.take(&head.sequence);
    fields.take(&head.floor);
    fields.take(&head.swept);
    fields.take(&head.sweepGoal);
    fields.take(&head.sweepPlace);
    fields.take(&head.latest);
    fields.take(&head.entries);
    quint64 checksum = 0;
    fields.take(&checksum);
    if (checksum != checksumOf(bytes.first(HeadBytes - 8)))
        return std::nullopt;
    return head;
}

qint64 DiskChange::checksum() const
{
    QByteArray numbers;
    FieldWriter fields(&numbers);
    fields.put(sequence);
    fields.put(qint64(scope));
    fields.put(at);
    fields.put(origin);
    return qint64(checksumOf(name, checksumOf(numbers)));
}

CacheInvalidation DiskChange::toInvalidation() const
{
    switch (scope) {
    case Scope::Key:
        return {CacheInvalidation::Scope::Key, name};
    case Scope::Tag:
        return {CacheInvalidation::Scope::Tag, name};
    case Scope::All:
    case Scope::Aged:
        break;
    }
    return {CacheInvalidation::Scope::All, {}};
}

DiskChange::Scope DiskChange::scopeOf(CacheInvalidation::Scope scope)
{
    switch (scope) {
    case CacheInvalidation::Scope::Key:
        return Scope::Key;
    case CacheInvalidation::Scope::Tag:
        return Scope::Tag;
    case CacheInvalidation::Scope::All:
        break;
    }
    return Scope::All;
}

} // namespace consultantos

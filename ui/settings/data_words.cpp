// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/data_words.h"

#include "storage/upkeep/retention.h"
#include "storage/upkeep/store_space.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos::data_words {

namespace {

QString counted(RetentionKind kind, qint64 count)
{
    const int number = int(count);
    switch (kind) {
    case RetentionKind::Conversations:
        return QCoreApplication::translate("DataWords", "%n conversation(s)", nullptr, number);
    case RetentionKind::Reports:
        return QCoreApplication::translate("DataWords", "%n report(s)", nullptr, number);
    case RetentionKind::DeletedReports:
        return QCoreApplication::translate("DataWords", "%n deleted report(s), for good", nullptr, number);
    case RetentionKind::Jobs:
        return QCoreApplication::translate("DataWords", "%n job(s)", nullptr, number);
    case RetentionKind::Metrics:
        return QCoreApplication::translate("DataWords", "%n measurement(s)", nullptr, number);
    case RetentionKind::Ledger:
        break;
    }
    return QCoreApplication::translate("DataWords", "%n entry(s) of the ledger", nullptr, number);
}

} // namespace

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString space(const DataSpace &space)
{
    qint64 stores = 0;
    qint64 free = 0;
    qint64 documents = 0;
    qint64 before = 0;
    for (const auto &store : space.stores) {
        stores += store.bytes;
        free += store.free;
    }
    for (const auto &folder : space.folders) {
        if (folder.path.endsWith(QLatin1String("documents")))
            documents += folder.bytes;
        if (folder.path.startsWith(QLatin1String("before-restore-")))
            before += folder.bytes;
    }
    auto text =
        QCoreApplication::translate("DataWords", "Stores %1 (%2 of it unused), documents %3, cache %4, in all %5.")
            .arg(size(stores), size(free), size(documents), size(space.cache), size(space.total()));
    if (before > 0)
        text += QLatin1Char(' ')
                + QCoreApplication::translate("DataWords", "States from before a restore take %1; delete them when you "
                                                           "are content.")
                      .arg(size(before));
    return text;
}

QString share(const RetentionShare &share)
{
    if (share.count == 0)
        return {};
    return QCoreApplication::translate("DataWords", "%1, the oldest of %2")
        .arg(counted(share.kind, share.count),
             QLocale().toString(share.oldest.toLocalTime().date(), QLocale::ShortFormat));
}

} // namespace consultantos::data_words

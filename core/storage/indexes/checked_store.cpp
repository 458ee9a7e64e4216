// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/checked_store.h"

#include "storage/conversation_repository.h"
#include "storage/document_repository.h"
#include "storage/egress_ledger.h"
#include "storage/fact_repository.h"
#include "storage/indexes/store_walks.h"
#include "storage/job_repository.h"
#include "storage/metrics_repository.h"
#include "storage/money_ledger.h"
#include "storage/monitor_repository.h"
#include "storage/original_repository.h"
#include "storage/report_repository.h"
#include "storage/storage.h"
#include "storage/user_repository.h"

namespace consultantos {

QList<CheckedStore> checkedStores()
{
    const QString here; // paths relative to a folder are the files' names
    return {{QStringLiteral("library"), Storage::libraryPath(here), false, ReportRepository::schema(),
             store_walks::library},
            {QStringLiteral("conversations"), Storage::conversationsPath(here), false, ConversationRepository::schema(),
             store_walks::conversations},
            {QStringLiteral("facts"), Storage::factsPath(here), false, FactRepository::schema(), store_walks::facts},
            {QStringLiteral("documents"), Storage::documentsPath(here), false, DocumentRepository::schema(),
             store_walks::documents},
            {QStringLiteral("egress"), Storage::egressPath(here), false, EgressLedger::schema(), store_walks::egress},
            {QStringLiteral("jobs"), Storage::jobsPath(here), false, JobRepository::schema(), store_walks::jobs},
            {QStringLiteral("monitors"), MonitorRepository::path(here), false, MonitorRepository::schema(),
             store_walks::monitors},
            {QStringLiteral("users"), UserRepository::path(here), true, UserRepository::schema(), store_walks::users},
            {QStringLiteral("originals"), QStringLiteral("originals.db"), false, OriginalRepository::schema(),
             store_walks::originals},
            {QStringLiteral("money"), Storage::moneyPath(here), false, MoneyLedger::schema(), store_walks::money},
            {QStringLiteral("metrics"), Storage::metricsPath(here), true, MetricsRepository::schema(),
             store_walks::metrics}};
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/conversation_repository.h"
#include "storage/document_repository.h"
#include "storage/egress_ledger.h"
#include "storage/fact_repository.h"
#include "storage/original_repository.h"
#include "storage/passage_vectors.h"
#include "storage/report_edits.h"
#include "storage/report_repository.h"
#include "storage/store_place.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class ProgramMetrics;

/// The stores of one engagement: library.db (reports), facts.db (the user's companies and facts), documents.db (the
/// user's documents and their full text), egress.db (what left the machine) and conversations.db; or the schemas of these
/// names on a team's server.
struct Storage {
    std::shared_ptr<ReportRepository> reports;
    std::shared_ptr<ReportEdits> edits; ///< of these reports
    std::shared_ptr<FactRepository> facts;
    std::shared_ptr<DocumentRepository> documents;
    std::shared_ptr<PassageVectors> passageVectors; ///< of these documents
    std::shared_ptr<OriginalRepository> originals;  ///< null with files: they are in the folder then
    std::shared_ptr<EgressLedger> egress;
    std::shared_ptr<ConversationRepository> conversations;
    StorePlace place; ///< for stores that are opened where they are needed
    /// What the user must be told: a store set aside as damaged, opened read-only, or standing in memory because the
    /// folder can't be written. Analysing works nevertheless; saving then gives the error.
    QList<Error> notices;

    /// Creates the folder if missing, opens, checks and migrates the stores. Busy (retryable) if another process
    /// keeps one locked. What a server says, if the place has one: see PostgresServer::openStore().
    [[nodiscard]] static Result<Storage> open(const StorePlace &place, std::shared_ptr<const Clock> clock,
                                              std::shared_ptr<ProgramMetrics> metrics = nullptr);
    [[nodiscard]] static QString libraryPath(const QString &dataDir);
    [[nodiscard]] static QString factsPath(const QString &dataDir);
    [[nodiscard]] static QString documentsPath(const QString &dataDir);
    [[nodiscard]] static QString egressPath(const QString &dataDir);
    [[nodiscard]] static QString conversationsPath(const QString &dataDir);
    /// Of the program's own measurements: in the data folder itself, whatever the engagement.
    [[nodiscard]] static QString metricsPath(const QString &dataDir);
    /// Of the money ledger, which is opened where models are used or their costs are shown.
    [[nodiscard]] static QString jobsPath(const QString &dataDir); ///< of what was ordered from the API
    [[nodiscard]] static QString moneyPath(const QString &dataDir);
};

} // namespace consultantos

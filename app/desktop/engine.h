// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/secret_store.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "report/export_options.h"
#include "storage/storage.h"

namespace consultantos {

class EvidenceIntake;
class LocalModels;

/// The parts of core that the window program chooses: where evidence comes from and how reports become files.

/// What makes the intake into these stores when it is first asked for, and the same one then.
using IntakeMaker = std::function<Result<std::shared_ptr<const EvidenceIntake>>()>;

/// Sets what works on the stores in `folder`: facts, documents, taking files, drawing pages.
/// Gives what takes files in, for those who do it without the user.
[[nodiscard]] Result<IntakeMaker> addEvidence(AppServices &services, const Storage &storage, const QString &folder,
                                              const QString &resourceDir, const IntakeOptions &options,
                                              StarterFacts starterFacts);
/// Sets the way out to the network and its ledger, under `settings`. A setting that can't be used is a
/// notice: nothing is then asked until it is corrected.
void addNetwork(AppServices &services, const Storage &storage, const Settings &settings,
                std::shared_ptr<SecretStore> secrets, std::shared_ptr<const Clock> clock);
/// Where addModels() finds things.
struct ModelFolders {
    StorePlace stores; ///< of the engagement
    QString resources;
    QString data; ///< where the user's own prices may be
};
/// Sets the language model and its ledger, likewise; replies are kept in the services' cache.
void addModels(AppServices &services, const ModelFolders &folders, const Settings &settings,
               std::shared_ptr<const SecretStore> secrets, const std::shared_ptr<const Clock> &clock,
               std::shared_ptr<LocalModels> local);
/// Sets what answers questions, and what keeps conversations and answers in them, with the language model set before.
void addConversations(AppServices &services, const Storage &storage, const QString &resourceDir,
                      const std::shared_ptr<const Clock> &clock);
/// The keys: of the environment, then of the keyring. One for the whole process.
[[nodiscard]] std::shared_ptr<SecretStore> programSecrets(const QProcessEnvironment &environment);
/// `look` is asked at each document.
[[nodiscard]] ReportWriters reportWriters(std::function<Result<ExportOptions>()> look,
                                          const ReportLanguages &languages);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "cache/cache_access.h"
#include "egress/http_client.h"
#include "llm/language_model.h"
#include "llm/optimiser/call_timing.h"
#include "llm/optimiser/provider_guards.h"
#include "llm/privacy/model_destination.h"
#include "model/company.h"

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class BudgetKeeper;
class DocumentRepository;
class LocalModels;
class MoneyLedger;
class ProgramMetrics;
class PromptRecord;
class SendingConsent;

/// The language model as programs have it: under the settings that it was last told. Budgets, what is known of a
/// provider's limits and its breaker live as long as this. Thread-safe. Nothing goes out by making one or by applying
/// settings; its end writes what the ledger still lacks.
class ModelAccess {
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<const SecretStore> secrets;
        std::shared_ptr<MoneyLedger> ledger;                 ///< null: nothing is recorded
        std::function<std::shared_ptr<HttpClient>()> client; ///< the way out as it is now
        QString resourceDir;                                 ///< where the price table is
        QString dataDir = {};   ///< where the user's own prices may be, in llm_prices.json; empty: nowhere
        CacheAccess cache = {}; ///< of the engagement; without a manager nothing is kept
        std::function<QList<Company>()> companies =
            {};                                       ///< that prompts may name; asked at the first need; may be empty
        std::optional<CallTiming> timing = {};        ///< empty: real waits and randomness
        std::shared_ptr<LocalModels> local = nullptr; ///< null: there is no provider "local"
        std::shared_ptr<const DocumentRepository> documents =
            nullptr; ///< which know their marks; null: no document is marked
        /// Nothing is sent to a service that the user hasn't agreed to; null: who runs the program has said so.
        std::shared_ptr<const SendingConsent> consent = nullptr;
        std::shared_ptr<ProgramMetrics> metrics = nullptr; ///< null: nothing is measured
    };

    /// An error names the setting or resource that can't be used.
    [[nodiscard]] static Result<std::shared_ptr<ModelAccess>> make(Services services, const Settings &settings);
    ~ModelAccess();

    /// Takes changed settings, and the user's prices as they are now; on an error nothing is changed.
    [[nodiscard]] Status apply(const Settings &settings);
    /// How far the budgets are used.
    [[nodiscard]] const BudgetKeeper &budget() const;
    /// Null with provider "none". Keep it for the length of one piece of work.
    [[nodiscard]] std::shared_ptr<const LanguageModel> current() const;
    /// The current one as a PreviewModel: it puts down what it is asked, as it would be sent, and sends nothing.
    [[nodiscard]] std::shared_ptr<const LanguageModel> preview(std::shared_ptr<PromptRecord> record) const;
    /// Tries `settings`, saved or not, with one short call: whether address, key, credit and model are right. Waits for the
    /// network. `key` is one that isn't kept yet; empty: the stored one. The error says in words what is wrong.
    [[nodiscard]] Status test(const Settings &settings, const Secret &key, const CancellationToken &cancel) const;
    /// Limiters and breakers of the providers that there are or were, as they stand now.
    [[nodiscard]] QList<ProviderState> providers() const;
    /// Where prompts go at present.
    [[nodiscard]] ModelDestination destination() const;
    /// That, and where they go when that can't be had.
    [[nodiscard]] QList<ModelDestination> destinations() const;
    /// The current one for a single piece of work to which the user has agreed just now: it asks for no further consent.
    [[nodiscard]] std::shared_ptr<const LanguageModel> agreedOnce() const;
    /// See LanguageModel::purge(); also of a reply of a model that is no longer the current one.
    void purge(const QByteArray &entry) const;

private:
    struct Private;
    explicit ModelAccess(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace consultantos

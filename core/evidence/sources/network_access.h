// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "egress/http_client.h"
#include "egress/mail_sender.h"
#include "evidence/sources/network_sources.h"
#include "model/egress_entry.h"

#include <memory>

namespace consultantos {

/// The network as programs have it: the one client, the keys, and the sources that the settings switch on. Thread-safe.
/// Nothing goes out by making one or by applying settings.
class NetworkAccess {
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<LedgerSink> ledger;
        std::shared_ptr<SecretStore> secrets;
    };
    /// The sources of one state of the settings. Holds the client that they use, so it may outlive the NetworkAccess.
    struct Snapshot {
        std::shared_ptr<HttpClient> client;
        NetworkSources sources;
        /// Which sources are on and at which addresses: what their answers depend on beside the question.
        QString description;
        MailServer mail; ///< without its password, which is in the keyring as MailPassword; no address: none is set
    };
    static constexpr auto MailPassword = "mail_password";

    /// An error if the settings can't be used, such as a file of certificates that can't be read; naming it.
    [[nodiscard]] static Result<std::shared_ptr<NetworkAccess>> make(Services services, const Settings &settings);

    /// Takes changed settings: the offline switch at once, the rest for what begins after it. On an error nothing but the
    /// offline switch is changed.
    [[nodiscard]] Status apply(const Settings &settings);
    /// Never null. Keep it for the length of one piece of work.
    [[nodiscard]] std::shared_ptr<const Snapshot> current() const;
    [[nodiscard]] SecretStore &secrets() const;

    /// Asks the source `sourceId` one small thing, switched on or not, with these settings and `key` if it isn't empty:
    /// for the button beside its fields. Done, or an error that says in words what is wrong. Waits for the network.
    [[nodiscard]] Status test(const QString &sourceId, const Settings &settings, const Secret &key,
                              const CancellationToken &cancel) const;
    /// Logs in to the mail server of these settings, with `password` if it isn't empty, and sends nothing. Likewise.
    [[nodiscard]] Status testMail(const Settings &settings, const Secret &password,
                                  const CancellationToken &cancel) const;

private:
    struct Private;
    explicit NetworkAccess(std::shared_ptr<Private> d);
    std::shared_ptr<Private> d;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/network_access.h"

#include "egress/egress_settings.h"
#include "evidence/sources/source_trial.h"

#include <QCoreApplication>

#include <algorithm>
#include <mutex>
#include <vector>

namespace consultantos {
namespace {

constexpr std::chrono::seconds TrialLimit{25}; ///< longer than a connection may take, shorter than a user's patience

Result<EgressOptions> optionsOf(const Settings &settings)
{
    return egressOptions(settings).map(
        [&](EgressOptions options) { return withSourceRates(std::move(options), settings); });
}

QString describe(const Settings &settings)
{
    QStringList sources;
    for (const auto &info : networkSources()) {
        if (!settings.isSourceEnabled(info.id))
            continue;
        sources.append(info.id);
        for (const auto &key : info.urlKeys)
            sources.append(settings.sourceUrl(key).toString(QUrl::FullyEncoded));
    }
    for (const auto &feed : settings.feedUrls())
        sources.append(feed.toString(QUrl::FullyEncoded));
    return sources.join(QLatin1Char(' '));
}

/// Whether one client serves both; the offline switch can be thrown on any.
bool isSameWay(const EgressOptions &left, const EgressOptions &right)
{
    const auto hostsOf = [](const EgressOptions &options) {
        QList<QStringList> hosts;
        for (const auto &shared : options.sharedRates)
            hosts.append(shared.hosts);
        return hosts;
    };
    return left.proxyUse == right.proxyUse && left.proxy == right.proxy && left.ownCertificates == right.ownCertificates
           && hostsOf(left) == hostsOf(right);
}

MailServer mailServerOf(const Settings &settings)
{
    MailServer server;
    server.address = settings.sourceUrl(QStringLiteral("mail_server"));
    server.certificates = settings.caCertificatesPath();
    return server;
}

} // namespace

struct NetworkAccess::Private {
    Services services;
    std::mutex mutex;
    EgressOptions options; ///< of the current client; its offline switch is the one in force
    std::shared_ptr<const Snapshot> current;
    /// Also those that settings have replaced and work that began before still uses: offline holds for them too.
    std::vector<std::weak_ptr<HttpClient>> clients;

    std::shared_ptr<HttpClient> makeClient(const EgressOptions &with)
    {
        const auto client =
            std::make_shared<HttpClient>(with, EgressServices::standard(services.clock, services.ledger));
        clients.erase(std::remove_if(clients.begin(), clients.end(), [](const auto &known) { return known.expired(); }),
                      clients.end());
        clients.push_back(client);
        return client;
    }

    /// The current client where it goes the same way, so that the hosts' rates are counted on.
    std::shared_ptr<HttpClient> clientFor(const EgressOptions &with)
    {
        return current && isSameWay(options, with) ? current->client : makeClient(with);
    }

    void setOffline(bool isOffline)
    {
        options.isOffline = isOffline;
        for (const auto &known : clients) {
            if (const auto client = known.lock())
                client->setOffline(isOffline);
        }
    }

    void use(const EgressOptions &with, const Settings &settings)
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->client = clientFor(with);
        snapshot->sources = NetworkSources::make({snapshot->client.get(), services.secrets, services.clock}, settings);
        snapshot->description = describe(settings);
        snapshot->mail = mailServerOf(settings);
        options = with;
        current = std::move(snapshot);
    }
};

NetworkAccess::NetworkAccess(std::shared_ptr<Private> p)
    : d(std::move(p))
{
}

Result<std::shared_ptr<NetworkAccess>> NetworkAccess::make(Services services, const Settings &settings)
{
    const auto options = optionsOf(settings);
    if (!options)
        return tl::unexpected(options.error());
    auto made = std::make_shared<Private>();
    made->services = std::move(services);
    made->use(*options, settings);
    return std::shared_ptr<NetworkAccess>(new NetworkAccess(std::move(made)));
}

Status NetworkAccess::apply(const Settings &settings)
{
    const auto options = optionsOf(settings); // reads a file: not under the lock
    const std::lock_guard lock(d->mutex);
    d->setOffline(settings.offline());
    if (!options)
        return tl::unexpected(options.error());
    d->use(*options, settings);
    return {};
}

std::shared_ptr<const NetworkAccess::Snapshot> NetworkAccess::current() const
{
    const std::lock_guard lock(d->mutex);
    return d->current;
}

SecretStore &NetworkAccess::secrets() const
{
    return *d->services.secrets;
}

Status NetworkAccess::test(const QString &sourceId, const Settings &settings, const Secret &key,
                           const CancellationToken &cancel) const
{
    const auto &known = networkSources();
    const auto info =
        std::find_if(known.begin(), known.end(), [&](const SourceInfo &source) { return source.id == sourceId; });
    auto options = optionsOf(settings);
    if (!options)
        return tl::unexpected(options.error());
    SourceServices services{nullptr, d->services.secrets, d->services.clock, true};
    if (info != known.end() && !key.isEmpty() && !info->secretName.isEmpty())
        services.secrets = std::make_shared<TriedSecretStore>(info->secretName, key, d->services.secrets);
    std::shared_ptr<HttpClient> client;
    {
        const std::lock_guard lock(d->mutex);
        // Settings that are being tried don't throw the switch that is in force.
        options->isOffline = options->isOffline || d->options.isOffline;
        client = options->isOffline == d->options.isOffline ? d->clientFor(*options) : d->makeClient(*options);
    }
    services.client = client.get();
    return trySource(NetworkSources::make(services, settings), sourceId, {{}, cancel, TrialLimit});
}

Status NetworkAccess::testMail(const Settings &settings, const Secret &password, const CancellationToken &cancel) const
{
    auto server = mailServerOf(settings);
    server.limit = TrialLimit;
    server.password = password;
    if (password.isEmpty()) {
        const auto stored = d->services.secrets->read(QLatin1String(MailPassword));
        if (stored && *stored)
            server.password = **stored;
    }
    const auto client = current()->client;
    const bool isOffline = settings.offline();
    const MailSender sender(
        d->services.clock, d->services.ledger, [client, isOffline] { return isOffline || client->isOffline(); },
        [client](const QString &host) { return client->isAllowedHost(host); });
    return sender.tryServer(server, QStringLiteral("alerts.mail"), cancel);
}

} // namespace consultantos

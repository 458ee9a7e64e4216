// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/store_place.h"

#include "storage/postgres/postgres_server.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

StorePlace StorePlace::of(const Engagement &engagement, std::shared_ptr<PostgresServer> server)
{
    StorePlace place(engagement.folder);
    place.server = std::move(server);
    if (!engagement.name.isEmpty()) {
        place.engagementId = QFileInfo(engagement.folder).fileName();
        place.title = engagement.name;
    }
    return place;
}

Result<std::shared_ptr<Database>> StorePlace::open(const QString &path, const DatabaseSchema &schema,
                                                   const std::shared_ptr<const Clock> &clock,
                                                   const DatabaseOptions &options) const
{
    if (!server)
        return Database::open(path, schema, clock, options);
    return server->openStore({engagementId, title, QFileInfo(path).completeBaseName()}, schema, options);
}

Result<std::shared_ptr<PostgresServer>> openTeamServer(const QString &address, const SecretStore &secrets)
{
    if (address.isEmpty())
        return nullptr;
    auto url = PostgresUrl::parse(address);
    if (!url)
        return tl::unexpected(url.error());
    // A store of keys that doesn't answer is no fault here: the login may need no password.
    if (url->password.isEmpty() && !qEnvironmentVariableIsSet("PGPASSWORD")
        && !qEnvironmentVariableIsSet("PGPASSFILE")) {
        if (const auto kept = secrets.read(TeamStorePassword); kept && *kept)
            url->password = (*kept)->reveal();
    }
    auto server = std::make_shared<PostgresServer>(*std::move(url));
    if (auto answers = server->check(); !answers) {
        auto error = answers.error();
        error.detail += QLatin1Char(' ')
                        + QCoreApplication::translate("storage", "Check the server and the setting \"store\"; without "
                                                                 "it the stores are files of this computer.");
        return tl::unexpected(error);
    }
    return server;
}

} // namespace consultantos

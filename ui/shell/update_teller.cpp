// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/update_teller.h"

#include "base/logging.h"
#include "base/version.h"
#include "egress/update_check.h"
#include "evidence/sources/network_access.h"
#include "widgets/async.h"

namespace consultantos {

UpdateTeller::UpdateTeller(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

UpdateTeller::~UpdateTeller()
{
    m_cancel.cancel();
}

void UpdateTeller::look()
{
    const auto source = QStringLiteral("update_check");
    const auto address = m_services.settings.sourceUrl(source);
    if (!m_services.network || m_services.settings.offline() || !m_services.settings.isSourceEnabled(source)
        || address.isEmpty()) {
        Q_EMIT nothing();
        return;
    }
    using News = Result<std::optional<NewerRelease>>;
    runAsync(
        m_services.pool, this,
        [network = m_services.network, address, cancel = m_cancel.token()]() -> News {
            return lookForUpdate(*network->current()->client, address, QString::fromLatin1(Version), cancel);
        },
        [this](const News &news) {
            if (!news)
                qCWarning(lcApp).noquote() << "whether there is a newer version isn't known:" << news.error().toText();
            if (news && *news)
                Q_EMIT newer((*news)->version, (*news)->page);
            else
                Q_EMIT nothing();
        });
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_settings.h"

#include "base/version.h"
#include "egress/egress_gate.h"

#include <QCoreApplication>
#include <QFile>

namespace consultantos {
namespace {

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    const auto wrong = [&](ErrorCode code, const QString &reason) {
        return fail(code,
                    QCoreApplication::translate("Egress", "The certificates of %1 can't be used; nothing was sent. %2")
                        .arg(path, reason)
                        .trimmed(),
                    QCoreApplication::translate("Egress", "Correct the setting ca_certificates, or take it out."));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(ErrorCode::Unreadable, file.errorString());
    constexpr qint64 MaxBytes = 4 * 1024 * 1024;
    const auto certificates = QSslCertificate::fromData(file.read(MaxBytes), QSsl::Pem);
    if (certificates.isEmpty())
        return wrong(ErrorCode::Malformed,
                     QCoreApplication::translate("Egress", "The file holds no certificate in PEM form."));
    return certificates;
}

} // namespace

QNetworkProxy proxyOf(const QUrl &address)
{
    const auto type =
        address.scheme() == QLatin1String("socks5") ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy;
    return QNetworkProxy(type, address.host(), static_cast<quint16>(address.port()),
                         address.userName(QUrl::FullyDecoded), address.password(QUrl::FullyDecoded));
}

Result<EgressOptions> egressOptions(const Settings &settings)
{
    EgressOptions options;
    options.isOffline = settings.offline();
    options.isOfflineLocked = settings.isLocked(QStringLiteral("offline"));
    options.allowedHosts = settings.policy().allowedHosts();
    // A model's server on this machine is no network.
    if (const auto server = settings.llmBaseUrl();
        settings.llmProvider() == QLatin1String("openai") && isLoopback(server))
        options.offlineHosts.append(hostLabel(server));
    options.userAgent = QByteArray("ConsultantOS/") + Version;
    const auto proxy = settings.proxy();
    if (proxy == QLatin1String("none")) {
        options.proxyUse = ProxyUse::None;
    } else if (proxy != QLatin1String("system")) {
        options.proxyUse = ProxyUse::Given;
        options.proxy = proxyOf(QUrl(proxy, QUrl::StrictMode));
    }
    if (const auto path = settings.caCertificatesPath(); !path.isEmpty()) {
        auto certificates = readCertificates(path);
        if (!certificates)
            return tl::unexpected(certificates.error());
        options.ownCertificates = std::move(*certificates);
    }
    return options;
}

} // namespace consultantos

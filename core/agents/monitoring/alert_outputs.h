// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/monitoring/alert_sender.h"
#include "base/clock.h"
#include "model/egress_entry.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace consultantos {

class NetworkAccess;

/// Alerts to a webhook and by mail, through the egress layer. Their keys are in the keyring: "webhook_key", with which
/// webhooks are signed if it is there, and "mail_password".
class AlertOutputs final : public AlertSender {
public:
    struct Parts {
        std::shared_ptr<const NetworkAccess> network;
        std::shared_ptr<LedgerSink> ledger; ///< of mail; the network has its own
        std::shared_ptr<const Clock> clock;
    };
    explicit AlertOutputs(Parts parts);

    [[nodiscard]] QList<AlertSending> compose(const Monitor &monitor, const QList<MonitorAlert> &alerts) const override;
    [[nodiscard]] Status deliver(const AlertSending &sending, const CancellationToken &cancel) const override;

private:
    [[nodiscard]] Status post(const AlertSending &sending, const CancellationToken &cancel) const;
    [[nodiscard]] Status mail(const AlertSending &sending, const CancellationToken &cancel) const;

    Parts m_parts;
};

/// "sha256=" and the HMAC-SHA-256 of time, full stop and body, in hexadecimal: what X-ConsultantOS-Signature says of the
/// time in X-ConsultantOS-Timestamp (seconds since 1970) and the body. Pure.
[[nodiscard]] QByteArray webhookSignature(const QByteArray &key, const QByteArray &timestamp, const QByteArray &body);

} // namespace consultantos

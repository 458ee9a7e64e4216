// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "model/egress_entry.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

/// Where mail is handed in.
struct MailServer {
    /// smtp://host:587 (encrypted by STARTTLS) or smtps://host:465, with the user's name where the server wants one. The
    /// sender's address is the user's name if that is one, else consultantos@host.
    QUrl address;
    Secret password;      ///< empty: nobody logs in
    QString certificates; ///< file of certificates (PEM) to trust in place of the system's; empty: the system's
    std::chrono::milliseconds limit{60'000}; ///< of one attempt

    /// Empty if there is none in `address`.
    [[nodiscard]] QString sender() const;
};

/// A letter in plain text.
struct MailMessage {
    QStringList to; ///< addresses, without names
    QString subject;
    QString body;
    QString kind; ///< what it is for, as the ledger shows it
    /// Of its Message-ID, the same for a repetition: letters, digits and hyphens. Empty: one is made of text and time.
    QString id{};
};

/// SMTP by libcurl, the one other way out beside HttpClient: under time limits, cancelled and offline like it, each attempt a
/// line of the ledger. A server of another machine must encrypt. What fails before the letter was handed in is tried
/// again, twice. An error that `isTurnedAway` says that the letter didn't arrive; with another it may have, as the server's
/// answer to it was lost. Thread-safe; waits for the network.
class MailSender {
public:
    /// `isOffline` is asked before and while anything goes out, `isAllowedHost` (all are, if empty) of the server's name.
    MailSender(std::shared_ptr<const Clock> clock, std::shared_ptr<LedgerSink> ledger, std::function<bool()> isOffline,
               std::function<bool(const QString &)> isAllowedHost = {});

    [[nodiscard]] Status send(const MailServer &server, const MailMessage &message,
                              const CancellationToken &cancel) const;
    /// Connects, encrypts and logs in, and sends no letter; `kind` as in MailMessage. One attempt.
    [[nodiscard]] Status tryServer(const MailServer &server, const QString &kind,
                                   const CancellationToken &cancel) const;

private:
    [[nodiscard]] Status run(const MailServer &server, const MailMessage &message, int attempts,
                             const CancellationToken &cancel) const;

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<LedgerSink> m_ledger;
    std::function<bool()> m_isOffline;
    std::function<bool(const QString &)> m_isAllowedHost;
};

/// The letter as it goes over the wire (RFC 5322): every header on its line, the text in base64. Pure.
[[nodiscard]] QByteArray mailText(const MailMessage &message, const QString &sender, const QDateTime &now);

} // namespace consultantos

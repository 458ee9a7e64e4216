// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/mail_sender.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>
#include <QLocale>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr int Attempts = 3;
constexpr std::array Waits{2'000ms, 8'000ms};
constexpr long ConnectTimeMs = 10'000;
constexpr qsizetype LineLength = 76;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Mail", text);
}

struct CurlEnd {
    void operator()(CURL *curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

/// What libcurl's callbacks see of a transfer.
struct Transfer {
    QByteArray letter;
    qsizetype sent = 0;
    CancellationToken cancel;
    const std::function<bool()> *isOffline = nullptr;
    bool wentOffline = false;
};

std::size_t readLetter(char *into, std::size_t size, std::size_t count, void *user)
{
    auto &transfer = *static_cast<Transfer *>(user);
    const auto room = static_cast<qsizetype>(size * count);
    const auto piece = std::min(room, transfer.letter.size() - transfer.sent);
    std::memcpy(into, transfer.letter.constData() + transfer.sent, static_cast<std::size_t>(piece));
    transfer.sent += piece;
    return static_cast<std::size_t>(piece);
}

/// Other than 0 ends the transfer; asked about once a second at least.
int goesOn(void *user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    auto &transfer = *static_cast<Transfer *>(user);
    transfer.wentOffline = transfer.wentOffline || (*transfer.isOffline)();
    return transfer.wentOffline || transfer.cancel.isCancelled() ? 1 : 0;
}

bool isOfThisMachine(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

QByteArray encodedWord(const QString &text)
{
    QByteArray words;
    constexpr qsizetype WordLength = 12; // of up to 36 bytes in UTF-8, so that a word stays under 75 characters
    for (qsizetype at = 0; at < text.size();) {
        auto length = std::min(WordLength, text.size() - at);
        if (at + length < text.size() && text[at + length - 1].isHighSurrogate())
            ++length;
        words += (words.isEmpty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + text.mid(at, length).toUtf8().toBase64() + "?=";
        at += length;
    }
    return words;
}

struct Outcome {
    Status status;
    int code = 0;
    qint64 bytes = 0;
    bool isWorthAnother = false;
};

Error errorOf(CURLcode code, long answer, const Transfer &transfer, const QString &host)
{
    constexpr long Permanent = 500;
    if (transfer.wentOffline)
        return {
            ErrorCode::Offline, inWords(QT_TRANSLATE_NOOP("Mail", "The program is offline; no mail was sent.")), {}};
    if (transfer.cancel.isCancelled())
        return {ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("Mail", "Sending the mail was cancelled.")), {}};
    const auto detail = QString::fromLatin1(curl_easy_strerror(code));
    if (code == CURLE_LOGIN_DENIED)
        return {ErrorCode::Denied,
                inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 did not take the user's name and password."))
                    .arg(host),
                detail};
    if (code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR)
        return {
            ErrorCode::Denied,
            inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 could not be talked to in a safe way; nothing was "
                                              "sent."))
                .arg(host),
            detail};
    if (code == CURLE_OPERATION_TIMEDOUT)
        return {ErrorCode::TimedOut,
                inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 did not answer in time.")).arg(host), detail,
                true};
    if (answer >= Permanent)
        return {ErrorCode::Denied,
                inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 refused the mail (%2).")).arg(host).arg(answer),
                detail};
    return {ErrorCode::Network,
            inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 could not be reached or has a fault.")).arg(host),
            detail, true};
}

Outcome attempt(const MailServer &server, const MailMessage &message, Transfer &transfer)
{
    const std::unique_ptr<CURL, CurlEnd> curl(curl_easy_init());
    if (!curl)
        return {fail(ErrorCode::Internal, inWords(QT_TRANSLATE_NOOP("Mail", "The mail could not be made."))), 0, 0,
                false};
    const auto set = [&curl](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    auto address = server.address;
    address.setUserInfo({});
    const auto url = address.toEncoded();
    const auto sender = ('<' + server.sender().toUtf8() + '>');
    const auto user = server.address.userName(QUrl::FullyDecoded).toUtf8();
    const auto password = server.password.reveal().toUtf8();
    const auto certificates = server.certificates.toUtf8();
    curl_slist *recipients = nullptr;
    for (const auto &to : message.to)
        recipients = curl_slist_append(recipients, ('<' + to.toUtf8() + '>').constData());
    const std::unique_ptr<curl_slist, CurlEnd> owned(recipients);
    set(CURLOPT_URL, url.constData());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USE_SSL, static_cast<long>(isOfThisMachine(address.host()) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (!certificates.isEmpty())
        set(CURLOPT_CAINFO, certificates.constData());
    if (!password.isEmpty()) {
        set(CURLOPT_USERNAME, user.constData());
        set(CURLOPT_PASSWORD, password.constData());
    }
    if (recipients != nullptr) {
        set(CURLOPT_MAIL_FROM, sender.constData());
        set(CURLOPT_MAIL_RCPT, recipients);
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, &readLetter);
        set(CURLOPT_READDATA, static_cast<void *>(&transfer));
    } else {
        set(CURLOPT_NOBODY, 1L);
        set(CURLOPT_CUSTOMREQUEST, "NOOP");
    }
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &goesOn);
    set(CURLOPT_XFERINFODATA, static_cast<void *>(&transfer));
    set(CURLOPT_CONNECTTIMEOUT_MS, ConnectTimeMs);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(server.limit.count()));
    const auto code = curl_easy_perform(curl.get());
    long answer = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    if (code == CURLE_OK)
        return {{}, static_cast<int>(answer), transfer.sent, false};
    auto error = errorOf(code, answer, transfer, address.host());
    // Not taken before its last byte, nor if the server said so. In between nobody knows: two letters are worse than a
    // message here.
    constexpr long Refused = 400;
    error.isTurnedAway = transfer.letter.isEmpty() || transfer.sent < transfer.letter.size() || answer >= Refused;
    if (!error.isTurnedAway) {
        error.message = inWords(QT_TRANSLATE_NOOP("Mail", "The mail server %1 was given the mail and did not say that "
                                                          "it took it: it may have arrived."))
                            .arg(address.host());
        error.retryable = false;
    }
    const bool isWorthAnother = error.retryable && transfer.sent == 0;
    return {tl::unexpected(std::move(error)), static_cast<int>(answer), transfer.sent, isWorthAnother};
}

Outcome offlineOutcome(const Transfer &transfer, const QString &host)
{
    auto error = errorOf(CURLE_ABORTED_BY_CALLBACK, 0, transfer, host);
    error.isTurnedAway = true;
    return {tl::unexpected(std::move(error)), 0, 0, false};
}

Status checked(const MailServer &server, const MailMessage &message)
{
    const auto scheme = server.address.scheme();
    if ((scheme != QLatin1String("smtp") && scheme != QLatin1String("smtps")) || server.address.host().isEmpty())
        return fail(ErrorCode::InvalidArgument, inWords(QT_TRANSLATE_NOOP("Mail", "No mail server is set.")),
                    inWords(QT_TRANSLATE_NOOP("Mail", "Set mail_server_url to smtp://user@host:587 or "
                                                      "smtps://user@host:465.")));
    for (const auto &address : message.to + QStringList{server.sender()}) {
        const bool isPlain = std::none_of(address.cbegin(), address.cend(), [](QChar c) {
            return c.unicode() <= u' ' || c == QLatin1Char('<') || c == QLatin1Char('>');
        });
        if (!isPlain || !address.contains(QLatin1Char('@')))
            return fail(ErrorCode::InvalidArgument,
                        inWords(QT_TRANSLATE_NOOP("Mail", "\"%1\" is no address of mail.")).arg(address));
    }
    return {};
}

} // namespace

QString MailServer::sender() const
{
    const auto user = address.userName(QUrl::FullyDecoded);
    return user.contains(QLatin1Char('@')) ? user : QStringLiteral("consultantos@") + address.host();
}

QByteArray mailText(const MailMessage &message, const QString &sender, const QDateTime &now)
{
    const auto body = message.body.toUtf8().toBase64();
    const auto made = QCryptographicHash::hash(message.body.toUtf8() + now.toString(Qt::ISODateWithMs).toLatin1(),
                                               QCryptographicHash::Sha256)
                          .toHex()
                          .left(32);
    const auto identity = message.id.isEmpty() ? made : message.id.toLatin1();
    const auto date =
        QLocale::c().toString(now.toUTC(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")) + QStringLiteral(" +0000");
    QByteArray text = "From: ConsultantOS <" + sender.toUtf8() + ">\r\nTo: <"
                      + message.to.join(QStringLiteral(">,\r\n <")).toUtf8()
                      + ">\r\nSubject: " + encodedWord(message.subject.simplified()) + "\r\nDate: " + date.toLatin1()
                      + "\r\nMessage-ID: <" + identity
                      + "@consultantos.invalid>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n";
    for (qsizetype at = 0; at < body.size(); at += LineLength)
        text += body.mid(at, LineLength) + "\r\n";
    return text;
}

MailSender::MailSender(std::shared_ptr<const Clock> clock, std::shared_ptr<LedgerSink> ledger,
                       std::function<bool()> isOffline, std::function<bool(const QString &)> isAllowedHost)
    : m_clock(std::move(clock))
    , m_ledger(std::move(ledger))
    , m_isOffline(std::move(isOffline))
    , m_isAllowedHost(std::move(isAllowedHost))
{
    static std::once_flag isReady;
    std::call_once(isReady, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Status MailSender::send(const MailServer &server, const MailMessage &message, const CancellationToken &cancel) const
{
    if (message.to.isEmpty())
        return fail(ErrorCode::InvalidArgument, inWords(QT_TRANSLATE_NOOP("Mail", "The mail has no recipient.")));
    return run(server, message, Attempts, cancel);
}

Status MailSender::tryServer(const MailServer &server, const QString &kind, const CancellationToken &cancel) const
{
    return run(server, {{}, {}, {}, kind}, 1, cancel);
}

Status MailSender::run(const MailServer &server, const MailMessage &message, int attempts,
                       const CancellationToken &cancel) const
{
    if (auto fit = checked(server, message); !fit) {
        fit.error().isTurnedAway = true;
        return fit;
    }
    if (const auto host = server.address.host(); m_isAllowedHost && !m_isAllowedHost(host)) {
        auto refused = fail(ErrorCode::Denied,
                            inWords(QT_TRANSLATE_NOOP("Mail", "%1 was not asked: your administrator doesn't allow this "
                                                              "host."))
                                .arg(host));
        refused.value().isTurnedAway = true;
        return refused;
    }
    for (int i = 0;; ++i) {
        Transfer transfer{{}, 0, cancel, &m_isOffline, m_isOffline()};
        if (!message.to.isEmpty())
            transfer.letter = mailText(message, server.sender(), m_clock->nowUtc());
        EgressEntry entry;
        entry.when = m_clock->nowUtc();
        entry.host = server.address.host();
        if (server.address.port() > 0)
            entry.host += QLatin1Char(':') + QString::number(server.address.port());
        entry.kind = message.kind;
        const auto began = m_clock->steadyNow();
        auto outcome = transfer.wentOffline ? offlineOutcome(transfer, entry.host) : attempt(server, message, transfer);
        entry.outcome = outcome.status ? QStringLiteral("ok") : errorCodeName(outcome.status.error().code);
        entry.bytesSent = outcome.bytes;
        entry.duration = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->steadyNow() - began);
        if (m_ledger)
            m_ledger->record(entry);
        if (outcome.status || !outcome.isWorthAnother || i + 1 >= attempts
            || cancel.waitFor(Waits[static_cast<std::size_t>(i)]))
            return outcome.status;
    }
}

} // namespace consultantos

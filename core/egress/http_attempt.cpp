// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_attempt.h"

#include "egress/body_pipe.h"
#include "egress/egress_gate.h"
#include "egress/gzip_inflater.h"
#include "egress/http_error.h"
#include "egress/once_body.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

namespace consultantos {
namespace {

constexpr qint64 ReadAheadBytes = 256LL * 1024;

QByteArray basicCredentials(const QUrl &url)
{
    const auto pair = url.userName(QUrl::FullyDecoded) + QLatin1Char(':') + url.password(QUrl::FullyDecoded);
    return "Basic " + pair.toUtf8().toBase64();
}

/// What a browser would add by itself and we don't want: the user's languages, cookies, followed redirects.
QNetworkRequest networkRequest(const HttpRequest &request)
{
    auto url = request.url;
    url.setUserInfo(QString());
    url.setFragment(QString());
    QNetworkRequest network(url);
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setRawHeader("Accept-Language", "en");
    // Packing holds back what a stream is to bring at once.
    network.setRawHeader("Accept-Encoding", request.pipe ? "identity" : "gzip");
    if (!request.url.userInfo().isEmpty())
        network.setRawHeader("Authorization", basicCredentials(request.url));
    for (const auto &[name, value] : request.headers)
        network.setRawHeader(name, value);
    return network;
}

qint64 sizeOf(const HttpRequest &request, const QNetworkRequest &network)
{
    qint64 size = request.url.path(QUrl::FullyEncoded).size() + request.url.query(QUrl::FullyEncoded).size()
                  + request.body.size();
    for (const auto &name : network.rawHeaderList())
        size += name.size() + network.rawHeader(name).size() + 4; // ": " and the line's end
    return size;
}

} // namespace

QByteArray AttemptOutcome::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

HttpAttempt::HttpAttempt(QNetworkAccessManager *network, const QList<QSslCertificate> &ownCertificates,
                         HttpRequest request, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_ownCertificates(ownCertificates)
    , m_request(std::move(request))
    , m_host(hostLabel(m_request.url))
{
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this,
            [this] { failWith(http_error::noConnection(m_host, m_request.limits.connect), true); });
    connect(&m_stallTimer, &QTimer::timeout, this, &HttpAttempt::checkStall);
}

HttpAttempt::~HttpAttempt()
{
    // A later attempt may have the pipe by now.
    if (m_request.pipe && !m_isDone)
        m_request.pipe->setOnRoom({});
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void HttpAttempt::start()
{
    auto network = networkRequest(m_request);
    if (!m_ownCertificates.isEmpty()) {
        auto ssl = network.sslConfiguration();
        ssl.addCaCertificates(m_ownCertificates);
        network.setSslConfiguration(ssl);
    }
    m_outcome.bytesSent = sizeOf(m_request, network);
    if (m_request.pipe)
        m_request.pipe->setOnRoom(
            [this] { QMetaObject::invokeMethod(this, &HttpAttempt::readMore, Qt::QueuedConnection); });
    m_reply = send(network);
    m_reply->setReadBufferSize(ReadAheadBytes);
    const auto onSent = [this] {
        if (!m_connectTimer.isActive())
            return;
        m_connectTimer.stop();
        m_stallTimer.start(m_request.limits.stall);
    };
    connect(m_reply, &QNetworkReply::requestSent, this, onSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, onSent);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpAttempt::readMore);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_sslReason = errors.first().errorString() + QLatin1Char('.');
    });
    connect(m_reply, &QNetworkReply::finished, this, &HttpAttempt::onReplyFinished);
    m_connectTimer.start(m_request.limits.connect);
}

QNetworkReply *HttpAttempt::send(QNetworkRequest network)
{
    if (m_request.method == HttpMethod::Get)
        return m_network->get(network);
    if (m_request.isIdempotent)
        return m_network->post(network, m_request.body);
    network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    network.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    auto *body = new OnceBody(m_request.body, this);
    auto *reply = m_network->post(network, body);
    body->setParent(reply); // which reads it for as long as it lives
    return reply;
}

void HttpAttempt::abort(const Error &error)
{
    failWith(error, false);
}

void HttpAttempt::readMore()
{
    m_isPaused = false;
    while (!m_isDone && m_reply && m_reply->bytesAvailable() > 0) {
        // What is left when the reply has ended fits the read-ahead, and is taken at once.
        if (isPiped() && !m_request.pipe->hasRoom() && !m_reply->isFinished()) {
            m_isPaused = true;
            return;
        }
        take(m_reply->read(ReadAheadBytes));
    }
}

void HttpAttempt::take(const QByteArray &data)
{
    if (m_outcome.bytesReceived == 0 && m_reply->rawHeader("Content-Encoding").trimmed().toLower() == "gzip")
        m_inflater = std::make_unique<GzipInflater>(m_request.maxBodyBytes);
    m_outcome.bytesReceived += data.size();
    bool isTooLarge = false;
    if (m_inflater) {
        isTooLarge = m_inflater->feed(data) == GzipInflater::State::TooLarge;
    } else {
        m_outcome.body += data;
        isTooLarge = m_handedOn + m_outcome.body.size() > m_request.maxBodyBytes;
    }
    if (isTooLarge)
        return failWith(http_error::tooLarge(m_host, m_request.maxBodyBytes), false);
    handOn();
}

/// Whether the body goes into the pipe: of an answer of 200 to 299 alone.
bool HttpAttempt::isPiped()
{
    if (!m_request.pipe || !m_reply)
        return false;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return status >= 200 && status < 300;
}

void HttpAttempt::handOn()
{
    if (!isPiped())
        return;
    if (m_inflater) {
        m_request.pipe->push(m_inflater->output().mid(m_handedOn));
        m_handedOn = m_inflater->output().size();
        return;
    }
    m_handedOn += m_outcome.body.size();
    m_request.pipe->push(m_outcome.body);
    m_outcome.body.clear();
}

void HttpAttempt::checkStall()
{
    if (m_isPaused)
        return;
    if (m_outcome.bytesReceived - m_bytesAtLastCheck < m_request.limits.stallBytes)
        failWith(http_error::stalled(m_host, m_request.limits.stall), true);
    m_bytesAtLastCheck = m_outcome.bytesReceived;
}

bool HttpAttempt::isCutOff() const
{
    if (m_inflater && m_inflater->state() != GzipInflater::State::Complete)
        return true;
    bool isGiven = false;
    const qint64 promised = m_reply->rawHeader("Content-Length").toLongLong(&isGiven);
    return isGiven && promised > m_outcome.bytesReceived;
}

void HttpAttempt::onReplyFinished()
{
    readMore();
    if (m_isDone)
        return;
    m_outcome.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_outcome.headers = m_reply->rawHeaderPairs();
    const auto error = m_reply->error();
    // Qt would send the body again after these two, though nobody told it to follow, and can't: see OnceBody. The call
    // decides on it.
    if (error == QNetworkReply::ContentReSendError && (m_outcome.status == 307 || m_outcome.status == 308))
        return finish();
    const bool isOfStatus = m_outcome.status >= 400 && error != QNetworkReply::RemoteHostClosedError;
    const bool hasBody = m_outcome.status >= 200 && m_outcome.status != 204 && m_outcome.status != 304;
    if (error != QNetworkReply::NoError && !isOfStatus)
        return failWith(http_error::ofTransport(error, m_host, m_sslReason), http_error::isPassing(error));
    if (hasBody && isCutOff())
        return failWith(http_error::cutOff(m_host), true);
    // Qt takes a chunked answer that breaks off for one that ends, so that its end alone proves nothing.
    m_outcome.isProvenWhole = m_inflater || m_reply->hasRawHeader("Content-Length");
    if (m_inflater && !isPiped())
        m_outcome.body = m_inflater->output();
    finish();
}

void HttpAttempt::failWith(const Error &error, bool mayPass)
{
    if (m_isDone)
        return;
    m_outcome.error = error;
    m_outcome.mayPass = mayPass;
    finish();
}

void HttpAttempt::finish()
{
    m_isDone = true;
    m_connectTimer.stop();
    m_stallTimer.stop();
    if (m_request.pipe)
        m_request.pipe->setOnRoom({});
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
    }
    Q_EMIT finished(m_outcome);
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "egress/http_message.h"

#include <QNetworkReply>
#include <QObject>
#include <QSslCertificate>
#include <QTimer>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
QT_END_NAMESPACE

namespace consultantos {

class GzipInflater;

/// What one exchange with a server gave: an answer of whatever status, or an error.
struct AttemptOutcome {
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;
    std::optional<Error> error;
    bool mayPass = false;       ///< with an error: trying again may help
    bool isProvenWhole = false; ///< the body has the length that was promised, or its own end

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// One exchange with a server, without redirects and repetitions; of the thread of its QNetworkAccessManager.
class HttpAttempt final : public QObject {
    Q_OBJECT

public:
    /// `ownCertificates` are trusted beside the system's.
    HttpAttempt(QNetworkAccessManager *network, const QList<QSslCertificate> &ownCertificates, HttpRequest request,
                QObject *parent);
    ~HttpAttempt() override;

    void start();
    /// Ends it with `error`, unless it has ended; finished() comes before this returns.
    void abort(const Error &error);

Q_SIGNALS:
    /// Once.
    void finished(const consultantos::AttemptOutcome &outcome);

private:
    [[nodiscard]] QNetworkReply *send(QNetworkRequest network);
    void readMore();
    void take(const QByteArray &data);
    void handOn();
    [[nodiscard]] bool isPiped();
    void onReplyFinished();
    void checkStall();
    void failWith(const Error &error, bool mayPass);
    [[nodiscard]] bool isCutOff() const;
    void finish();

    QNetworkAccessManager *m_network;
    QList<QSslCertificate> m_ownCertificates;
    HttpRequest m_request;
    QString m_host;
    QNetworkReply *m_reply = nullptr;
    std::unique_ptr<GzipInflater> m_inflater;
    AttemptOutcome m_outcome;
    QTimer m_connectTimer;
    QTimer m_stallTimer;
    qint64 m_bytesAtLastCheck = 0;
    qint64 m_handedOn = 0; ///< unpacked bytes that went into the pipe
    QString m_sslReason;
    bool m_isPaused = false; ///< the pipe is full
    bool m_isDone = false;
};

} // namespace consultantos

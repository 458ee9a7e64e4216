// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/server_supervisor.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTcpServer>

#include <array>

namespace consultantos {
namespace {

Q_LOGGING_CATEGORY(lcLocalServer, "consultantos.llm.local")

/// From the system's source of randomness.
Secret newKey()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words));
    return Secret(QString::fromLatin1(bytes.toHex()));
}

/// One that is free now. Should another process take it before the server does, the start fails and the next one has
/// another port.
quint16 freePort()
{
    QTcpServer finder;
    return finder.listen(QHostAddress::LocalHost) ? finder.serverPort() : 0;
}

QUrl addressOf(quint16 port, const QString &path)
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(port);
    url.setPath(path);
    return url;
}

} // namespace

ServerSupervisor::ServerSupervisor(LocalServerOptions options, LocalServerServices services,
                                   std::shared_ptr<ServerBoard> board)
    : m_options(std::move(options))
    , m_services(std::move(services))
    , m_board(std::move(board))
    , m_process(m_options.stopGrace, this)
    , m_network(this)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    connect(&m_process, &ServerProcess::ended, this, &ServerSupervisor::takeEnd);
}

ServerSupervisor::~ServerSupervisor()
{
    m_board->setStopped();
}

void ServerSupervisor::takeWant()
{
    switch (m_phase) {
    case Phase::Stopped:
        m_failures = 0;
        begin();
        break;
    case Phase::Failed:
        if (now() >= m_retryFrom) {
            m_failures = 0;
            begin();
        } else if (const auto error = m_board->lastError()) {
            m_board->setFailed(*error, m_generation);
        }
        break;
    case Phase::Starting:
    case Phase::Ready:
    case Phase::Waiting:
    case Phase::Stopping:
        break;
    }
}

void ServerSupervisor::restartWith(const LocalServerOptions &options)
{
    m_options = options;
    m_failures = 0;
    stop();
}

void ServerSupervisor::stop()
{
    if (m_phase == Phase::Stopping)
        return;
    m_board->setStopped();
    if (m_process.isRunning()) {
        enter(Phase::Stopping);
        m_process.stop();
        return;
    }
    enterStopped();
}

/// Those who wait meanwhile get the next one.
void ServerSupervisor::enterStopped()
{
    enter(Phase::Stopped);
    if (m_board->isWaitedFor())
        begin();
}

void ServerSupervisor::begin()
{
    m_generation = m_board->setStarting();
    // A process that was killed is gone within moments, but not at once.
    if (m_process.isRunning()) {
        enter(Phase::Waiting);
        return after(m_options.probeInterval, [this] { begin(); });
    }
    enter(Phase::Starting);
    m_since = now();
    if (m_options.modelFile.isEmpty())
        return giveUp({ErrorCode::NotFound,
                       QCoreApplication::translate("Llm", "No model file is chosen; nothing was asked."),
                       QCoreApplication::translate("Llm", "Name a GGUF file in the settings (llm_model_file)."), false},
                      {});
    const auto model = readGgufFile(m_options.modelFile);
    if (!model)
        return giveUp(model.error(), {});
    const auto port = freePort();
    m_place = {addressOf(port, QStringLiteral("/v1")), newKey()};
    const auto command = serverCommand(m_options, *model, port, m_place.key);
    if (!command)
        return giveUp(command.error(), {});
    if (const auto started = m_process.start(*command); !started)
        return giveUp(started.error(), {});
    qCInfo(lcLocalServer) << "started" << command->program << "for" << servedModelName(m_options.modelFile);
    after(m_options.probeInterval, [this] { probe(); });
}

void ServerSupervisor::probe()
{
    ask(QStringLiteral("/health"), [this](int status) {
        constexpr int Ok = 200;
        if (status == Ok)
            return checkDoor();
        if (now() - m_since < m_options.startLimit)
            return after(m_options.probeInterval, [this] { probe(); });
        failOnce(QCoreApplication::translate("Llm", "It was not ready within %1 seconds.")
                     .arg(std::chrono::duration_cast<std::chrono::seconds>(m_options.startLimit).count()));
    });
}

/// A server that answers whoever asks is none that we started, or doesn't know of the key.
void ServerSupervisor::checkDoor()
{
    ask(QStringLiteral("/props"), [this](int status) {
        constexpr int Unauthorized = 401;
        constexpr int Forbidden = 403;
        if (status == Unauthorized || status == Forbidden)
            return setReady();
        if (status == 0)
            return failOnce(QCoreApplication::translate("Llm", "It stopped answering."));
        giveUp({ErrorCode::Denied,
                QCoreApplication::translate("Llm", "The local server answers without its key; it was stopped."),
                QCoreApplication::translate("Llm", "Other users of this machine could use it. Take a llama-server that "
                                                   "reads LLAMA_API_KEY."),
                false},
               {});
    });
}

void ServerSupervisor::setReady()
{
    enter(Phase::Ready);
    m_since = now();
    m_silentChecks = 0;
    m_board->setReady(m_place, m_generation, now());
    qCInfo(lcLocalServer) << "ready";
    after(m_options.healthInterval, [this] { tick(); });
}

void ServerSupervisor::tick()
{
    if (m_board->stopIfIdle(now(), m_options.idleLimit)) {
        qCInfo(lcLocalServer) << "unused: it is ended";
        return stop();
    }
    ask(QStringLiteral("/health"), [this](int status) {
        constexpr int Ok = 200;
        takeHealth(status == Ok);
    });
}

void ServerSupervisor::takeHealth(bool isHealthy)
{
    m_silentChecks = isHealthy ? 0 : m_silentChecks + 1;
    if (m_silentChecks >= m_options.maxSilentChecks)
        return failOnce(QCoreApplication::translate("Llm", "It stopped answering."));
    if (isHealthy && now() - m_since >= m_options.stableTime)
        m_failures = 0;
    after(m_options.healthInterval, [this] { tick(); });
}

void ServerSupervisor::takeEnd(const QString &how)
{
    switch (m_phase) {
    case Phase::Stopping:
        enterStopped();
        break;
    case Phase::Starting:
    case Phase::Ready:
        failOnce(how);
        break;
    case Phase::Stopped:
    case Phase::Waiting:
    case Phase::Failed:
        break;
    }
}

void ServerSupervisor::failOnce(const QString &how)
{
    ++m_failures;
    const auto words = m_process.lastWords();
    qCWarning(lcLocalServer) << "failed" << m_failures << "times:" << how << words;
    if (m_failures >= m_options.maxFailures)
        return giveUp(
            {ErrorCode::Network,
             QCoreApplication::translate("Llm", "The local model server failed %1 times; it was given up.")
                 .arg(m_failures),
             words.isEmpty() ? how : QCoreApplication::translate("Llm", "%1 Its last words: %2").arg(how, words), true,
             m_options.coolDown},
            m_options.coolDown);
    enter(Phase::Waiting);
    m_process.kill();
    m_generation = m_board->setStarting();
    after(m_options.backOff.wait(m_failures, m_services.uniform(), std::nullopt), [this] { begin(); });
}

void ServerSupervisor::giveUp(const Error &error, std::chrono::milliseconds coolDown)
{
    enter(Phase::Failed);
    m_process.kill();
    m_retryFrom = now() + coolDown;
    m_board->setFailed(error, m_generation);
}

void ServerSupervisor::ask(const QString &path, std::function<void(int)> then)
{
    QNetworkRequest request(addressOf(quint16(m_place.baseUrl.port()), path));
    request.setTransferTimeout(int(m_options.healthLimit.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    auto *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, epoch = m_epoch, then = std::move(then)] {
        reply->deleteLater();
        if (epoch == m_epoch)
            then(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
    });
}

void ServerSupervisor::after(std::chrono::milliseconds wait, std::function<void()> then)
{
    m_services.after(wait, this, [this, epoch = m_epoch, then = std::move(then)] {
        if (epoch == m_epoch)
            then();
    });
}

void ServerSupervisor::enter(Phase phase)
{
    m_phase = phase;
    ++m_epoch;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
// Behaves like llama-server where ours has to cope with it, on any machine and without a model. It takes its arguments and
// LLAMA_API_KEY; CONSULTANTOS_STAND_IN says in words what is wrong with it:
//   slow=MS           loads for so long
//   crash-at-start    writes why and ends with code 1
//   fail-starts=N     likewise, but only its first N starts
//   crash-after=N     ends without a word when it gets the Nth completion
//   hang-after=N      takes everything and answers nothing from the Nth completion on
//   ignore-term       does not end when it is asked to
//   no-key            answers whoever asks
// Each start adds a line with its process id and its arguments to CONSULTANTOS_STAND_IN_STARTS.
#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

struct Faults {
    QHash<QString, int> numbers;

    static Faults fromEnvironment()
    {
        Faults faults;
        for (const auto &word : qEnvironmentVariable("CONSULTANTOS_STAND_IN").split(QLatin1Char(' '))) {
            const auto parts = word.split(QLatin1Char('='));
            faults.numbers[parts.first()] = parts.size() > 1 ? parts.last().toInt() : 1;
        }
        return faults;
    }

    [[nodiscard]] bool has(const char *name) const { return numbers.contains(QLatin1String(name)); }
    [[nodiscard]] int of(const char *name) const { return numbers.value(QLatin1String(name)); }
};

/// Notes this start; returns how many there were.
int noteStart(const QStringList &arguments)
{
    QFile file(qEnvironmentVariable("CONSULTANTOS_STAND_IN_STARTS"));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return 1;
    file.write(QByteArray::number(QCoreApplication::applicationPid()) + ' ' + arguments.join(QLatin1Char(' ')).toUtf8()
               + '\n');
    file.seek(0);
    return int(file.readAll().count('\n'));
}

class StandIn : public QTcpServer {
public:
    StandIn(const QStringList &arguments, Faults faults)
        : m_arguments(arguments)
        , m_faults(std::move(faults))
        , m_key("Bearer " + qgetenv("LLAMA_API_KEY"))
    {
        QTimer::singleShot(m_faults.of("slow"), this, [this] { m_isLoaded = true; });
    }

    bool start() { return listen(QHostAddress(valueOf("--host")), quint16(valueOf("--port").toUInt())); }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { takeBytes(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

private:
    [[nodiscard]] QString valueOf(const char *name) const
    {
        return m_arguments.value(m_arguments.indexOf(QLatin1String(name)) + 1);
    }

    void takeBytes(QTcpSocket *socket)
    {
        auto &bytes = m_bytes[socket];
        bytes += socket->readAll();
        const auto headEnd = bytes.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const auto head = bytes.left(headEnd);
        qsizetype length = 0;
        QByteArray key;
        for (const auto &line : head.split('\n')) {
            const auto colon = line.indexOf(':');
            const auto name = line.left(colon).toLower();
            if (name == "content-length")
                length = line.mid(colon + 1).trimmed().toLongLong();
            if (name == "authorization")
                key = line.mid(colon + 1).trimmed();
        }
        const auto body = bytes.mid(headEnd + 4);
        if (body.size() < length)
            return;
        bytes.clear();
        answer(socket, head.split(' ').value(1), key, QJsonDocument::fromJson(body).object());
    }

    void answer(QTcpSocket *socket, const QByteArray &path, const QByteArray &key, const QJsonObject &body)
    {
        if (m_faults.has("hang-after") && m_completions >= m_faults.of("hang-after"))
            return;
        if (path != "/health" && !m_faults.has("no-key") && key != m_key)
            return send(socket, 401, {{QStringLiteral("error"), QStringLiteral("Invalid API Key")}});
        if (!m_isLoaded)
            return send(socket, 503, {{QStringLiteral("error"), QStringLiteral("Loading model")}});
        if (path == "/v1/chat/completions")
            return complete(socket, body);
        if (path == "/v1/embeddings")
            return embed(socket, body);
        send(socket, 200, {{QStringLiteral("status"), QStringLiteral("ok")}});
    }

    void complete(QTcpSocket *socket, const QJsonObject &body)
    {
        ++m_completions;
        if (m_faults.has("crash-after") && m_completions >= m_faults.of("crash-after")) {
            std::fputs("assertion failed\n", stderr);
            std::fflush(stderr);
            std::_Exit(134);
        }
        if (m_faults.has("hang-after") && m_completions >= m_faults.of("hang-after"))
            return;
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                                  {QStringLiteral("content"), QStringLiteral("Sales rose.")}};
        send(socket, 200,
             {{QStringLiteral("model"), body[QStringLiteral("model")]},
              {QStringLiteral("choices"),
               QJsonArray{QJsonObject{{QStringLiteral("index"), 0},
                                      {QStringLiteral("message"), message},
                                      {QStringLiteral("finish_reason"), QStringLiteral("stop")}}}},
              {QStringLiteral("usage"), QJsonObject{{QStringLiteral("prompt_tokens"), 5},
                                                    {QStringLiteral("completion_tokens"), 2},
                                                    {QStringLiteral("total_tokens"), 7}}}});
    }

    void embed(QTcpSocket *socket, const QJsonObject &body)
    {
        if (!m_arguments.contains(QStringLiteral("--embeddings")))
            return send(socket, 501, {{QStringLiteral("error"), QStringLiteral("no embeddings")}});
        QJsonArray data;
        for (qsizetype i = 0; i < body[QStringLiteral("input")].toArray().size(); ++i)
            data.append(QJsonObject{{QStringLiteral("index"), i}, {QStringLiteral("embedding"), QJsonArray{1.0, 0.5}}});
        send(socket, 200, {{QStringLiteral("data"), data}});
    }

    static void send(QTcpSocket *socket, int status, const QJsonObject &body)
    {
        const auto text = QJsonDocument(body).toJson(QJsonDocument::Compact);
        socket->write("HTTP/1.1 " + QByteArray::number(status)
                      + " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(text.size())
                      + "\r\n\r\n" + text);
    }

    QStringList m_arguments;
    Faults m_faults;
    QByteArray m_key;
    QHash<QTcpSocket *, QByteArray> m_bytes;
    bool m_isLoaded = false;
    int m_completions = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const auto faults = Faults::fromEnvironment();
    const int starts = noteStart(QCoreApplication::arguments());
    if (faults.has("ignore-term"))
        std::signal(SIGTERM, SIG_IGN);
    if (faults.has("crash-at-start") || (faults.has("fail-starts") && starts <= faults.of("fail-starts"))) {
        std::fputs("loading\nerror: tensor 'output' has a wrong shape\n", stderr);
        return 1;
    }
    StandIn server(QCoreApplication::arguments(), faults);
    if (!server.start()) {
        std::fputs("the port is taken\n", stderr);
        return 1;
    }
    return QCoreApplication::exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "egress/http_client.h"
#include "llm/llm_provider.h"

#include "child_process.h"
#include "network_fixture.h"

#include <QJsonObject>
#include <QMetaType>
#include <QString>

#include <array>
#include <memory>

namespace consultantos::test {

/// Whose protocol a server of tests/integration/llm speaks.
enum class Wire { Gemini, OpenAi, Anthropic };
constexpr std::array Wires{Wire::Gemini, Wire::OpenAi, Wire::Anthropic};

[[nodiscard]] QByteArray nameOf(Wire wire);

/// What a server counted and saw since it was asked last.
struct ConformityReport {
    LlmUsage ledger;    ///< of replies that were sent whole
    qint64 untold = 0;  ///< whole replies without usage
    QStringList faults; ///< what requests did against the documentation
    QStringList paths;  ///< of the requests, behind the scenario
    QJsonObject body;   ///< of the last request
    QJsonObject headers;
    qsizetype size = 0; ///< of the last answer's body, in bytes
    QString text;       ///< what the server says where nothing else is asked
};

/// The three servers as processes of their own, and the real providers over the real client to ask them. A scenario is
/// "CONTENT,key=value+DELIVERY,key=value", see conformity.py.
class ConformityFixture {
public:
    /// Whether all servers run.
    [[nodiscard]] bool start();
    /// A client that knows nothing of answers before: a server that asks for a pause gets it from all further calls.
    void renewClient();
    [[nodiscard]] std::shared_ptr<const LlmProvider> provider(Wire wire, const QString &scenario = QStringLiteral("ok"),
                                                              const QString &preset = QStringLiteral("openai"));
    [[nodiscard]] ConformityReport report(Wire wire);
    [[nodiscard]] QString address(Wire wire, const QString &scenario) const;

private:
    struct Server {
        ChildProcess process;
        QByteArray port;
    };

    Network m_network;
    std::unique_ptr<HttpClient> m_client;
    std::array<Server, Wires.size()> m_servers;
};

/// A conversation with instructions, in several writing systems.
[[nodiscard]] LlmRequest conversation(Wire wire);
/// The same, answered as an object with a number, a text and a list.
[[nodiscard]] LlmRequest structured(Wire wire);
[[nodiscard]] QJsonObject parseObject(const QByteArray &json);

/// A row for each wire.
void addWires();

} // namespace consultantos::test

Q_DECLARE_METATYPE(consultantos::test::Wire)

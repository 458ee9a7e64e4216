// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/local_provider.h"

#include "llm/local/gguf_file.h"
#include "llm/local/server_command.h"
#include "llm/providers/provider_error.h"
#include "llm/providers/provider_transport.h"
#include "llm/providers/reply_builder.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace consultantos {
namespace {

/// Embeddings have no time limit of their request; the start of their server has this one.
constexpr std::chrono::milliseconds EmbeddingStart{180'000};

/// The key of one start of the server.
class ServerKey final : public SecretStore {
public:
    explicit ServerKey(Secret key)
        : m_key(std::move(key))
    {
    }

    Result<std::optional<Secret>> read(const QString &) const override { return m_key; }
    Status write(const QString &, const Secret &) override { return notKept(); }
    Status remove(const QString &) override { return notKept(); }

private:
    static Status notKept()
    {
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("Llm", "The local server's key is made at each start."));
    }

    Secret m_key;
};

/// A connection that ends is a server that ended: the network has no part in it.
Error inOurWords(Error error, const LocalServer &server)
{
    if (error.code != ErrorCode::Network || server.state() == LocalServerState::Ready)
        return error;
    return {ErrorCode::Network,
            QCoreApplication::translate("Llm", "The local model server stopped while it answered; nothing of it was "
                                               "used."),
            QCoreApplication::translate("Llm", "It is started again. Try again, or choose a smaller model file."),
            true};
}

} // namespace

LocalProvider::LocalProvider(std::shared_ptr<LocalServer> replies, std::shared_ptr<LocalServer> embeddings,
                             QString modelFile, QString embeddingFile, HttpClient &http)
    : m_replies(std::move(replies))
    , m_embeddings(std::move(embeddings))
    , m_modelFile(std::move(modelFile))
    , m_embeddingFile(std::move(embeddingFile))
    , m_http(http)
{
}

QString LocalProvider::id() const
{
    return QStringLiteral("local");
}

OpenAiProvider LocalProvider::clientOf(const LocalServerPlace &place) const
{
    return {*findOpenAiPreset(QStringLiteral("llamacpp")),
            {place.baseUrl, {}, id()},
            m_http,
            std::make_shared<const ServerKey>(place.key)};
}

Result<LlmReply> LocalProvider::complete(const LlmRequest &request, const OnText &onText,
                                         const CancellationToken &cancel) const
{
    QElapsedTimer spent;
    spent.start();
    const auto lease = m_replies->lease(cancel, request.timeLimit);
    if (!lease)
        return tl::unexpected(lease.error());
    const auto own = m_http.ownServer(lease->place().baseUrl, ServerStart::ByProgram);
    auto ours = request;
    ours.model = servedModelName(m_modelFile);
    ours.timeLimit =
        std::max(request.timeLimit - std::chrono::milliseconds(spent.elapsed()), std::chrono::milliseconds(1));
    auto reply = clientOf(lease->place()).complete(ours, onText, cancel);
    if (!reply)
        return tl::unexpected(inOurWords(reply.error(), *m_replies));
    return reply;
}

Result<QList<std::vector<float>>> LocalProvider::embed(const QString &, const QStringList &texts,
                                                       const CancellationToken &cancel) const
{
    if (texts.isEmpty())
        return QList<std::vector<float>>();
    const auto lease = m_embeddings->lease(cancel, EmbeddingStart);
    if (!lease)
        return tl::unexpected(lease.error());
    const auto own = m_http.ownServer(lease->place().baseUrl, ServerStart::ByProgram);
    auto vectors = clientOf(lease->place()).embed(servedModelName(m_embeddingFile), texts, cancel);
    if (!vectors)
        return tl::unexpected(inOurWords(vectors.error(), *m_embeddings));
    return vectors;
}

Result<qint64> LocalProvider::countTokens(const LlmRequest &request, const CancellationToken &) const
{
    return estimatedTokens(request);
}

ModelCapacity LocalProvider::capacity() const
{
    ModelCapacity capacity;
    capacity.isOnThisMachine = true;
    const auto file = readGgufFile(m_modelFile);
    if (!file)
        return capacity;
    capacity.isSmall = file->bytes < SmallModel;
    const qint64 served = LocalServerOptions().contextTokens;
    capacity.contextTokens = file->contextLength > 0 ? std::min(served, file->contextLength) : served;
    return capacity;
}

Result<QStringList> LocalProvider::models(const CancellationToken &) const
{
    if (m_modelFile.isEmpty())
        return QStringList();
    if (const auto file = readGgufFile(m_modelFile); !file)
        return tl::unexpected(file.error());
    return QStringList{servedModelName(m_modelFile)};
}

} // namespace consultantos

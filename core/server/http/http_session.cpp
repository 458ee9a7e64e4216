// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/http_session.h"

#include "server/http/session_channel.h"
#include "server/http/session_request.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <type_traits>

namespace consultantos {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

constexpr std::size_t PieceSize = 16 * 1024;
/// Of requests that come before the last one is answered; more is left to the network.
constexpr std::size_t MostPipelined = 64 * 1024;
/// So long is read on after a refusal, so that the client gets to see it.
constexpr std::chrono::milliseconds Linger{2'000};

template <class Stream>
class Session final : public HttpSession,
                      public AnsweringSession,
                      public std::enable_shared_from_this<Session<Stream>> {
    static constexpr bool IsTls = !std::is_same_v<Stream, tcp::socket>;

public:
    template <class... Arguments>
    explicit Session(std::shared_ptr<ServerState> state, Arguments &&...stream)
        : m_state(std::move(state))
        , m_stream(std::forward<Arguments>(stream)...)
        , m_deadline(m_stream.get_executor())
    {
        error_code ignored;
        socket().set_option(tcp::no_delay(true), ignored);
        const auto endpoint = socket().remote_endpoint(ignored);
        if (!ignored)
            m_peer = QByteArray::fromStdString(endpoint.address().to_string());
        ++m_state->connections;
    }
    ~Session() override { --m_state->connections; }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    void start() override
    {
        asio::post(m_stream.get_executor(),
                   [self = this->shared_from_this()] { self->secured([self] { self->nextRequest(); }); });
    }
    void turnAway() override
    {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
            self->secured([self] { self->refuse(503, QStringLiteral("The server has too many connections.")); });
        });
    }
    void finish() override
    {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
            if (self->m_phase == Phase::Waiting)
                self->close();
        });
    }
    void abort() override
    {
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] { self->close(); });
    }

private:
    enum class Phase {
        Waiting, ///< for a request's first byte
        Header,
        Body,
        Answering,
        Leaving, ///< refused: what still comes is read and dropped
        Closed
    };

    /// What of the answer under way goes out in its turn.
    struct Outgoing {
        std::string head;
        QByteArray body;
        bool isLast = false;
        bool isInterim = false; ///< goes before the answer, while the body still comes
    };

    void onStrand(std::function<void()> function) override
    {
        if (m_state->isOver)
            return;
        asio::dispatch(m_stream.get_executor(),
                       [self = this->shared_from_this(), function = std::move(function)] { function(); });
    }
    [[nodiscard]] bool isLost(quint64 number) const override { return m_lost >= number; }
    [[nodiscard]] bool isTooSlow(qint64 more) override
    {
        return m_unsent.fetch_add(more) + more > m_state->limits.unsentBytes;
    }

    auto &socket() { return m_stream.lowest_layer(); }

    void setDeadline(std::chrono::milliseconds limit)
    {
        m_deadline.expires_after(limit);
        m_deadline.async_wait([self = this->shared_from_this()](error_code error) {
            if (!error && Steady::now() >= self->m_deadline.expiry())
                self->late();
        });
    }
    void late()
    {
        if (m_phase == Phase::Header || m_phase == Phase::Body)
            refuse(408, QStringLiteral("The request did not arrive in time."));
        else
            close();
    }

    template <class Function>
    void secured(Function then)
    {
        if constexpr (IsTls) {
            setDeadline(m_state->limits.header);
            m_stream.async_handshake(asio::ssl::stream_base::server,
                                     [self = this->shared_from_this(), then](error_code error) {
                                         if (error)
                                             self->close();
                                         else
                                             then();
                                     });
        } else {
            then();
        }
    }

    void nextRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(static_cast<std::uint32_t>(m_state->limits.headerBytes));
        m_parser->body_limit(static_cast<std::uint64_t>(m_state->limits.bodyBytes));
        m_request = {};
        m_phase = Phase::Waiting;
        if (m_state->isStopping)
            return close();
        if (m_buffer.size() > 0)
            return take();
        setDeadline(m_state->limits.idle);
        read();
    }

    /// There is never more than one read under way. While a request is answered it tells when the client hangs up.
    void read()
    {
        if (m_isReading || m_phase == Phase::Closed)
            return;
        m_isReading = true;
        m_stream.async_read_some(asio::buffer(m_piece), [self = this->shared_from_this()](error_code error,
                                                                                          std::size_t size) {
            self->m_isReading = false;
            self->m_buffer.commit(asio::buffer_copy(self->m_buffer.prepare(size), asio::buffer(self->m_piece, size)));
            if (error)
                self->hungUp();
            else
                self->take();
        });
    }

    void hungUp()
    {
        // Also a client that closes its side alone counts as gone: no client of an API does that. One that left with its
        // answer was served; whether it has all of it is told by the end of the sending.
        if (m_phase != Phase::Answering || !m_isSending)
            return close();
        m_isHungUp = true;
        m_lost = m_number;
        m_cancel.cancel();
    }

    void take()
    {
        switch (m_phase) {
        case Phase::Waiting:
            m_begun = Steady::now();
            m_phase = Phase::Header;
            setDeadline(m_state->limits.header);
            [[fallthrough]];
        case Phase::Header:
        case Phase::Body:
            return parse();
        case Phase::Answering:
            if (m_buffer.size() < MostPipelined)
                read();
            return;
        case Phase::Leaving:
            m_buffer.consume(m_buffer.size());
            return read();
        case Phase::Closed:
            return;
        }
    }

    void parse()
    {
        error_code error;
        m_parser->eager(m_phase == Phase::Body);
        m_buffer.consume(m_parser->put(m_buffer.data(), error));
        if (error && error != http::error::need_more)
            return refuseBroken(error);
        if (m_phase == Phase::Header && m_parser->is_header_done()) {
            if (!takeHeader())
                return;
            m_phase = Phase::Body;
            const auto length = static_cast<qint64>(m_parser->content_length().value_or(0));
            setDeadline(transferLimit(length));
            if (!m_parser->is_done())
                return m_buffer.size() > 0 ? parse() : read();
        }
        if (!m_parser->is_done())
            return read();
        const auto &body = m_parser->get().body();
        m_request.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
        m_parser->get().body() = {};
        handle();
    }

    void refuseBroken(error_code error)
    {
        if (error == http::error::body_limit)
            return refuse(413, QStringLiteral("The body is larger than %1 bytes.").arg(m_state->limits.bodyBytes));
        if (error == http::error::header_limit)
            return refuse(431, QStringLiteral("The header is larger than %1 bytes.").arg(m_state->limits.headerBytes));
        refuse(400, QStringLiteral("The request is not HTTP/1.1 as it should be."));
    }

    /// False if the request is answered already.
    [[nodiscard]] bool takeHeader()
    {
        const auto fault = readHead(m_parser->get(), m_request);
        m_isKeptAlive = m_parser->get().keep_alive();
        m_isVersion10 = m_parser->get().version() < 11;
        m_request.peer = m_peer;
        m_request.isSecure = IsTls;
        m_cancel = CancellationSource();
        m_request.cancel = m_cancel.token();
        m_hasRequest = true;
        if (!fault.isEmpty()) {
            refuse(400, fault);
            return false;
        }
        if (auto refusal = m_state->handler.admit ? m_state->handler.admit(m_request) : std::nullopt) {
            leaveWith(*std::move(refusal));
            return false;
        }
        if (m_request.header("Expect").compare("100-continue", Qt::CaseInsensitive) == 0 && !m_parser->is_done()) {
            m_outgoing.push_back({"HTTP/1.1 100 Continue\r\n\r\n", {}, false, true});
            sendNext();
        }
        return true;
    }

    void handle()
    {
        m_phase = Phase::Answering;
        m_hasBegun = false;
        m_status = 0;
        m_sent = 0;
        m_unsent = 0;
        m_deadline.cancel();
        if (m_buffer.size() < MostPipelined)
            read();
        const ResponseWriter writer(std::make_shared<SessionChannel>(this->shared_from_this(), ++m_number));
        m_state->handler.handle(m_request, writer);
    }

    [[nodiscard]] bool isAnswering(quint64 number) const { return m_phase == Phase::Answering && m_number == number; }

    void answerMissing(quint64 number) override
    {
        if (isAnswering(number))
            answer(number, refusal(500, QStringLiteral("The request was given up.")), false);
    }

    void answer(quint64 number, ServerResponse response, bool isStreamed) override
    {
        if (!isAnswering(number) || m_hasBegun)
            return;
        m_hasBegun = true;
        m_status = response.status;
        m_isKeptAlive = m_isKeptAlive && !m_state->isStopping && !(isStreamed && m_isVersion10);
        m_isChunked = isStreamed && !m_isVersion10;
        m_hasBody = m_request.method != "HEAD" && response.status != 204 && response.status != 304;
        Outgoing out;
        response.headers += m_state->headers;
        out.head = headText(response, {m_request.id, m_isKeptAlive, m_isVersion10, isStreamed, m_isChunked});
        out.isLast = !isStreamed;
        if (m_hasBody)
            out.body = std::move(response.body);
        if (isStreamed && m_hasBody && m_isChunked && !out.body.isEmpty())
            out.body = chunkOf(out.body);
        m_unsent += out.body.size();
        m_outgoing.push_back(std::move(out));
        sendNext();
    }

    void sendPiece(quint64 number, QByteArray piece, bool isLast) override
    {
        if (!isAnswering(number) || !m_hasBegun)
            return;
        const auto size = piece.size();
        Outgoing out;
        out.isLast = isLast;
        if (m_hasBody)
            out.body = !m_isChunked ? std::move(piece) : isLast ? QByteArray("0\r\n\r\n") : chunkOf(piece);
        m_unsent += out.body.size() - size;
        m_outgoing.push_back(std::move(out));
        sendNext();
    }

    [[nodiscard]] std::chrono::milliseconds transferLimit(qint64 bytes) const
    {
        return m_state->limits.transfer
               + std::chrono::milliseconds(1'000 * bytes / std::max<qint64>(m_state->limits.bytesPerSecond, 1));
    }

    void sendNext()
    {
        if (m_isSending || m_outgoing.empty() || m_phase == Phase::Closed)
            return;
        m_isSending = true;
        const auto &out = m_outgoing.front();
        setDeadline(transferLimit(out.body.size()));
        const std::array<asio::const_buffer, 2> buffers{
            asio::buffer(out.head), asio::buffer(out.body.constData(), static_cast<std::size_t>(out.body.size()))};
        asio::async_write(m_stream, buffers, [self = this->shared_from_this()](error_code error, std::size_t) {
            self->m_isSending = false;
            if (error)
                return self->close();
            self->sent();
        });
    }

    void sent()
    {
        const auto out = std::move(m_outgoing.front());
        m_outgoing.pop_front();
        m_sent += out.body.size();
        m_unsent -= out.body.size();
        if (out.isInterim) {
            if (m_phase == Phase::Body)
                setDeadline(transferLimit(m_state->limits.bodyBytes));
            return sendNext();
        }
        if (!out.isLast) {
            if (m_isHungUp)
                return close();
            m_deadline.cancel(); // the next piece may take its time
            return sendNext();
        }
        m_lost = m_number;
        report(m_status);
        if (m_isHungUp)
            return close();
        if (m_phase == Phase::Leaving)
            return leave();
        if (!m_isKeptAlive)
            return shutDown();
        nextRequest();
    }

    [[nodiscard]] ServerResponse refusal(int status, const QString &detail) const
    {
        if (m_state->handler.refuse)
            return m_state->handler.refuse(status, detail);
        ServerResponse response;
        response.status = status;
        response.with("Content-Type", "text/plain; charset=utf-8");
        response.body = detail.toUtf8();
        return response;
    }
    void refuse(int status, const QString &detail) { leaveWith(refusal(status, detail)); }

    /// Answers before the request was read to its end: the connection can't be used again.
    void leaveWith(ServerResponse response)
    {
        if (m_phase == Phase::Leaving || m_phase == Phase::Closed)
            return;
        m_phase = Phase::Leaving;
        m_isKeptAlive = false;
        m_status = response.status;
        m_sent = 0;
        Outgoing out;
        response.headers += m_state->headers;
        out.head = headText(response, {m_request.id, false, m_isVersion10, false, false});
        out.isLast = true;
        if (m_request.method != "HEAD")
            out.body = std::move(response.body);
        m_outgoing.push_back(std::move(out));
        sendNext();
    }

    /// A client that still sends would be told of a reset and lose the answer: its bytes are taken for a while.
    void leave()
    {
        error_code ignored;
        socket().shutdown(tcp::socket::shutdown_send, ignored);
        setDeadline(Linger);
        read();
    }

    void shutDown()
    {
        if constexpr (IsTls) {
            setDeadline(Linger);
            m_stream.async_shutdown([self = this->shared_from_this()](error_code) { self->close(); });
        } else {
            error_code ignored;
            socket().shutdown(tcp::socket::shutdown_send, ignored);
            close();
        }
    }

    void report(int status)
    {
        if (!std::exchange(m_hasRequest, false) || !m_state->handler.done)
            return;
        m_state->handler.done({m_request, status, m_sent, Steady::now() - m_begun});
    }

    void close()
    {
        if (m_phase == Phase::Closed)
            return;
        m_phase = Phase::Closed;
        m_lost = m_number;
        m_cancel.cancel();
        constexpr int ClientClosedRequest = 499;
        report(ClientClosedRequest);
        m_deadline.cancel();
        error_code ignored;
        socket().close(ignored);
    }

    std::shared_ptr<ServerState> m_state;
    Stream m_stream;
    asio::steady_timer m_deadline;
    std::array<char, PieceSize> m_piece; ///< read into; m_buffer moves its bytes while a read is under way
    boost::beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    QByteArray m_peer;
    Phase m_phase = Phase::Waiting;
    bool m_isReading = false;

    ServerRequest m_request; ///< under way
    CancellationSource m_cancel;
    Steady::time_point m_begun;
    bool m_hasRequest = false; ///< its header was read, its end not reported yet
    bool m_isKeptAlive = false;
    bool m_isVersion10 = false;

    quint64 m_number = 0;           ///< of the request that is answered
    std::atomic<quint64> m_lost{0}; ///< requests up to this one have nobody who listens
    std::atomic<qint64> m_unsent{0};
    bool m_hasBegun = false;
    bool m_isChunked = false;
    bool m_hasBody = true;
    int m_status = 0;
    qint64 m_sent = 0;
    bool m_isSending = false;
    bool m_isHungUp = false; ///< while an answer was sent
    std::deque<Outgoing> m_outgoing;
};

} // namespace

std::shared_ptr<HttpSession> makeSession(tcp::socket socket, asio::ssl::context *tls,
                                         const std::shared_ptr<ServerState> &state)
{
    if (tls)
        return std::make_shared<Session<asio::ssl::stream<tcp::socket>>>(state, std::move(socket), *tls);
    return std::make_shared<Session<tcp::socket>>(state, std::move(socket));
}

} // namespace consultantos

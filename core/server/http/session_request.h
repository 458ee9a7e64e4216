// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/server_message.h"

#include <utility>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string>

namespace consultantos {

/// What a session makes of Beast's messages, and the text of answers. Pure functions.

/// Method, target, headers and id of a request. What is wrong with it, for the client; empty if nothing is.
[[nodiscard]] QString readHead(const boost::beast::http::request<boost::beast::http::string_body> &message,
                               ServerRequest &request);

struct AnswerFraming {
    QByteArray requestId;
    bool isKeptAlive = false;
    bool isVersion10 = false;
    bool isStreamed = false; ///< of unknown length
    bool isChunked = false;
};

/// Status line and headers to the empty line.
[[nodiscard]] std::string headText(const ServerResponse &response, const AnswerFraming &framing);
/// A piece of a body in chunks; not empty, which would end it.
[[nodiscard]] QByteArray chunkOf(const QByteArray &piece);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/session_channel.h"

namespace consultantos {

SessionChannel::SessionChannel(std::shared_ptr<AnsweringSession> session, quint64 number)
    : m_session(std::move(session))
    , m_number(number)
{
}

SessionChannel::~SessionChannel()
{
    if (!m_isAnswered)
        m_session->onStrand([session = m_session, number = m_number] { session->answerMissing(number); });
}

void SessionChannel::answer(ServerResponse response, bool isStreamed)
{
    if (m_isAnswered.exchange(true))
        return;
    m_session->onStrand([session = m_session, number = m_number, response = std::move(response), isStreamed]() mutable {
        session->answer(number, std::move(response), isStreamed);
    });
}

void SessionChannel::send(ServerResponse response)
{
    answer(std::move(response), false);
}

void SessionChannel::begin(ServerResponse head)
{
    answer(std::move(head), true);
}

bool SessionChannel::write(QByteArray piece)
{
    if (m_session->isLost(m_number))
        return false;
    if (m_session->isTooSlow(piece.size())) {
        m_session->abort();
        return false;
    }
    m_session->onStrand([session = m_session, number = m_number, piece = std::move(piece)]() mutable {
        session->sendPiece(number, std::move(piece), false);
    });
    return true;
}

void SessionChannel::end()
{
    m_session->onStrand([session = m_session, number = m_number] { session->sendPiece(number, {}, true); });
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/job.h"
#include "model/progress.h"

#include <QByteArray>

namespace consultantos {

/// How a change of an agent goes from a worker to who watches.
[[nodiscard]] QByteArray toBytes(const AgentEvent &event);
[[nodiscard]] AgentEvent agentEventFromBytes(const QByteArray &bytes);

/// How a job ended: its state, times, report and error; nothing of the request.
[[nodiscard]] QByteArray endToBytes(const Job &job);
/// Puts that into the job. False if it is no such end.
[[nodiscard]] bool takeEnd(Job &job, const QByteArray &bytes);

} // namespace consultantos

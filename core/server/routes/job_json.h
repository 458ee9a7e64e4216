// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/job.h"
#include "model/progress.h"

#include <QJsonObject>

namespace consultantos {

/// {job_id, status, created_at, started_at, finished_at, company, report_id, report_url, error}.
[[nodiscard]] QJsonObject toJson(const Job &job);
/// {agent, state, fraction, activity, elapsed_s}.
[[nodiscard]] QJsonObject toJson(const AgentEvent &event);

} // namespace consultantos

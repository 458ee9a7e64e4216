// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deployment/deployment_check.h"

#include <QByteArray>

namespace consultantos {

/// {"passed", "counts": {state: number}, "sections": [{"id", "title", "items": [{"id", "title", "state", "found", "advice"}]}]};
/// states are passed, failed, not_applicable and by_hand.
[[nodiscard]] QByteArray deploymentJson(const DeploymentCheck &check);
/// A table a section, what to do on a line of its own, and the count.
[[nodiscard]] QByteArray deploymentText(const DeploymentCheck &check);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/privacy/preview_model.h"
#include "model/model_call.h"

#include <QList>

namespace consultantos::test {

/// Calls of two days for a report, the newest last: some answered by the cache, one of unknown price.
[[nodiscard]] QList<ModelCall> sampleCalls(const QDateTime &until, const QString &reportId);
/// What an analysis with two agents asks: already redacted; the second one's reply is kept.
[[nodiscard]] QList<OutgoingPrompt> samplePrompts();

} // namespace consultantos::test

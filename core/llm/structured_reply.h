// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/llm_types.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>

namespace consultantos {

/// The JSON objects of a model's text, in their order: of the whole text, of fenced blocks, or standing among other text;
/// thoughts are left out. Only complete, well-formed ones; an object within another one is a part of it.
[[nodiscard]] QList<QJsonObject> jsonObjectsIn(const QString &text);

/// The one object of the text that satisfies the schema. Malformed if there is none, or if there are several different
/// ones; the detail names the fault in English for the model.
[[nodiscard]] Result<QJsonObject> readStructured(const QString &text, const QJsonObject &schema);

/// The words for a model that can't be held to a schema by its server.
[[nodiscard]] QString schemaInstructions(const QJsonObject &schema);

/// Asks with a schema and sees to it that `json` of the reply is valid. A reply that isn't is sent back once, with its
/// fault named; `usage` is then of both calls. Of a reply that was cut off by its length what is whole is taken, if it
/// satisfies the schema; `finish` then says so, and its last text may be cut. Each call goes through `ask`, so that limits and money count it.
///
/// Errors: those of `ask`; Malformed if the second reply won't do either, or the reply was cut off before anything of it was whole; Denied
/// if the model refused. The caller then goes on without the model, and says so.
using AskModel = std::function<Result<LlmReply>(const LlmRequest &request)>;
[[nodiscard]] Result<LlmReply> completeStructured(const LlmRequest &request, const AskModel &ask);

} // namespace consultantos

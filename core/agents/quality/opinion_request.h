// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_types.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What a model says against a statement.
struct Objection {
    QString statement; ///< its id
    QString kind;      ///< "unsupported" or "contradictory"
    QString against;   ///< of a contradiction: the id of another statement, or the name of a piece of evidence
    QString reason;
};

/// The request for a second opinion on what `evidence` shows. Temperature 0, seed set, replies held to a schema.
[[nodiscard]] LlmRequest opinionRequest(const QString &evidence);
/// Of a reply that satisfies the schema.
[[nodiscard]] QList<Objection> objectionsOf(const QJsonObject &reply);

} // namespace consultantos

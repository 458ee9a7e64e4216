// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/wording/wording_check.h"
#include "llm/llm_types.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Version of instructions, schema and checks: part of every key of what a model wrote.
inline constexpr int WritingVersion = 2;

/// A part to which a model may add statements.
struct WritingSection {
    QString id;
    QString title;
};

/// What was wrong with a statement.
struct RefusedSentence {
    ProposedSentence sentence;
    QStringList faults;
};

/// The request for wording within a skeleton. Temperature 0, seed set, replies held to a schema.
[[nodiscard]] LlmRequest writingRequest(const QString &title, const QString &evidence,
                                        const QList<WritingSection> &sections);
/// The same again, with what was wrong with some of the statements; asks for these alone.
[[nodiscard]] LlmRequest correctionRequest(const LlmRequest &first, const QList<RefusedSentence> &refused);
/// The statements of a reply that satisfies the schema; at most MostStatements of them.
inline constexpr int MostStatements = 40;
[[nodiscard]] QList<ProposedSentence> proposedSentences(const QJsonObject &reply);

/// The request for one statement in other words, of a model that can't be asked for more: short, and the same up to the
/// statement itself, which a server that keeps what it read before reads once.
[[nodiscard]] LlmRequest sentenceRequest(const QString &statement);
/// The same again, with what was wrong with the sentence.
[[nodiscard]] LlmRequest sentenceCorrection(const LlmRequest &first, const RefusedSentence &refused);
/// The sentence of either's reply: as many sentences as `statement` has, and none that was cut off, as the last one of a
/// reply that `isCut` is. A model that doesn't come to an end has often done what it was asked for before. A full stop that
/// is missing is put.
[[nodiscard]] QString proposedSentence(const QJsonObject &reply, const QString &statement, bool isCut);

} // namespace consultantos

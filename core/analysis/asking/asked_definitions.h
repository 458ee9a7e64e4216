// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A definition that a question brings along: "DPO is defined as: 365 * …".
struct GivenDefinition {
    QString name;               ///< as written; empty where it defines what is asked for ("…, defined as A / B")
    QList<QStringList> phrases; ///< what it may be called, folded
    QList<QuestionToken> body;
};

/// A question apart from its definitions.
struct SplitQuestion {
    QList<QuestionToken> rest;
    QList<GivenDefinition> definitions;
};

/// Takes out "X is defined as: …", "define X as …", "X is calculated as …", "X = …", "where X is …", "X equals …" and
/// "(defined as …)". A definition ends with its sentence, at a comma that begins another clause, or where another one
/// begins. Pure.
[[nodiscard]] SplitQuestion splitDefinitions(const QList<QuestionToken> &tokens);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A question with what it may be answered from. Everything else empty: from all that is stored.
struct QuestionScope {
    QString question;
    QString company;       ///< name, ticker or CIK; empty: the one that the question names
    QStringList documents; ///< ids of stored documents: answer from these alone

    bool operator==(const QuestionScope &) const = default;
};

enum class AnswerKind {
    Figure,        ///< a number, or a yes or no that rests on numbers
    Text,          ///< passages, quoted
    NotAnswerable, ///< `explanation` says why, `wouldHelp` what document would settle it
};

/// The answer to a question. A value type.
struct Answer {
    AnswerKind kind = AnswerKind::NotAnswerable;
    QString question;
    QString answer; ///< what was asked for, rounded as asked: "USD 1,577 million", "30.8 %", "Yes: …"; a quotation
    std::optional<double> value; ///< of a figure, in `unit`, not rounded
    QString unit;                ///< "USD millions", "percent", "days", "ratio", …; empty without a value
    QString period;              ///< "FY2018", "FY2017 to FY2019"; empty without a value
    QString formula;             ///< over names that the computation's bindings explain; empty for a reported fact
    QString explanation;         ///< how it was understood and what was assumed, or why there is no answer
    QString wouldHelp;           ///< empty where there is an answer
    QStringList
        refs; ///< ids of the fact, computation or passages that the answer is; the evidence holds what they rest on
    EvidenceBook evidence;

    bool operator==(const Answer &) const = default;
};

/// "figure", "text", "not_answerable"
[[nodiscard]] QString answerKindName(AnswerKind kind);
/// {kind, question, answer, value, unit, period, formula, explanation, would_help, refs[], evidence[…]}: each entry of
/// evidence has its `type` (fact, computation, passage), what the answer is itself first; facts and passages of a
/// document have `document` and `page` at top level.
[[nodiscard]] QJsonObject toJson(const Answer &answer);

} // namespace consultantos

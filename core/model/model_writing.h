// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/framework.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A statement of a model that isn't in the report. Its text isn't kept: it is not known to be true.
struct StruckStatement {
    QString place;  ///< id of the statement that it was to replace, or of the part that it was for
    QString reason; ///< in English, as the model was told

    bool operator==(const StruckStatement &) const = default;
};

/// What an agent asked of a language model, and what became of the reply.
struct ModelUse {
    QString provider; ///< "gemini", "openai", …
    QString model;    ///< as the provider names it
    int calls = 0;    ///< replies that were used; of them `fromCache` came from the cache of replies
    int fromCache = 0;
    std::optional<qint64> inputTokens = 0;  ///< with those of the provider's prompt cache; empty: it didn't say
    std::optional<qint64> outputTokens = 0; ///< with those of reasoning
    std::optional<qint64> cost = 0;         ///< micro-units of `currency`; empty: no price is known
    QString currency;                       ///< empty: no price is known, or nothing was spent
    int kept = 0;                           ///< statements that are in the report
    int struck = 0;                         ///< statements that failed a check and aren't
    int unchanged = 0;                      ///< statements that came back in the engine's own words
    int left = 0;                           ///< statements that there was no time to ask about
    QList<StruckStatement> reasons;         ///< of `struck`, in their order
    QString failure;                        ///< why the model's part is missing; empty if it isn't
    QStringList entries{}; ///< names of the replies in the cache that it is made of: what "wrong" forgets

    [[nodiscard]] std::optional<qint64> tokens() const;
    bool operator==(const ModelUse &) const = default;
};

/// An entry that a model adds to a section of a framework, or to a list of the summary.
struct ModelAddition {
    QString section; ///< id of the section; of the summary "supports", "risks" or "next_steps"
    FrameworkItem item;

    bool operator==(const ModelAddition &) const = default;
};

/// What a model wrote on one agent's output, as far as it passed all checks. It lies over the output of the built-in
/// engine, which stays as it is: what other agents read holds nothing of a model.
struct ModelWriting {
    ModelUse use;
    QList<Claim> reworded; ///< grade Model, each under the id of the claim whose wording it replaces
    QList<ModelAddition> additions;
    EvidenceBook evidence; ///< what they cite beyond the evidence of the output
    QStringList limits;    ///< for the report: what was struck, what failed

    bool operator==(const ModelWriting &) const = default;
};

/// Puts the wording over the engine's result.
[[nodiscard]] FrameworkResult withWriting(FrameworkResult result, const ModelWriting &writing);

[[nodiscard]] QJsonObject toJson(const ModelUse &use);
[[nodiscard]] ModelUse modelUseFromJson(const QJsonObject &object);

} // namespace consultantos

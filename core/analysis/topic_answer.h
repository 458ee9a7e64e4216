// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// A ratio and the topic of the question that it answers; the topic is empty for one that only tells the overall
/// position.
struct AnsweringRatio {
    QString topic;
    QString ratioId;
};

/// The ratios that answer a question, by its topics in order: of each topic the most telling that the company has, then
/// the next; each family of ratios once. After them profitability, growth and cash, which tell the overall position.
[[nodiscard]] QList<AnsweringRatio> answeringRatios(const Workbench &bench, int limit);

/// The verdict on the question: where the company stands on its first topic, which way that moves and what it is held
/// against. Empty where none of the topic's ratios can be had.
[[nodiscard]] std::optional<Claim> topicVerdict(Workbench &bench, const QString &claimId);

/// One support: a ratio's level, its change and its gap to the reference in one sentence.
[[nodiscard]] std::optional<Claim> ratioFinding(Workbench &bench, const QString &ratioId, const QString &claimId);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/model/answer_count.h"

namespace consultantos {

void countAnswer(ModelUse &use, const LlmAnswer &answer)
{
    ++use.calls;
    if (const auto entry = QString::fromLatin1(answer.entry); !entry.isEmpty() && !use.entries.contains(entry))
        use.entries.append(entry);
    if (answer.origin != LlmOrigin::Provider) {
        ++use.fromCache;
        return;
    }
    const auto &usage = answer.reply.usage;
    const auto add = [](std::optional<qint64> &sum, const std::optional<qint64> &part) {
        sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
    };
    add(use.inputTokens, usage ? std::optional(usage->input + usage->cachedInput + usage->cacheWrite) : std::nullopt);
    add(use.outputTokens, usage ? std::optional(usage->output + usage->reasoning) : std::nullopt);
    add(use.cost, answer.cost);
    if (!answer.currency.isEmpty())
        use.currency = answer.currency;
}

} // namespace consultantos

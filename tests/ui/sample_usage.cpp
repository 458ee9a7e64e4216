// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_usage.h"

namespace consultantos::test {

QList<ModelCall> sampleCalls(const QDateTime &until, const QString &reportId)
{
    struct Line {
        const char *agent;
        const char *model;
        int hoursBefore;
        qint64 input;
        qint64 output;
        std::optional<qint64> cost;
        bool isHit;
    };
    const Line lines[] = {{"porter", "gpt-4o", 30, 5'230, 812, 21'195, false},
                          {"swot", "gpt-4o", 29, 4'870, 1'004, 22'215, false},
                          {"synthesis", "gpt-4o", 29, 7'410, 1'630, 34'825, false},
                          {"porter", "gpt-4o", 3, 5'230, 812, 0, true},
                          {"pestel", "gpt-4o-mini", 2, 3'990, 770, 1'061, false},
                          {"conversation", "own-model", 1, 1'250, 210, std::nullopt, false}};
    QList<ModelCall> calls;
    for (const auto &line : lines) {
        ModelCall call;
        call.id = QStringLiteral("call %1").arg(calls.size());
        call.when = until.addSecs(-3600LL * line.hoursBefore);
        call.provider = QStringLiteral("openai");
        call.model = QLatin1String(line.model);
        call.agent = QLatin1String(line.agent);
        call.reportId = reportId;
        call.input = line.isHit ? 0 : line.input;
        call.output = line.isHit ? 0 : line.output;
        call.cost = line.cost;
        if (line.cost)
            call.currency = QStringLiteral("USD");
        call.isFromCache = line.isHit;
        if (line.isHit)
            call.saved = 21'195;
        call.duration = std::chrono::milliseconds(line.isHit ? 3 : 2'800);
        calls.append(call);
    }
    return calls;
}

QList<OutgoingPrompt> samplePrompts()
{
    OutgoingPrompt porter;
    porter.agent = QStringLiteral("porter");
    porter.system = QStringLiteral("You word findings of an analysis. Use nothing but the numbered evidence.");
    porter.messages = {
        {LlmRole::User,
         QStringLiteral("Evidence\nF1  Revenues of Company 1, 2023: 96,773 million USD\nF2  Gross margin of "
                        "Company 1, 2023: 18.2 %\nP1  \"We compete on price with Company 2.\"\n\nFindings\n"
                        "1. Rivalry is strong: the gross margin fell by 7.4 percentage points.")}};
    porter.estimate.inputTokens = 1'850;
    porter.estimate.maxOutputTokens = 2'048;
    porter.estimate.currency = QStringLiteral("USD");
    porter.estimate.expectedOutputTokens = 512;
    porter.estimate.least = 9'745;
    porter.estimate.worstCase = 25'105;
    auto synthesis = porter;
    synthesis.agent = QStringLiteral("synthesis");
    synthesis.messages[0].text += QStringLiteral("\n2. Buyers are weak.");
    synthesis.estimate.inputTokens = 2'400;
    synthesis.estimate.isKept = true;
    return {porter, synthesis};
}

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "rule_texts.h"

namespace consultantos::test {

QByteArray healthRuleFile(const QByteArray &figures)
{
    return "{\n\"relative\": {\"strong_percentile\": 0.75, \"weak_percentile\": 0.25, \"distance\": 1, \"source\": "
           "\"ours\"},\n\"figures\": [\n"
           + figures + "\n]}\n";
}

QByteArray relativeRule(const QByteArray &figure)
{
    return "{\"figure\": \"" + figure + "\", \"by\": \"relative\"}";
}

QByteArray thresholdRule()
{
    return R"({"figure": "current_ratio", "by": "thresholds", "strong": {"at_least": 2}, "weak": {"below": 1}, "source": "a book"})";
}

QByteArray rangeRule()
{
    return R"({"figure": "roic", "by": "range", "low": "wacc", "high": "cost_of_equity", "source": "averages"})";
}

QList<FaultyRule> faultyRules()
{
    const auto file = [](const char *entry) { return healthRuleFile(QByteArray(entry)); };
    return {
        {"no JSON", "{\n\"relative\": {,", "line 2"},
        {"no relative", "{\"figures\": []}", "relative"},
        {"percentiles the wrong way round",
         R"({"relative": {"strong_percentile": 0.2, "weak_percentile": 0.8, "distance": 1, "source": "x"}, "figures": []})",
         "line 1"},
        {"an unknown figure", file(R"({"figure": "mood", "by": "relative"})"), "line 4"},
        {"a figure twice", healthRuleFile(relativeRule("roic") + ",\n" + relativeRule("roic")), "line 5"},
        {"an unknown way", file(R"({"figure": "roic", "by": "feeling"})"), "feeling"},
        {"a threshold without a number", file(R"({"figure": "roic", "by": "thresholds", "strong": {"above": "much"},
            "weak": {"below": 1}, "source": "x"})"),
         "line 4"},
        {"a threshold with two bounds", file(R"({"figure": "roic", "by": "thresholds",
            "strong": {"above": 1, "below": 3}, "weak": {"below": 1}, "source": "x"})"),
         "line 5"},
        {"no weak bound", file(R"({"figure": "roic", "by": "thresholds", "strong": {"above": 1}, "source": "x"})"),
         "weak"},
        {"thresholds without a source",
         file(R"({"figure": "roic", "by": "thresholds", "strong": {"above": 1}, "weak": {"below": 1}})"), "source"},
        {"a misspelt name", file(R"({"figure": "roic", "by": "relative", "sorce": "x"})"), "sorce"},
        {"no reason", file(R"({"figure": "roic", "by": "nothing"})"), "because"},
    };
}

} // namespace consultantos::test

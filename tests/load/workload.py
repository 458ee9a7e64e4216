# SPDX-License-Identifier: GPL-3.0-or-later
"""What the load consists of: companies, frameworks and questions, and the reference's scenarios with its figures."""
import dataclasses

COMPANIES = ["Tesla", "Ford", "Apple", "Microsoft", "Chevron", "Walmart", "Boeing", "Intel", "Nike", "Visa", "Netflix", "Adobe",
             "Costco", "NVIDIA", "Meta"]
#: A company is chosen with a probability of one over its place: some are asked for again and again.
COMPANY_CHANCES = [1 / (place + 1) for place in range(len(COMPANIES))]
FRAMEWORKS = [["porter", "swot", "pestel", "blue_ocean"], ["porter"], ["swot"], ["porter", "swot", "pestel"]]
FRAMEWORK_CHANCES = [6, 2, 1, 1]
QUESTIONS = ["What was {}'s revenue in FY2023?", "What was {}'s gross margin in FY2022 in percent?",
             "How did {}'s operating income change from FY2021 to FY2022?"]


@dataclasses.dataclass(frozen=True)
class Scenario:
    users: int
    spawn_rate: int  # users a second
    seconds: int
    analyze: int  # share of analyses, in percent
    chat: int
    #: What the reference published: requests/s, P50, P95 and P99 in milliseconds, failures in percent.
    published: dict


SCENARIOS = {
    "normal": Scenario(100, 10, 300, 60, 25, {"requests/s": 41.5, "P50": 1250, "P95": 3100, "P99": 5400, "failures": 0.18}),
    "burst": Scenario(500, 50, 120, 90, 5, {"requests/s": 74.2, "P50": 2800, "P95": 8200, "P99": 12100, "failures": 1.6}),
    "sustained": Scenario(50, 50, 1800, 60, 25, {}),
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference's load: analyses, questions and, once they are there, forecasts, mixed by scenario. run_load.py runs it.

CONSULTANTOS_LOAD names the scenario, CONSULTANTOS_TOKEN holds the server's token, CONSULTANTOS_LOAD_FIGURES says where the
figures go as JSON when all is answered."""
import json
import os
import random
import sys

from locust import FastHttpUser, between, events, task

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import workload  # noqa: E402

SCENARIO = workload.SCENARIOS[os.environ.get("CONSULTANTOS_LOAD", "normal")]


@events.quitting.add_listener
def write_figures(environment, **_):
    """Locust's own tables are written before the last answers came."""
    path = os.environ.get("CONSULTANTOS_LOAD_FIGURES")
    if not path:
        return
    figures = {}
    for entry in [environment.stats.total, *environment.stats.entries.values()]:
        figures[entry.name] = {
            "requests": entry.num_requests, "requests/s": entry.total_rps,
            "failures": 100 * entry.num_failures / max(entry.num_requests, 1),
            **{f"P{part}": entry.get_response_time_percentile(part / 100) for part in (50, 95, 99)}}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(figures, file)


class Client(FastHttpUser):
    wait_time = between(1, 3)

    def on_start(self):
        self.headers = {"Accept-Encoding": "gzip"}
        if token := os.environ.get("CONSULTANTOS_TOKEN", ""):
            self.headers["Authorization"] = "Bearer " + token

    def company(self):
        return random.choices(workload.COMPANIES, workload.COMPANY_CHANCES)[0]

    @task(SCENARIO.analyze)
    def analyze(self):
        frameworks = random.choices(workload.FRAMEWORKS, workload.FRAMEWORK_CHANCES)[0]
        body = {"company": self.company(), "frameworks": frameworks}
        with self.client.post("/analyze", json=body, headers=self.headers, catch_response=True) as answer:
            if answer.status_code == 200 and answer.json()["status"] != "completed":
                answer.failure("partial")

    @task(SCENARIO.chat)
    def chat(self):
        question = random.choice(workload.QUESTIONS).format(self.company())
        self.client.post("/conversational/chat", json={"query": question}, headers=self.headers)

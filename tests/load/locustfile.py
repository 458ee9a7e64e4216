# SPDX-License-Identifier: GPL-3.0-or-later
"""The reference's load: analyses, questions and, once they are there, forecasts, mixed by scenario.

CONSULTANTOS_LOAD names the scenario: normal (60/25/15), burst (90/5/5) or sustained (60/25/15)."""
import os
import random

from locust import HttpUser, between, task

COMPANIES = ["Tesla", "Ford", "Apple", "Microsoft", "Chevron", "Walmart", "Boeing", "Intel", "Nike", "Visa", "Netflix", "Adobe",
             "Costco", "NVIDIA", "Meta"]
FRAMEWORKS = [["porter", "swot", "pestel", "blue_ocean"], ["porter"], ["swot"], ["porter", "swot", "pestel"]]
QUESTIONS = ["What was {}'s revenue in FY2023?", "What was {}'s gross margin in FY2022 in percent?",
             "How did {}'s operating income change from FY2021 to FY2022?"]
WEIGHTS = {"normal": (60, 25), "burst": (90, 5), "sustained": (60, 25)}[os.environ.get("CONSULTANTOS_LOAD", "normal")]
#: A company is chosen with a probability of one over its place: some are asked for again and again.
CHANCES = [1 / (place + 1) for place in range(len(COMPANIES))]


class Client(HttpUser):
    wait_time = between(1, 3)

    def on_start(self):
        token = os.environ.get("CONSULTANTOS_TOKEN", "")
        if token:
            self.client.headers["Authorization"] = "Bearer " + token
        self.client.headers["Accept-Encoding"] = "gzip"

    def company(self):
        return random.choices(COMPANIES, CHANCES)[0]

    @task(WEIGHTS[0])
    def analyze(self):
        body = {"company": self.company(), "frameworks": random.choices(FRAMEWORKS, (6, 2, 1, 1))[0]}
        with self.client.post("/analyze", json=body, catch_response=True) as answer:
            if answer.status_code == 200 and answer.json()["status"] != "completed":
                answer.failure("partial")

    @task(WEIGHTS[1])
    def chat(self):
        company = self.company()
        self.client.post("/conversational/chat", json={"query": random.choice(QUESTIONS).format(company)})

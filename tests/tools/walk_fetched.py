# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds evidence that came from the network against the very answers of the servers, kept as files of one folder."""
import json
import os
import re

TOLERANCE = 1e-9


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


class Fetched:
    def __init__(self, folder):
        self.texts, self.numbers = set(), []
        for name in sorted(os.listdir(folder)) if folder else []:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                self.take(file.read())

    def take(self, content):
        try:
            self.take_json(json.loads(content))
        except ValueError:
            self.texts.update(squeezed(part) for part in re.split(r"<[^>]*>", content))

    def take_json(self, value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for part in value:
                self.take_json(part)
        elif isinstance(value, str):
            self.texts.add(squeezed(value))
            if re.fullmatch(r"-?\d+(\.\d+)?", value):
                self.numbers.append(float(value))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            self.numbers.append(float(value))

    @staticmethod
    def is_online(passage):
        return passage["id"].startswith("p/online-")

    def check_passage(self, passage, sources):
        """What is wrong with a passage of a page or of the news."""
        source = next((s for s in sources if passage["id"] in s["evidence"]), None)
        if source is None or source["kind"] != "online" or not source.get("address") or not source.get("retrieved"):
            return ["no source says from which address and when"]
        return [] if squeezed(passage["text"]) in self.texts else ["no server's answer holds it"]

    def check_fact(self, fact, sources):
        """What is wrong with a price or an indicator."""
        source = next((s for s in sources if fact["id"] in s["evidence"]), None)
        if source is None or not source.get("address") or not source.get("retrieved"):
            return ["no source says from which address and when"]
        told = fact["value"] * (100 if fact["taxonomy"] == "anchor" else 1)  # indicators come in per cent
        known = any(abs(number - told) <= TOLERANCE * max(abs(number), 1) for number in self.numbers)
        return [] if known else [f"{told!r} stands in no server's answer"]

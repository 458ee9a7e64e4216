#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes resources/llm_prices.json from the data file of the genai-prices project.

make_llm_prices.py DATA.json DATE OUTPUT

DATA.json is genai-prices' prices/data.json (https://github.com/pydantic/genai-prices, MIT). Only facts are taken: the
models' names and what a million tokens of each kind cost in USD, as whole millionths of a dollar. DATE (ISO) is the day
for which prices are taken where they changed. A price that isn't told is null: unknown, and never nothing.

Where a price rises with the length of the prompt, the highest one is taken, and where it depends on the time of day, the
dearer one: a budget must hold in any case. The file says so of each such model ("upper_bound": true).
"""

import datetime
import decimal
import json
import sys

# Providers of ours, and what the source calls them.
PROVIDERS = {"anthropic": "anthropic", "azure": "azure", "deepseek": "deepseek", "google": "gemini", "groq": "groq",
             "mistral": "mistral", "openai": "openai", "openrouter": "openrouter"}
KINDS = {"input": "input_mtok", "cached_input": "cache_read_mtok", "cache_write": "cache_write_mtok",
         "output": "output_mtok"}


def micro(price):
    """(micro-units or None, whether it is the highest of several)."""
    if price is None:
        return None, False
    tiers = price["tiers"] if isinstance(price, dict) else []
    base = price["base"] if isinstance(price, dict) else price
    highest = max([decimal.Decimal(str(base))] + [decimal.Decimal(str(tier["price"])) for tier in tiers])
    value = highest * 1_000_000
    return int(value.to_integral_value(rounding=decimal.ROUND_CEILING)), bool(tiers)


def valid_prices(prices, day):
    """The price sets that hold on the day: one, or several by the time of day."""
    if isinstance(prices, dict):
        return [prices]
    dated, timed = [], []
    for entry in prices:
        constraint = entry.get("constraint") or {}
        if "start_time" in constraint:
            timed.append(entry["prices"])
        elif datetime.date.fromisoformat(constraint.get("start_date", "0001-01-01")) <= day:
            dated.append((constraint.get("start_date", ""), entry["prices"]))
    newest = [max(dated, key=lambda one: one[0])[1]] if dated else []
    return newest + timed


def names_of(model):
    """The model's id and what else equals it by the source's rules; patterns are left out."""
    names = [model["id"]]

    def collect(rule):
        for key, value in rule.items():
            if key == "equals":
                names.append(value)
            elif key == "or":
                for one in value:
                    collect(one)

    collect(model["match"])
    return sorted(set(names))


def row_of(provider, name, price_sets):
    row = {"provider": provider, "model": name}
    is_upper = len(price_sets) > 1
    for kind, field in KINDS.items():
        found = [micro(prices.get(field)) for prices in price_sets]
        known = [value for value, _ in found if value is not None]
        row[kind] = max(known) if known else None
        is_upper = is_upper or any(has_tiers for _, has_tiers in found)
    if is_upper:
        row["upper_bound"] = True
    return row


def main():
    data_path, day, output = sys.argv[1:4]
    with open(data_path, encoding="utf-8") as file:
        data = json.load(file)
    rows = {}
    for provider in data:
        ours = PROVIDERS.get(provider["id"])
        for model in provider["models"] if ours else []:
            price_sets = valid_prices(model["prices"], datetime.date.fromisoformat(day))
            for name in names_of(model) if price_sets else []:
                row = row_of(ours, name, price_sets)
                if row["input"] is not None or row["output"] is not None:
                    rows.setdefault((ours, name), row)
    table = {
        "source": "genai-prices (https://github.com/pydantic/genai-prices), MIT licence; facts only, by "
                  "tools/make_llm_prices.py",
        "date": day,
        "currency": "USD",
        "unit": "millionths of a dollar per million tokens; null: unknown",
    }
    lines = [json.dumps(rows[key], ensure_ascii=False) for key in sorted(rows)]
    with open(output, "w", encoding="utf-8") as file:
        head = json.dumps(table, ensure_ascii=False, indent=1)[:-2]
        file.write(head + ',\n "models": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n")


if __name__ == "__main__":
    main()

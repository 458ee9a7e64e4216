// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario files of the tests: moc can't read raw literals with quotes within a test's own file.
#pragma once

#include <QByteArray>

/// Price and volume that move against each other, a constant tax rate, two axes, a line and an observable.
inline const QByteArray LaunchFile = R"json({
  "format": "consultantos-scenario",
  "version": 1,
  "title": "Launch",
  "drivers": [
    {"name": "price", "title": "Price", "unit": "USD", "observable": true,
     "distribution": {"kind": "triangular", "min": 8, "mode": 10, "max": 15}, "source": "Price list 2025"},
    {"name": "volume", "title": "Volume", "distribution": {"kind": "lognormal", "mean": 1000, "sd": 300}},
    {"name": "unit_cost", "distribution": {"kind": "pert", "min": 4, "mode": 6, "max": 9}},
    {"name": "fixed", "distribution": {"kind": "normal", "mean": 2500, "sd": 200, "min": 0}},
    {"name": "orders", "observable": true, "distribution": {"kind": "empirical", "values": [10, 20, 30, 40]}},
    {"name": "tax", "unit": "ratio", "distribution": 0.25}
  ],
  "formulas": [
    {"name": "profit", "title": "Profit", "unit": "USD", "formula": "before_tax - max(before_tax, 0) * tax"},
    {"name": "before_tax", "formula": "price * volume - unit_cost * volume - fixed"}
  ],
  "outputs": ["profit", "before_tax"],
  "correlations": [
    {"between": ["price", "volume"], "rank": -0.5},
    {"between": ["volume", "orders"], "rank": 0.8}
  ],
  "lines": [{"output": "profit", "value": 0, "title": "Break-even"}],
  "worlds": {"axes": [
    {"quantity": "price", "low": "cheap", "high": "dear"},
    {"quantity": "volume", "low": "niche", "high": "mass", "split": 1000}]}
}
)json";

/// Raiffa's kind of problem: to drill or not. Worked by hand: drilling is worth 0.3 · 100 + 0.2 · 40 − 0.5 · 0 − 30 = 8, doing
/// nothing 0; who knew the field would gain 0.3 · 70 + 0.2 · 10 = 23.
inline const QByteArray DrillFile = R"json({
  "format": "consultantos-decision", "version": 1, "unit": "USD",
  "tree": {"kind": "decision", "name": "Well", "branches": [
    {"name": "drill", "value": -30, "node": {"kind": "chance", "name": "Field", "branches": [
      {"name": "rich", "probability": 0.3, "value": 100},
      {"name": "poor", "probability": 0.2, "value": 40},
      {"name": "dry", "probability": 0.5}]}},
    {"name": "leave"}]},
  "tests": [
    {"name": "sounding", "event": "Field", "signals": ["good", "bad"], "likelihoods": [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]},
    {"name": "oracle", "event": "Field", "signals": ["r", "p", "d"], "likelihoods": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]},
    {"name": "coin", "event": "Field", "signals": ["heads", "tails"], "likelihoods": [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]}]
}
)json";

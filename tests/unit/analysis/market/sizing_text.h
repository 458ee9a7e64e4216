// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// The market of an imagined country's electric bicycles, top-down from all bicycles, bottom-up from households.
inline const QByteArray SizingFile = R"json({
  "format": "consultantos-market-sizing", "version": 1, "title": "E-bikes", "unit": "USD",
  "drivers": [
    {"name": "bikes_sold", "distribution": {"kind": "lognormal", "mean": 1000000, "sd": 100000}, "source": "industry association"},
    {"name": "electric_share", "distribution": {"kind": "lognormal", "mean": 0.2, "sd": 0.02}},
    {"name": "price", "distribution": 2000, "source": "price survey"},
    {"name": "households", "distribution": 5000000, "source": "census"},
    {"name": "buying_share", "distribution": {"kind": "lognormal", "mean": 0.03, "sd": 0.006}},
    {"name": "spend", "distribution": {"kind": "lognormal", "mean": 2200, "sd": 220}},
    {"name": "reachable", "distribution": 0.5}
  ],
  "formulas": [
    {"name": "td_units", "formula": "bikes_sold * electric_share"},
    {"name": "bu_units", "formula": "households * buying_share"},
    {"name": "td_tam", "formula": "td_units * price"},
    {"name": "bu_tam", "formula": "bu_units * spend"},
    {"name": "td_sam", "formula": "td_tam * reachable"},
    {"name": "bu_sam", "formula": "bu_tam * reachable"}
  ],
  "levels": [{"level": "tam", "top_down": "td_tam", "bottom_up": "bu_tam"},
             {"level": "sam", "top_down": "td_sam", "bottom_up": "bu_sam"},
             {"level": "som", "bottom_up": "bu_sam"}],
  "factors": [{"title": "Units", "top_down": "td_units", "bottom_up": "bu_units"},
              {"title": "Price", "top_down": "price", "bottom_up": "spend"}]
}
)json";

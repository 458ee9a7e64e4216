# SPDX-License-Identifier: GPL-3.0-or-later
"""Of which periods a computation's inputs are: of its own, or of others that fit it."""
import datetime

SHARES_DAYS = 458  # a year and a quarter: by then another annual report has counted them again
COMPARABLE_DAYS = 548  # another company's fiscal year may end so far from the one it is held against


def days(start, end):
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days + 1


def duration_class(start, end):
    """"instant", "quarter", "year" or the number of months; 52/53-week years and their quarters included."""
    if start is None:
        return "instant"
    length = days(start, end)
    if 350 <= length <= 380:
        return "year"
    if 77 <= length <= 100:
        return "quarter"
    return f"{round(length / 30.4)} months"


def is_anniversary(distance):
    years = round(distance / 365.25)
    return abs(distance - years * 365.25) <= 12


def is_derived_quarter(computation):
    """A quarter got by subtracting from a longer period of the same start, or periods summed up to a longer one."""
    return not set("*/^") & set(computation["formula"]) and "(" not in computation["formula"]


def check_market_value(walk, computation, where):
    price = walk.facts.get(computation["bindings"].get("price"))
    shares = walk.facts.get(computation["bindings"].get("shares"))
    if not price or not shares or price["taxonomy"] != "market" or shares["tag"] != "EntityCommonStockSharesOutstanding":
        walk.complain(where, "is no price times the shares of a filing's cover")
    elif price["end"] != computation["period"]["end"]:
        walk.complain(where, "is not of the day of its price")
    elif abs(days(shares["end"], price["end"])) > SHARES_DAYS:
        walk.complain(where, f"its shares were counted on {shares['end']}, its price is of {price['end']}")


def check_inputs(walk, computation, where):
    period = computation["period"]
    if not period["end"]:
        return
    if computation["method"] == "market_value":
        check_market_value(walk, computation, where)
        return
    own = duration_class(period["start"], period["end"])
    classes = set()
    for name, refs in computation["bindings"].items():
        for ref in refs if isinstance(refs, list) else [refs]:
            span = walk.span_of(ref)
            if span is None:
                continue
            kind = duration_class(*span)
            if kind != "instant":
                classes.add(kind)
            distance = (datetime.date.fromisoformat(period["end"]) - datetime.date.fromisoformat(span[1])).days
            if isinstance(refs, list):
                continue  # a series or a group of peers: other years are its point
            if walk.company_of(ref) != computation["id"].split("/")[1]:
                if abs(distance) > COMPARABLE_DAYS:
                    walk.complain(where, f"{name} is another company's of {span[1]}, too far from {period['end']}")
                continue
            if distance < -10:
                walk.complain(where, f"{name} is of {span[1]}, after the computation's own end {period['end']}")
            elif kind == "instant" and own in ("year", "instant") and not is_anniversary(distance):
                walk.complain(where, f"{name} of {span[1]} is no balance at the end of this year or an earlier one")
            elif kind == "instant" and own == "quarter" and not (abs(distance) <= 10 or 77 <= distance <= 100
                                                                 or is_anniversary(distance)):
                walk.complain(where, f"{name} of {span[1]} is no balance at the quarter's end or start")
            elif kind == "year" and own == "year" and not is_anniversary(distance):
                walk.complain(where, f"{name} of {span[0]}..{span[1]} is another year's")
    if len(classes) > 1 and not is_derived_quarter(computation):
        walk.complain(where, f"mixes periods of different lengths: {sorted(classes)}")
    elif classes and own not in classes and own != "instant" and not is_derived_quarter(computation):
        walk.complain(where, f"is of a {own}, its inputs of {sorted(classes)}")

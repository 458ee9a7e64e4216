# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses and evaluates the formulas printed in reports, on its own: the grammar is the one documented in
core/analysis/expression.h, no line of the engine is used. Also follows the dimension (currency, shares) of each term."""
import math
import re

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([a-z][a-z0-9_]*)|(>=|<=|[-+*/^(),<>]))")


class FormulaError(Exception):
    pass


def tokens_of(text):
    position, found = 0, []
    text = text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        if not match:
            raise FormulaError(f"can't read {text[position:position + 20]!r}")
        number, name, symbol = match.groups()
        found.append(("number", float(number)) if number else ("name", name) if name else ("symbol", symbol))
        position = match.end()
    return found


class Parser:
    """Recursive descent: comparison < sum < product < unary minus < power (right-associative) < atom."""

    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.position = 0

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else ("end", None)

    def take(self):
        token = self.peek()
        self.position += 1
        return token

    def accept(self, *symbols):
        kind, value = self.peek()
        if kind == "symbol" and value in symbols:
            self.position += 1
            return value
        return None

    def expect(self, symbol):
        if not self.accept(symbol):
            raise FormulaError(f"{symbol!r} expected, {self.peek()[1]!r} found")

    def parse(self):
        tree = self.comparison()
        if self.peek()[0] != "end":
            raise FormulaError(f"{self.peek()[1]!r} is too much")
        return tree

    def comparison(self):
        left = self.sum()
        operator = self.accept(">", ">=", "<", "<=")
        return ("compare", operator, left, self.sum()) if operator else left

    def sum(self):
        left = self.product()
        while operator := self.accept("+", "-"):
            left = ("binary", operator, left, self.product())
        return left

    def product(self):
        left = self.unary()
        while operator := self.accept("*", "/"):
            left = ("binary", operator, left, self.unary())
        return left

    def unary(self):
        if self.accept("-"):
            return ("negative", self.unary())
        return self.power()

    def power(self):
        base = self.atom()
        if self.accept("^"):
            return ("binary", "^", base, self.unary())
        return base

    def atom(self):
        kind, value = self.take()
        if kind == "number":
            return ("number", value)
        if kind == "symbol" and value == "(":
            inner = self.comparison()
            self.expect(")")
            return inner
        if kind == "name":
            if self.accept("("):
                arguments = [self.comparison()]
                while self.accept(","):
                    arguments.append(self.comparison())
                self.expect(")")
                return ("call", value, arguments)
            return ("variable", value)
        raise FormulaError(f"{value!r} stands where a value should")


def names_of(tree):
    """The variables of a formula, as a set."""
    kind = tree[0]
    if kind == "variable":
        return {tree[1]}
    if kind == "call":
        return set().union(*(names_of(argument) for argument in tree[2]))
    return set().union(set(), *(names_of(part) for part in tree[1:] if isinstance(part, tuple)))


def as_list(value):
    if not isinstance(value, list):
        raise FormulaError("a list is needed")
    return value


def as_number(value):
    if isinstance(value, list):
        raise FormulaError("a single value is needed")
    return value


def median(values):
    ordered = sorted(as_list(values))
    if not ordered:
        raise FormulaError("median of nothing")
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def mean(values):
    return math.fsum(as_list(values)) / len(values)


def stdev(values):
    centre = mean(values)
    return math.sqrt(math.fsum((v - centre) ** 2 for v in values) / (len(values) - 1))


def slope_xy(xs, ys):
    if len(as_list(xs)) != len(as_list(ys)):
        raise FormulaError("lists of different lengths")
    mx, my = mean(xs), mean(ys)
    return math.fsum((x - mx) * (y - my) for x, y in zip(xs, ys)) / math.fsum((x - mx) ** 2 for x in xs)


def each(function):
    """min, max, abs, ln and sqrt over a list work on every element."""
    def apply(value):
        return [function(v) for v in value] if isinstance(value, list) else function(value)
    return apply


def percentile_rank(x, values):
    below = sum(1 for v in as_list(values) if v < x)
    equal = sum(1 for v in values if v == x)
    return (below + equal / 2) / len(values)


def quartile(values, which):
    ordered = sorted(as_list(values))
    place = (len(ordered) - 1) * which / 4
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def hhi(shares):
    return 10000 * math.fsum(share**2 for share in as_list(shares))


FUNCTIONS = {
    "min": lambda *a: min(as_number(v) for v in a),
    "max": lambda *a: max(as_number(v) for v in a),
    "abs": each(abs),
    "ln": each(math.log),
    "sqrt": each(math.sqrt),
    "sum": lambda v: math.fsum(as_list(v)),
    "mean": mean,
    "median": median,
    "count": lambda v: float(len(as_list(v))),
    "stdev": stdev,
    "minimum": lambda v: min(as_list(v)),
    "maximum": lambda v: max(as_list(v)),
    "percentile_rank": percentile_rank,
    "lower_quartile": lambda v: quartile(v, 1),
    "upper_quartile": lambda v: quartile(v, 3),
    "hhi": hhi,
    "slope": lambda v: slope_xy([float(i) for i in range(len(as_list(v)))], v),
    "slope_xy": slope_xy,
    "mad": lambda v: 1.4826 * median([abs(x - median(v)) for x in as_list(v)]),
    "clamp": lambda x, low, high: min(max(x, low), high),
}


def evaluate(tree, values):
    kind = tree[0]
    if kind == "number":
        return tree[1]
    if kind == "variable":
        if tree[1] not in values:
            raise FormulaError(f"{tree[1]} is bound to nothing")
        return values[tree[1]]
    if kind == "negative":
        return -as_number(evaluate(tree[1], values))
    if kind == "call":
        if tree[1] not in FUNCTIONS:
            raise FormulaError(f"the function {tree[1]} is not known")
        try:
            return FUNCTIONS[tree[1]](*(evaluate(argument, values) for argument in tree[2]))
        except (ValueError, ZeroDivisionError, TypeError) as error:
            raise FormulaError(f"{tree[1]}: {error}") from error
    left, right = as_number(evaluate(tree[2], values)), as_number(evaluate(tree[3], values))
    if kind == "compare":
        return float({">": left > right, ">=": left >= right, "<": left < right, "<=": left <= right}[tree[1]])
    try:
        if tree[1] == "+":
            return left + right
        if tree[1] == "-":
            return left - right
        if tree[1] == "*":
            return left * right
        if tree[1] == "/":
            return left / right
        return float(left**right)
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        raise FormulaError(str(error)) from error


# ---- Dimensions --------------------------------------------------------------------------------------------------

PURE_UNITS = {"ratio", "points", "multiple", "days", "years", "score", "index", "count", "percentile", "pure"}


def dimension_of_unit(unit):
    """"USD/shares" → {"USD": 1, "shares": -1}; days, ratios and scores are plain numbers here."""
    if unit in PURE_UNITS or not unit:
        return {}
    above, _, below = unit.partition("/")
    dimension = {above: 1}
    if below:
        dimension[below] = dimension.get(below, 0) - 1
    return {name: power for name, power in dimension.items() if power and name not in PURE_UNITS}


def combined(left, right, sign):
    result = dict(left)
    for name, power in right.items():
        result[name] = result.get(name, 0) + sign * power
    return {name: power for name, power in result.items() if power}


def same(*dimensions):
    first = dimensions[0]
    for other in dimensions[1:]:
        if other != first:
            raise FormulaError(f"adds or compares {first or 'a plain number'} with {other or 'a plain number'}")
    return first


def dimension(tree, units):
    """The dimension of a formula whose variables have these units; FormulaError where unlike things are added."""
    kind = tree[0]
    if kind == "number":
        return {}
    if kind == "variable":
        return dimension_of_unit(units[tree[1]])
    if kind == "negative":
        return dimension(tree[1], units)
    if kind == "call":
        parts = [dimension(argument, units) for argument in tree[2]]
        if tree[1] in ("ln", "count", "hhi"):
            return {}
        if tree[1] == "percentile_rank":
            same(*parts)
            return {}
        if tree[1] == "sqrt":
            return {name: power / 2 for name, power in parts[0].items()}
        if tree[1] == "slope_xy":
            return combined(parts[1], parts[0], -1)
        return same(*parts)
    left, right = dimension(tree[2], units), dimension(tree[3], units)
    if kind == "compare":
        # Against zero any dimension may be held.
        if ("number", 0.0) not in (tree[2], tree[3]):
            same(left, right)
        return {}
    if tree[1] in "+-":
        return same(left, right)
    if tree[1] in "*/":
        return combined(left, right, 1 if tree[1] == "*" else -1)
    if right:
        raise FormulaError("the exponent has a dimension")
    if left and tree[3][0] != "number":
        raise FormulaError("a quantity with a dimension to a variable power")
    return {name: power * tree[3][1] for name, power in left.items()} if left else {}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what hierarchicalforecast makes of the numbers in tests/unit/analysis/forecasting/test_reconciliation.cpp, which holds
ours against it.

Usage: compare_reconciliation.py [SOURCE]   (packages: forecasting-requirements.txt)"""
import pathlib
import re
import sys

import numpy
from hierarchicalforecast.methods import BottomUp, MinTrace

SOURCE = pathlib.Path(__file__).parent.parent / "unit/analysis/forecasting/test_reconciliation.cpp"
SUMS = numpy.array([[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], float)


def numbers(text, name):
    """The rows of numbers that the test gives a field."""
    block = re.search(rf"base\.{name} = \{{(.*?)\}};", text, re.S).group(1)
    return numpy.array([[float(n) for n in row.split(",")] for row in re.findall(r"\{([^{}]*)\}", "{" + block + "}")])


def main():
    text = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else SOURCE).read_text(encoding="utf-8")
    mean, errors = numbers(text, "mean"), numbers(text, "errors")
    # Only the errors count: any values with these as what is left of them.
    actual = numpy.zeros_like(errors)
    for name, method in (("bottom-up", BottomUp()), ("structural", MinTrace("wls_struct")),
                         ("least trace", MinTrace("mint_shrink", mint_shr_ridge=0.0))):
        more = {} if name == "bottom-up" else {"y_insample": actual, "y_hat_insample": actual - errors}
        print(name)
        print(numpy.array2string(method.fit_predict(S=SUMS, y_hat=mean, **more)["mean"], precision=17))


if __name__ == "__main__":
    main()

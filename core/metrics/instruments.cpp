// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/instruments.h"

namespace consultantos {
namespace {

/// To four digits, so that the bounds read well in labels.
double rounded(double value)
{
    const auto scale = std::pow(10.0, 3 - std::floor(std::log10(value)));
    return std::round(value * scale) / scale;
}

} // namespace

BucketBounds growingBounds(double first, double last, double factor)
{
    auto bounds = std::make_shared<std::vector<double>>();
    for (double bound = first; bound < last * (1 - 1e-9); bound *= factor)
        bounds->push_back(rounded(bound));
    bounds->push_back(last);
    return bounds;
}

BucketBounds joinedBounds(const BucketBounds &lower, const BucketBounds &upper)
{
    auto bounds = std::make_shared<std::vector<double>>(*lower);
    for (const auto bound : *upper) {
        if (bound > bounds->back())
            bounds->push_back(bound);
    }
    return bounds;
}

} // namespace consultantos

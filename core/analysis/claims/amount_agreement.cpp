// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/amount_agreement.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// "About 50" is meant for 47 to 53: up to a unit of the last digit that says something, but no more than this share.
constexpr double LoosestAbout = 0.05;
/// "Nearly 50" may be this much less, "just over 50" this much more.
constexpr double LoosestNearly = 0.07;
/// "Doubled" is said from here to there of 2.
constexpr double LeastOfWord = 0.95;
/// "Nearly doubled" begins here.
constexpr double LeastOfNearlyWord = 0.85;
constexpr double MostOfWord = 1.08;
/// A range's ends are rounded, too, but not by more than this share of its width.
constexpr double EdgeOfRange = 0.05;
constexpr double TensOfBasisPoints = 10;
constexpr double RoundNumberShare = 0.005;
/// Binary fractions: 0.25 % of 1 is not quite 0.0025.
constexpr double Slack = 1e-9;

double lastDigit(const AmountMention &amount)
{
    return std::pow(10.0, -amount.decimals);
}

} // namespace

double roundingOf(const AmountMention &amount)
{
    const auto half = lastDigit(amount) / 2;
    // "150 basis points" are tens.
    if (amount.unit == ClaimUnit::BasisPoints && amount.trailingZeros > 0)
        return std::max(half, TensOfBasisPoints / 2);
    const auto round = std::min(std::pow(10.0, amount.trailingZeros) / 2, amount.value * RoundNumberShare);
    return std::max(half, amount.trailingZeros > 0 ? round : 0.0);
}

bool agrees(const AmountMention &amount, double actual)
{
    const auto value = amount.value;
    const auto scaled = actual / amount.scale;
    const auto slack = Slack * std::max(1.0, std::abs(value));
    if (amount.isWord && amount.unit == ClaimUnit::Times && value < 1 && value > 0) {
        // "More than halved" is to less than half.
        if (scaled <= 0)
            return false;
        auto turned = amount;
        turned.value = 1 / value;
        turned.scale = 1;
        return agrees(turned, 1 / scaled);
    }
    if (amount.isWord && amount.bound == ClaimBound::Exact)
        return scaled >= value * LeastOfWord && scaled <= value * MostOfWord;
    if (amount.isWord && amount.bound == ClaimBound::Nearly)
        return scaled >= value * LeastOfNearlyWord && scaled <= value + slack;
    if (amount.isWord && amount.bound == ClaimBound::About)
        return std::abs(scaled / value - 1) <= MostOfWord - 1;
    const auto half = roundingOf(amount) + slack;
    if (amount.highest) {
        const auto edge = std::min(half, EdgeOfRange * (*amount.highest - value)) + slack;
        return scaled >= value - edge && scaled <= *amount.highest + edge;
    }
    const bool isRounded = std::abs(scaled - value) <= half;
    switch (amount.bound) {
    case ClaimBound::Exact:
        return isRounded;
    case ClaimBound::About: {
        const auto digit = std::max(lastDigit(amount), std::pow(10.0, amount.trailingZeros));
        return std::abs(scaled - value) <= std::max(half, std::min(digit, LoosestAbout * value));
    }
    case ClaimBound::Nearly:
        return scaled <= value + slack && scaled >= value * (1 - LoosestNearly);
    case ClaimBound::JustOver:
        return scaled >= value - slack && scaled <= value * (1 + LoosestNearly);
    case ClaimBound::MoreThan:
        return scaled > value;
    case ClaimBound::AtLeast:
        return scaled >= value - slack || (isRounded && amount.decimals > 0);
    case ClaimBound::LessThan:
        return scaled < value;
    case ClaimBound::AtMost:
        return scaled <= value + slack || (isRounded && amount.decimals > 0);
    }
    return false;
}

} // namespace consultantos

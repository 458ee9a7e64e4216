// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/number_repair.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

namespace consultantos {

namespace {

constexpr std::array<std::string_view, 3> Words{"NaN", "Infinity", "-Infinity"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The length of the JSON number that `text` begins with; 0 if it begins with none.
std::size_t numberLength(std::string_view text)
{
    std::size_t at = 0;
    const auto digits = [&text, &at] {
        const auto from = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - from;
    };
    if (at < text.size() && text[at] == '-')
        ++at;
    const bool startsWithZero = at < text.size() && text[at] == '0';
    const auto whole = digits();
    if (whole == 0 || (startsWithZero && whole > 1))
        return 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return 0;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return 0;
    }
    return at;
}

bool isPossible(std::string_view number)
{
    double value = 0;
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), value);
    // An integer beyond 64 bits fits a double, but the parser takes digits without point or exponent as integer.
    const bool isInteger = number.find_first_of(".eE") == std::string_view::npos;
    return parsed.ec == std::errc() && std::isfinite(value) && !(isInteger && std::abs(value) >= 9.2e18);
}

/// The length of the string that `text` begins with, quotes included.
std::size_t stringLength(std::string_view text)
{
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

} // namespace

std::optional<QByteArray> withoutImpossibleNumbers(const QByteArray &json)
{
    QByteArray repaired;
    repaired.reserve(json.size());
    bool hasChanged = false;
    const std::string_view text(json.constData(), std::size_t(json.size()));
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        std::size_t length = 1;
        bool isImpossible = false;
        const auto word = std::find_if(Words.begin(), Words.end(), [rest](auto w) { return rest.starts_with(w); });
        if (rest.front() == '"') {
            length = stringLength(rest);
        } else if (word != Words.end()) {
            length = word->size();
            isImpossible = true;
        } else if (rest.front() == '-' || isDigit(rest.front())) {
            length = numberLength(rest);
            if (length == 0)
                return {};
            isImpossible = !isPossible(rest.substr(0, length));
        }
        hasChanged = hasChanged || isImpossible;
        if (isImpossible)
            repaired.append("null");
        else
            repaired.append(rest.data(), qsizetype(length));
        at += length;
    }
    return hasChanged ? std::optional(repaired) : std::nullopt;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <cstring>

namespace consultantos {

/// The higher half of a product folded into the lower: what each bit of one factor does depends on all bits of the other.
[[nodiscard]] inline quint64 foldedProduct(quint64 a, quint64 b)
{
#ifdef __SIZEOF_INT128__
    __extension__ using Wide = unsigned __int128;
    const auto product = static_cast<Wide>(a) * b;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64);
#else
    const auto low = (a & 0xFFFFFFFFU) * (b & 0xFFFFFFFFU);
    const auto middle = (a >> 32) * (b & 0xFFFFFFFFU) + (low >> 32);
    const auto other = (a & 0xFFFFFFFFU) * (b >> 32) + (middle & 0xFFFFFFFFU);
    return ((other << 32) | (low & 0xFFFFFFFFU)) ^ ((a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32));
#endif
}

/// A hash for tables that compare keys, by products of what was read and a seed that nobody outside the process knows; two
/// products run side by side. All 64 bits are good. Not for anything that outlives the process.
[[nodiscard]] inline quint64 keyHash(QByteArrayView bytes, quint64 seed)
{
    constexpr quint64 First = 0x9E3779B97F4A7C15U;
    constexpr quint64 Second = 0xC2B2AE3D27D4EB4FU;
    constexpr quint64 Third = 0xBF58476D1CE4E5B9U;
    const auto word = [](const char *at) {
        quint64 value = 0;
        std::memcpy(&value, at, sizeof value);
        return value;
    };
    const auto halfWord = [](const char *at) {
        quint32 value = 0;
        std::memcpy(&value, at, sizeof value);
        return quint64{value};
    };
    const auto byte = [](const char *at) { return quint64{static_cast<quint8>(*at)}; };

    const auto size = static_cast<size_t>(bytes.size());
    const auto *at = bytes.data();
    const auto key = seed ^ Second;
    auto left = seed ^ First * (size + 1);
    auto right = seed ^ Third;
    auto rest = size;
    for (; rest > 32; rest -= 32, at += 32) {
        left = foldedProduct(word(at) ^ left, word(at + 8) ^ key);
        right = foldedProduct(word(at + 16) ^ right, word(at + 24) ^ key);
    }
    // The end is read in pieces that may overlap.
    if (rest > 16) {
        left = foldedProduct(word(at) ^ left, word(at + 8) ^ key);
        right = foldedProduct(word(at + rest - 16) ^ right, word(at + rest - 8) ^ key);
    } else if (rest >= 8) {
        left = foldedProduct(word(at) ^ left, word(at + rest - 8) ^ key);
    } else if (rest >= 4) {
        left = foldedProduct(halfWord(at) ^ left, halfWord(at + rest - 4) ^ key);
    } else if (rest > 0) {
        left = foldedProduct(byte(at) ^ left, (byte(at + rest / 2) << 8 | byte(at + rest - 1)) ^ key);
    }
    return foldedProduct(left ^ Third, right ^ First);
}

} // namespace consultantos

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

/// A hash for tables that compare keys: 16 bytes a step, by products of what was read and a seed that nobody outside the
/// process knows. All 64 bits are good. Not for anything that outlives the process.
[[nodiscard]] inline quint64 keyHash(QByteArrayView bytes, quint64 seed)
{
    constexpr quint64 First = 0x9E3779B97F4A7C15U;
    constexpr quint64 Second = 0xC2B2AE3D27D4EB4FU;
    const auto word = [](const char *at, size_t size) {
        quint64 value = 0;
        std::memcpy(&value, at, size);
        return value;
    };
    const auto size = static_cast<size_t>(bytes.size());
    const auto *at = bytes.data();
    auto state = seed ^ First * (size + 1);
    auto left = size;
    for (; left > 16; left -= 16, at += 16)
        state = foldedProduct(word(at, 8) ^ state, word(at + 8, 8) ^ Second ^ seed);
    // The end is read as two words that may overlap, and may reach back into what was read before.
    quint64 head = 0;
    quint64 tail = 0;
    if (left >= 8) {
        head = word(at, 8);
        tail = word(at + left - 8, 8);
    } else if (left >= 4) {
        head = word(at, 4);
        tail = word(at + left - 4, 4);
    } else if (left > 0) {
        head = static_cast<quint8>(at[0]);
        tail = static_cast<quint64>(static_cast<quint8>(at[left / 2])) << 8 | static_cast<quint8>(at[left - 1]);
    }
    state = foldedProduct(head ^ state, tail ^ Second ^ seed);
    return foldedProduct(state ^ First, seed ^ Second);
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

#include <bit>
#include <concepts>
#include <cstring>

namespace consultantos {

/// Appends numbers in little-endian order: the file is the same on every machine.
class FieldWriter {
public:
    explicit FieldWriter(QByteArray *bytes)
        : m_bytes(bytes)
    {
    }

    template <std::integral T>
    void put(T value)
    {
        const T little = qToLittleEndian(value);
        m_bytes->append(reinterpret_cast<const char *>(&little), sizeof(T));
    }
    void put(double value) { put(std::bit_cast<quint64>(value)); }
    void put(QByteArrayView bytes) { m_bytes->append(bytes); }

private:
    QByteArray *m_bytes;
};

/// Takes them back. Past the end it says false and changes nothing.
class FieldReader {
public:
    explicit FieldReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    template <std::integral T>
    bool take(T *value)
    {
        if (m_bytes.size() < qsizetype(sizeof(T)))
            return false;
        *value = qFromLittleEndian<T>(m_bytes.data());
        m_bytes = m_bytes.sliced(sizeof(T));
        return true;
    }
    bool take(double *value)
    {
        quint64 bits = 0;
        if (!take(&bits))
            return false;
        *value = std::bit_cast<double>(bits);
        return true;
    }
    bool take(qsizetype size, QByteArrayView *bytes)
    {
        if (size < 0 || m_bytes.size() < size)
            return false;
        *bytes = m_bytes.first(size);
        m_bytes = m_bytes.sliced(size);
        return true;
    }
    [[nodiscard]] bool isAtEnd() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
};

} // namespace consultantos

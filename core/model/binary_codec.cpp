// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/binary_codec.h"

#include <QtEndian>

namespace consultantos {

void BinaryWriter::writeVarint(quint64 value)
{
    char buffer[10];
    qsizetype size = 0;
    while (value >= 0x80U) {
        buffer[size++] = static_cast<char>(value | 0x80U);
        value >>= 7U;
    }
    buffer[size++] = static_cast<char>(value);
    m_bytes.append(buffer, size);
}

void BinaryWriter::writeFixed(quint64 value)
{
    char buffer[sizeof value];
    qToLittleEndian(value, buffer);
    m_bytes.append(buffer, sizeof buffer);
}

void BinaryWriter::write(const QString &text)
{
    // 0 is the null text, 1 a new one, else the number of an earlier one plus two.
    if (text.isNull()) {
        writeVarint(0);
        return;
    }
    const auto next = static_cast<qint64>(m_texts.size());
    const auto known = m_texts.constFind(text);
    if (known != m_texts.cend()) {
        writeVarint(static_cast<quint64>(*known) + 2);
        return;
    }
    m_texts.insert(text, next);
    writeVarint(1);
    write(text.toUtf8());
}

void BinaryWriter::write(const QByteArray &bytes)
{
    writeVarint(static_cast<quint64>(bytes.size()));
    m_bytes.append(bytes);
}

void BinaryWriter::write(const QDateTime &time)
{
    write(time.isValid());
    if (time.isValid())
        write(time.toMSecsSinceEpoch());
}

void BinaryWriter::write(const QRectF &area)
{
    // Most places have no area, which then takes a byte.
    write(!area.isNull());
    if (area.isNull())
        return;
    for (const double value : {area.x(), area.y(), area.width(), area.height()})
        write(value);
}

quint64 BinaryReader::readVarint()
{
    quint64 value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (m_at >= m_bytes.size()) {
            m_isValid = false;
            return 0;
        }
        const auto byte = static_cast<unsigned char>(m_bytes[m_at++]);
        value |= static_cast<quint64>(byte & 0x7FU) << shift;
        if ((byte & 0x80U) == 0)
            return value;
    }
    m_isValid = false;
    return 0;
}

quint64 BinaryReader::readFixed()
{
    if (m_bytes.size() - m_at < qsizetype{sizeof(quint64)}) {
        m_isValid = false;
        return 0;
    }
    const auto value = qFromLittleEndian<quint64>(m_bytes.data() + m_at);
    m_at += qsizetype{sizeof(quint64)};
    return value;
}

qsizetype BinaryReader::readSize()
{
    const auto size = unzigzag(readVarint());
    if (size < 0 || size > m_bytes.size() - m_at) {
        m_isValid = false;
        return 0;
    }
    return static_cast<qsizetype>(size);
}

void BinaryReader::read(QString &text)
{
    const auto number = readVarint();
    if (number == 0) {
        text = QString();
        return;
    }
    if (number == 1) {
        QByteArray utf8;
        read(utf8);
        text = utf8.isEmpty() ? QStringLiteral("") : QString::fromUtf8(utf8);
        m_texts.append(text);
        return;
    }
    if (number - 2 >= static_cast<quint64>(m_texts.size())) {
        m_isValid = false;
        return;
    }
    text = m_texts[static_cast<qsizetype>(number - 2)];
}

void BinaryReader::read(QByteArray &bytes)
{
    const auto size = readVarint();
    if (size > static_cast<quint64>(m_bytes.size() - m_at)) {
        m_isValid = false;
        bytes.clear();
        return;
    }
    bytes = m_bytes.sliced(m_at, static_cast<qsizetype>(size)).toByteArray();
    m_at += static_cast<qsizetype>(size);
}

void BinaryReader::read(QDate &date)
{
    qint64 day = 0;
    read(day);
    date = day < 0 ? QDate() : QDate::fromJulianDay(day);
}

void BinaryReader::read(QDateTime &time)
{
    bool isThere = false;
    read(isThere);
    qint64 ms = 0;
    if (isThere)
        read(ms);
    time = isThere ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime();
}

void BinaryReader::read(QRectF &area)
{
    bool isThere = false;
    read(isThere);
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    if (isThere) {
        for (auto *value : {&x, &y, &width, &height})
            read(*value);
    }
    area = QRectF(x, y, width, height);
}

} // namespace consultantos

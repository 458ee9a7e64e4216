// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/ole_directory.h"

#include <QIODevice>
#include <QStringList>
#include <QtEndian>

namespace consultantos {

namespace {

// Offsets of [MS-CFB] 2.2 and 2.6.1.
constexpr qint64 HeaderBytes = 512;
constexpr qsizetype SectorShiftAt = 30;
constexpr qsizetype FirstDirectorySectorAt = 48;
constexpr qsizetype TableSectorsAt = 76;
constexpr int TableSectors = 109; // that the header lists: enough for seven megabytes, beyond it the chain just ends
constexpr qsizetype EntryBytes = 128;
constexpr qsizetype NameLengthAt = 64;
constexpr qsizetype LongestName = 64;
constexpr int MostDirectorySectors = 64;
constexpr quint32 LastSector = 0xFFFFFFFA; // numbers from here on are marks

quint32 numberAt(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromLittleEndian<quint32>(bytes.constData() + at) : LastSector;
}

class Container {
public:
    explicit Container(QIODevice &device)
        : m_device(device)
        , m_header(device.read(HeaderBytes))
    {
        const int shift = m_header.size() == HeaderBytes ? m_header[SectorShiftAt] : 0;
        m_sectorBytes = shift == 9 || shift == 12 ? qint64(1) << shift : 0;
    }

    QStringList streamNames()
    {
        QStringList names;
        quint32 sector = numberAt(m_header, FirstDirectorySectorAt);
        for (int i = 0; m_sectorBytes > 0 && sector < LastSector && i < MostDirectorySectors; ++i) {
            const auto entries = read(sector);
            for (qsizetype at = 0; at + EntryBytes <= entries.size(); at += EntryBytes)
                names << nameOf(entries.mid(at, EntryBytes));
            sector = following(sector);
        }
        return names;
    }

private:
    QByteArray read(quint32 sector)
    {
        return m_device.seek((qint64(sector) + 1) * m_sectorBytes) ? m_device.read(m_sectorBytes) : QByteArray();
    }

    quint32 following(quint32 sector)
    {
        const auto perSector = quint32(m_sectorBytes / 4);
        const auto table = sector / perSector;
        if (table >= quint32(TableSectors))
            return LastSector;
        const auto tableSector = numberAt(m_header, TableSectorsAt + 4 * qsizetype(table));
        return tableSector < LastSector ? numberAt(read(tableSector), 4 * qsizetype(sector % perSector)) : LastSector;
    }

    static QString nameOf(const QByteArray &entry)
    {
        const auto bytes = qFromLittleEndian<quint16>(entry.constData() + NameLengthAt);
        QString name;
        for (qsizetype at = 0; at + 2 < std::min<qsizetype>(bytes, LongestName); at += 2)
            name += QChar(qFromLittleEndian<quint16>(entry.constData() + at));
        return name;
    }

    QIODevice &m_device;
    QByteArray m_header;
    qint64 m_sectorBytes = 0;
};

} // namespace

bool isOleContainer(const QByteArray &head)
{
    return head.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

OleKind oleKind(QIODevice &device)
{
    const auto names = Container(device).streamNames();
    if (names.contains(QStringLiteral("EncryptedPackage")))
        return OleKind::EncryptedOffice;
    if (names.contains(QStringLiteral("__properties_version1.0")))
        return OleKind::OutlookMessage;
    if (names.contains(QStringLiteral("WordDocument")))
        return OleKind::Word;
    if (names.contains(QStringLiteral("PowerPoint Document")))
        return OleKind::PowerPoint;
    const bool isExcel = names.contains(QStringLiteral("Workbook")) || names.contains(QStringLiteral("Book"));
    return isExcel ? OleKind::Excel : OleKind::Other;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/sealed_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtEndian>

#include <algorithm>

namespace consultantos {

namespace {

const QByteArray Magic = QByteArrayLiteral("consultantos-sealed ");
const QByteArray Version = QByteArrayLiteral("1");
const QByteArray HeaderMark = QByteArrayLiteral("header-sha256 ");
const QByteArray SealMark = QByteArrayLiteral("\nseal-sha256 ");
const QByteArray SignatureMark = QByteArrayLiteral("ed25519 ");
constexpr qsizetype HexLength = 64;
/// Of all sections when unpacked: no report comes near it, and forged lengths can't fill the memory.
constexpr qint64 MostBytes = 512LL * 1024 * 1024;

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

struct Entry {
    QString name;
    qint64 bytes = 0;  ///< unpacked
    qint64 stored = 0; ///< in the file
    QByteArray sha256; ///< of what is in the file
};

Result<QList<Entry>> entriesOf(const QByteArray &line)
{
    const auto unreadable =
        fail(ErrorCode::Malformed, QCoreApplication::translate("Sealed", "The header can't be read."));
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(line, &error);
    const auto sections = document.object()[QLatin1String("sections")];
    if (error.error != QJsonParseError::NoError || !sections.isArray())
        return unreadable;
    QList<Entry> entries;
    QSet<QString> names;
    qint64 left = MostBytes;
    for (const auto &value : sections.toArray()) {
        const auto object = value.toObject();
        Entry entry{object[QLatin1String("name")].toString(), object[QLatin1String("bytes")].toInteger(-1),
                    object[QLatin1String("stored")].toInteger(-1),
                    object[QLatin1String("sha256")].toString().toLatin1()};
        const bool isPossible = entry.bytes >= 0 && entry.bytes <= left && entry.stored >= 0
                                && entry.stored <= entry.bytes && entry.sha256.size() == HexLength;
        if (entry.name.isEmpty() || names.contains(entry.name) || !isPossible)
            return unreadable;
        left -= entry.bytes;
        names.insert(entry.name);
        entries.append(std::move(entry));
    }
    return entries;
}

/// Takes a line off `file` at `at`, without its end; empty optional where there is no end of a line.
std::optional<QByteArray> lineAt(const QByteArray &file, qsizetype &at)
{
    const auto end = file.indexOf('\n', at);
    if (end < 0)
        return std::nullopt;
    auto line = file.mid(at, end - at);
    at = end + 1;
    return line;
}

/// Empty if it isn't of the length that the header says.
std::optional<QByteArray> unpacked(const QByteArray &stored, const Entry &entry)
{
    if (entry.stored == entry.bytes)
        return stored;
    // qUncompress() takes memory as its first four bytes say.
    if (stored.size() < qsizetype(sizeof(quint32)) || qFromBigEndian<quint32>(stored.constData()) != entry.bytes)
        return std::nullopt;
    auto bytes = qUncompress(stored);
    return bytes.size() == entry.bytes ? std::optional(std::move(bytes)) : std::nullopt;
}

/// The lines behind the sections.
void checkEnd(const QByteArray &file, qsizetype at, SealCheck &check)
{
    const auto length = SealMark.size() + HexLength + 1;
    const auto line = file.mid(at, length);
    const auto seal = line.mid(SealMark.size(), HexLength);
    if (line != SealMark + seal + '\n' || seal != sha256(file.left(at))) {
        // Where a section or the header is at fault, too, that is what the reader wants to know.
        if (check.faults.isEmpty() || line != SealMark + seal + '\n')
            check.faults.append(QCoreApplication::translate("Sealed", "The line of the seal is not as it was."));
        return;
    }
    at += length;
    if (at == file.size())
        return;
    const auto rest = file.mid(at);
    const bool isSignature =
        rest.size() > SignatureMark.size() && rest.startsWith(SignatureMark) && rest.endsWith('\n');
    const auto parts = isSignature ? rest.mid(SignatureMark.size()).chopped(1).split(' ') : QByteArrayList();
    if (parts.size() != 2) {
        check.faults.append(QCoreApplication::translate("Sealed", "Something was added behind the seal."));
        return;
    }
    const auto signer = signerOf(seal, parts[0], parts[1]);
    if (signer)
        check.signer = *signer;
    else
        check.faults.append(signer.error().message);
}

} // namespace

std::optional<QByteArray> SealCheck::section(const QString &name) const
{
    const auto found =
        std::find_if(sections.cbegin(), sections.cend(), [&](const SealedSection &one) { return one.name == name; });
    return found == sections.cend() ? std::nullopt : std::optional(found->bytes);
}

Result<QByteArray> writeSealed(const QList<SealedSection> &sections, const std::optional<SigningKey> &key)
{
    QJsonArray entries;
    QByteArray body;
    for (const auto &section : sections) {
        constexpr int Strongest = 9;
        const auto packed = qCompress(section.bytes, Strongest);
        const auto &stored = packed.size() < section.bytes.size() ? packed : section.bytes;
        entries.append(QJsonObject{{QStringLiteral("name"), section.name},
                                   {QStringLiteral("bytes"), section.bytes.size()},
                                   {QStringLiteral("stored"), stored.size()},
                                   {QStringLiteral("sha256"), QString::fromLatin1(sha256(stored))}});
        body += stored;
    }
    auto file = Magic + Version + '\n'
                + QJsonDocument(QJsonObject{{QStringLiteral("sections"), entries}}).toJson(QJsonDocument::Compact)
                + '\n';
    file += HeaderMark + sha256(file) + '\n';
    file += body;
    const auto seal = sha256(file);
    file += SealMark + seal + '\n';
    if (!key)
        return file;
    const auto signature = signatureOf(seal, *key);
    if (!signature)
        return tl::unexpected(signature.error());
    return file + SignatureMark + *signature + '\n';
}

Result<SealCheck> checkSealed(const QByteArray &file)
{
    qsizetype at = 0;
    const auto first = lineAt(file, at);
    const auto entriesLine = lineAt(file, at);
    const auto headerEnd = at;
    const auto hashLine = lineAt(file, at);
    if (!first || !entriesLine || !hashLine || (!first->startsWith(Magic) && !hashLine->startsWith(HeaderMark)))
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Sealed", "This is not a sealed report."),
                    QCoreApplication::translate("Sealed", "Sealed reports are written by --format sealed."));
    const bool isHeaderRight = *hashLine == HeaderMark + sha256(file.left(headerEnd));
    if (isHeaderRight && *first != Magic + Version)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("Sealed", "A later version of the program sealed this report."),
                    QCoreApplication::translate("Sealed", "Install the newest version to read it."));
    SealCheck check;
    if (!isHeaderRight)
        check.faults.append(QCoreApplication::translate("Sealed", "The header is not as it was."));
    const auto entries = entriesOf(*entriesLine);
    if (!entries) {
        if (check.faults.isEmpty())
            check.faults.append(entries.error().message);
        return check;
    }
    for (const auto &entry : *entries) {
        check.names.append(entry.name);
        const auto stored = file.mid(at, entry.stored);
        at += entry.stored;
        if (stored.size() != entry.stored) {
            check.faults.append(QCoreApplication::translate("Sealed", "The file ends within %1.").arg(entry.name));
            return check;
        }
        if (!isHeaderRight)
            continue; // what it says of lengths and hashes is worth nothing
        const auto bytes = sha256(stored) == entry.sha256 ? unpacked(stored, entry) : std::nullopt;
        if (bytes)
            check.sections.append({entry.name, *bytes});
        else
            check.faults.append(QCoreApplication::translate("Sealed", "%1 is not as it was.").arg(entry.name));
    }
    checkEnd(file, at, check);
    return check;
}

} // namespace consultantos

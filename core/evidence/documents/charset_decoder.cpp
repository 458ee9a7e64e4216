// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/charset_decoder.h"

#include <QStringList>
#include <QtEndian>

#include <iconv.h>

#include <array>
#include <cerrno>
#include <memory>
#include <type_traits>

namespace consultantos {

namespace {

using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, int (*)(iconv_t)>;

constexpr const char *OwnUnits = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? "UTF-16LE" : "UTF-16BE";
constexpr std::size_t ChunkUnits = 4096;

/// Not each iconv has each name of Microsoft's sets; all have these.
QStringList namesOf(const QString &charset)
{
    const auto name = charset.trimmed().toLower();
    if (name == QLatin1String("windows-31j"))
        return {name, QStringLiteral("CP932")};
    if (name == QLatin1String("gb18030"))
        return {name, QStringLiteral("GBK")}; // its older part
    if (name.startsWith(QLatin1String("windows-")))
        return {name, QLatin1String("CP") + name.mid(8)};
    return {name};
}

Converter converterFrom(const QString &charset)
{
    for (const auto &name : namesOf(charset)) {
        const auto converter = iconv_open(OwnUnits, name.toLatin1().constData());
        if (converter != iconv_t(-1)) // NOLINT(performance-no-int-to-ptr): POSIX says so
            return {converter, iconv_close};
    }
    return {nullptr, iconv_close};
}

} // namespace

std::optional<QString> decodedByIconv(const QByteArray &bytes, const QString &charset)
{
    const auto converter = converterFrom(charset);
    if (!converter)
        return std::nullopt;
    QString text;
    std::array<char16_t, ChunkUnits> units;
    auto *from = const_cast<char *>(bytes.constData()); // iconv's old prototype; it writes nothing there
    auto left = std::size_t(bytes.size());
    while (left > 0) {
        auto *to = reinterpret_cast<char *>(units.data());
        auto room = sizeof units;
        const auto done = iconv(converter.get(), &from, &left, &to, &room);
        text.append(QStringView(units.data(), qsizetype((sizeof units - room) / sizeof(char16_t))));
        if (done != std::size_t(-1) || errno == E2BIG)
            continue;
        text.append(QChar::ReplacementCharacter);
        if (errno != EILSEQ)
            break; // a character that the end cut off
        ++from;
        --left;
        iconv(converter.get(), nullptr, nullptr, nullptr, nullptr);
    }
    return text;
}

} // namespace consultantos

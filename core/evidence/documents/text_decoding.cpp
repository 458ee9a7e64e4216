// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/text_decoding.h"

#include "evidence/documents/charset_decoder.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

#include <uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace consultantos {

namespace {

constexpr qsizetype DeclarationBytes = 1024;
constexpr qsizetype DetectionBytes = 256 * 1024; // a longer sample doesn't change what is found
constexpr int ControlShare = 200;                // at most one control character in so many

/// What a browser reads under a label, where that differs from the standard of that name: the writers of old labels
/// used Microsoft's supersets.
QString supersetOf(const QString &charset)
{
    const auto label = charset.trimmed().toLower();
    static const std::array<std::array<QLatin1String, 2>, 8> supersets{{
        {QLatin1String("iso-8859-1"), QLatin1String("windows-1252")},
        {QLatin1String("latin1"), QLatin1String("windows-1252")},
        {QLatin1String("us-ascii"), QLatin1String("windows-1252")},
        {QLatin1String("ascii"), QLatin1String("windows-1252")},
        {QLatin1String("shift_jis"), QLatin1String("windows-31j")},
        {QLatin1String("gb2312"), QLatin1String("gb18030")},
        {QLatin1String("ks_c_5601-1987"), QLatin1String("windows-949")},
        {QLatin1String("euc-kr"), QLatin1String("windows-949")},
    }};
    for (const auto &[name, superset] : supersets) {
        if (label == name)
            return superset;
    }
    return label;
}

std::optional<DecodedText> decodedAs(const QByteArray &bytes, const QString &charset)
{
    for (const auto &name : {supersetOf(charset), charset}) {
        QStringDecoder decoder(name.toLatin1().constData());
        auto text = decoder.isValid() ? std::optional<QString>(decoder.decode(bytes)) : decodedByIconv(bytes, name);
        if (!text)
            continue;
        const bool hasFaults = decoder.hasError() || text->contains(QChar::ReplacementCharacter);
        return DecodedText{.text = std::move(*text), .charset = charset, .hasFaults = hasFaults};
    }
    return std::nullopt;
}

QString detectedCharset(const QByteArray &bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
    const auto sample = bytes.left(DetectionBytes);
    if (uchardet_handle_data(detector.get(), sample.constData(), size_t(sample.size())) != 0)
        return {};
    uchardet_data_end(detector.get());
    return QString::fromLatin1(uchardet_get_charset(detector.get()));
}

std::optional<DecodedText> decodedByMark(const QByteArray &bytes)
{
    const auto encoding = QStringDecoder::encodingForData(bytes);
    const bool hasMark = bytes.startsWith("\xEF\xBB\xBF") || bytes.startsWith("\xFF\xFE")
                         || bytes.startsWith("\xFE\xFF") || bytes.startsWith(QByteArrayView("\0\0\xFE\xFF", 4));
    if (!encoding || !hasMark)
        return std::nullopt;
    QStringDecoder decoder(*encoding);
    DecodedText decoded{.charset = QString::fromLatin1(QStringConverter::nameForEncoding(*encoding))};
    decoded.text = decoder.decode(bytes);
    decoded.hasFaults = decoder.hasError();
    return decoded;
}

/// A last resort in which every byte means something.
DecodedText decodedAsWindows1252(const QByteArray &bytes)
{
    if (auto decoded = decodedAs(bytes, QStringLiteral("windows-1252")))
        return *decoded;
    return {.text = QString::fromLatin1(bytes), .charset = QStringLiteral("ISO-8859-1")};
}

} // namespace

DecodedText decodeText(const QByteArray &bytes, const QString &declared)
{
    if (auto decoded = decodedByMark(bytes))
        return *decoded;
    if (auto decoded = decodedAs(bytes, QStringLiteral("UTF-8")); decoded && !decoded->hasFaults)
        return *decoded;
    std::optional<DecodedText> best;
    for (const auto &charset : {declared, detectedCharset(bytes)}) {
        if (charset.isEmpty())
            continue;
        auto decoded = decodedAs(bytes, charset);
        if (decoded && !decoded->hasFaults)
            return *decoded;
        if (decoded && !best)
            best = std::move(decoded);
    }
    return best ? *best : decodedAsWindows1252(bytes);
}

DecodedText decodeDeclaredText(const QByteArray &bytes, const QString &charset)
{
    if (charset.isEmpty())
        return decodeText(bytes);
    const auto decoded = decodedAs(bytes, charset);
    return decoded ? *decoded : decodeText(bytes);
}

QString declaredCharset(const QByteArray &bytes)
{
    static const QRegularExpression declaration(
        QStringLiteral(
            "<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([\\w.:-]+)[\"']|<meta[^>]*\\bcharset\\s*=\\s*[\"']?([\\w.:-]+)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = declaration.match(QString::fromLatin1(bytes.left(DeclarationBytes)));
    return match.captured(1) + match.captured(2);
}

bool looksLikeText(const QByteArray &head)
{
    if (decodedByMark(head.left(4)))
        return true;
    const auto isControl = [](char byte) {
        return uchar(byte) < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' && byte != '\x1b';
    };
    const auto controls = std::count_if(head.begin(), head.end(), isControl);
    return !head.isEmpty() && !head.contains('\0') && controls * ControlShare <= head.size();
}

QStringList decodingWarnings(const DecodedText &text)
{
    if (!text.hasFaults)
        return {};
    const auto faults = text.text.count(QChar::ReplacementCharacter);
    return {QCoreApplication::translate(
                "Documents", "%n character(s) could not be read as %1 and stand as \xEF\xBF\xBD.", nullptr, int(faults))
                .arg(text.charset)};
}

} // namespace consultantos

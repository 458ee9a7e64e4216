// SPDX-License-Identifier: GPL-3.0-or-later
#include "iconv.h"

#include <windows.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

namespace {

enum class Form { Utf8, Utf16, Utf32, CodePage };

struct Set {
    Form form = Form::CodePage;
    bool isBigEndian = false;
    UINT codePage = 0;
};

/// What reading one character came to: its bytes, or why there is none.
struct Taken {
    std::size_t bytes = 0;
    char32_t character = 0;
    int error = 0;
};

constexpr std::size_t MaxBytes = 4; ///< of a character in any set here

struct Alias {
    std::string_view name;
    UINT codePage;
};

constexpr Alias Aliases[] = {
    {"ASCII", 20127},    {"USASCII", 20127},   {"ANSIX341968", 20127}, {"LATIN1", 28591},   {"LATIN2", 28592},
    {"LATIN9", 28605},   {"L1", 28591},        {"KOI8R", 20866},       {"KOI8U", 21866},    {"MACINTOSH", 10000},
    {"MACROMAN", 10000}, {"SHIFTJIS", 932},    {"SJIS", 932},          {"WINDOWS31J", 932}, {"EUCJP", 20932},
    {"EUCKR", 949},      {"KSC56011987", 949}, {"GBK", 936},           {"GB2312", 936},     {"GB18030", 54936},
    {"BIG5", 950},       {"BIG5HKSCS", 950},   {"TIS620", 874},        {"ISO885911", 874},
};

/// Letters and digits alone, in capitals: "iso-8859-1" and "ISO_8859-1" are one.
std::string plain(std::string_view name)
{
    std::string text;
    for (const char c : name.substr(0, name.find("//"))) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return text;
}

bool isUnicode(const std::string &name, std::string_view stem, Set &set, Form form)
{
    if (name != stem && name != std::string(stem) + "LE" && name != std::string(stem) + "BE")
        return false;
    set.form = form;
    set.isBigEndian = name.size() > stem.size() && name.substr(stem.size()) == "BE";
    return true;
}

/// The number behind a prefix: of "WINDOWS1252" or "CP1252"; 0 if there is none.
UINT numberAfter(const std::string &name, std::string_view prefix)
{
    if (name.compare(0, prefix.size(), prefix) != 0)
        return 0;
    char *end = nullptr;
    const auto number = std::strtoul(name.c_str() + prefix.size(), &end, 10);
    return *end == '\0' ? static_cast<UINT>(number) : 0;
}

bool find(const char *wanted, Set &set)
{
    constexpr UINT FirstIso = 28590; // code page of ISO 8859-N is 28590 + N
    const auto name = plain(wanted);
    if (name == "UTF8" || isUnicode(name, "UTF16", set, Form::Utf16) || isUnicode(name, "UCS2", set, Form::Utf16)
        || isUnicode(name, "UTF32", set, Form::Utf32) || isUnicode(name, "UCS4", set, Form::Utf32)) {
        if (name == "UTF8")
            set.form = Form::Utf8;
        return true;
    }
    if (const auto iso = numberAfter(name, "ISO8859"); iso >= 1 && iso <= 16)
        set.codePage = iso == 11 ? 874 : FirstIso + iso;
    for (const auto prefix : {"WINDOWS", "CP", "IBM"}) {
        if (set.codePage == 0)
            set.codePage = numberAfter(name, prefix);
    }
    for (const auto &alias : Aliases) {
        if (name == alias.name)
            set.codePage = alias.codePage;
    }
    return set.codePage != 0 && IsValidCodePage(set.codePage) != 0;
}

std::uint32_t unit(const unsigned char *bytes, std::size_t width, bool isBigEndian)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value = (value << 8) | bytes[isBigEndian ? i : width - 1 - i];
    return value;
}

bool isSurrogate(std::uint32_t value)
{
    return value >= 0xD800 && value <= 0xDFFF;
}

Taken takeUtf8(const unsigned char *bytes, std::size_t left)
{
    const auto lead = bytes[0];
    if (lead < 0x80)
        return {1, lead, 0};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4)
        return {0, 0, EILSEQ};
    char32_t character = lead & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (i >= left)
            return {0, 0, EINVAL};
        if ((bytes[i] & 0xC0) != 0x80)
            return {0, 0, EILSEQ};
        character = (character << 6) | (bytes[i] & 0x3F);
    }
    constexpr char32_t Least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (character < Least[length] || isSurrogate(character) || character > 0x10FFFF)
        return {0, 0, EILSEQ};
    return {length, character, 0};
}

Taken takeUtf16(const unsigned char *bytes, std::size_t left, bool isBigEndian)
{
    if (left < 2)
        return {0, 0, EINVAL};
    const auto first = unit(bytes, 2, isBigEndian);
    if (!isSurrogate(first))
        return {2, first, 0};
    if (first >= 0xDC00)
        return {0, 0, EILSEQ};
    if (left < 4)
        return {0, 0, EINVAL};
    const auto second = unit(bytes + 2, 2, isBigEndian);
    if (second < 0xDC00 || second > 0xDFFF)
        return {0, 0, EILSEQ};
    return {4, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 0};
}

Taken takeUtf32(const unsigned char *bytes, std::size_t left, bool isBigEndian)
{
    if (left < 4)
        return {0, 0, EINVAL};
    const auto character = unit(bytes, 4, isBigEndian);
    if (isSurrogate(character) || character > 0x10FFFF)
        return {0, 0, EILSEQ};
    return {4, character, 0};
}

/// The shortest run of bytes that the code page knows as a character.
Taken takeCodePage(const unsigned char *bytes, std::size_t left, UINT codePage)
{
    for (std::size_t length = 1; length <= std::min(left, MaxBytes); ++length) {
        wchar_t wide[2];
        const int count = MultiByteToWideChar(codePage, MB_ERR_INVALID_CHARS, reinterpret_cast<const char *>(bytes),
                                              static_cast<int>(length), wide, 2);
        // A lead byte alone comes back as 0 or, in some versions, as itself: then the second byte belongs to it.
        if (count == 0 || (length == 1 && IsDBCSLeadByteEx(codePage, bytes[0]) != 0))
            continue;
        if (count == 1)
            return {length, static_cast<char32_t>(wide[0]), 0};
        return {length, 0x10000 + ((char32_t(wide[0]) - 0xD800) << 10) + (char32_t(wide[1]) - 0xDC00), 0};
    }
    CPINFO information;
    const bool maySpan = GetCPInfo(codePage, &information) != 0 && left < information.MaxCharSize;
    return {0, 0, maySpan ? EINVAL : EILSEQ};
}

Taken take(const Set &set, const unsigned char *bytes, std::size_t left)
{
    switch (set.form) {
    case Form::Utf8:
        return takeUtf8(bytes, left);
    case Form::Utf16:
        return takeUtf16(bytes, left, set.isBigEndian);
    case Form::Utf32:
        return takeUtf32(bytes, left, set.isBigEndian);
    case Form::CodePage:
        break;
    }
    return takeCodePage(bytes, left, set.codePage);
}

void putUnit(unsigned char *to, std::uint32_t value, std::size_t width, bool isBigEndian)
{
    for (std::size_t i = 0; i < width; ++i)
        to[isBigEndian ? width - 1 - i : i] = static_cast<unsigned char>(value >> (8 * i));
}

std::size_t writeUtf8(char32_t c, unsigned char *to)
{
    if (c < 0x80) {
        to[0] = static_cast<unsigned char>(c);
        return 1;
    }
    const std::size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (std::size_t i = length - 1; i > 0; --i) {
        to[i] = static_cast<unsigned char>(0x80 | (c & 0x3F));
        c >>= 6;
    }
    to[0] = static_cast<unsigned char>((0xF00 >> length) | c);
    return length;
}

/// How many of the MaxBytes at `to` the character takes; 0 if the set hasn't got it.
std::size_t write(const Set &set, char32_t c, unsigned char *to)
{
    wchar_t wide[2] = {static_cast<wchar_t>(c), 0};
    const bool isPair = c >= 0x10000;
    if (isPair) {
        wide[0] = static_cast<wchar_t>(0xD800 + ((c - 0x10000) >> 10));
        wide[1] = static_cast<wchar_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
    switch (set.form) {
    case Form::Utf8:
        return writeUtf8(c, to);
    case Form::Utf16:
        putUnit(to, wide[0], 2, set.isBigEndian);
        if (isPair)
            putUnit(to + 2, wide[1], 2, set.isBigEndian);
        return isPair ? 4 : 2;
    case Form::Utf32:
        putUnit(to, c, 4, set.isBigEndian);
        return 4;
    case Form::CodePage:
        break;
    }
    // GB 18030 has everything, and takes neither this flag nor the question whether something was replaced.
    constexpr UINT Gb18030 = 54936;
    BOOL wasReplaced = FALSE;
    const bool hasAll = set.codePage == Gb18030;
    const int count =
        WideCharToMultiByte(set.codePage, hasAll ? 0 : WC_NO_BEST_FIT_CHARS, wide, isPair ? 2 : 1,
                            reinterpret_cast<char *>(to), MaxBytes, nullptr, hasAll ? nullptr : &wasReplaced);
    return wasReplaced ? 0 : static_cast<std::size_t>(count);
}

} // namespace

struct consultantos_iconv {
    Set from;
    Set to;
};

extern "C" iconv_t iconv_open(const char *to, const char *from)
{
    consultantos_iconv found;
    if (!find(to, found.to) || !find(from, found.from)) {
        errno = EINVAL;
        return reinterpret_cast<iconv_t>(-1);
    }
    auto *converter = new (std::nothrow) consultantos_iconv(found);
    if (converter == nullptr) {
        errno = ENOMEM;
        return reinterpret_cast<iconv_t>(-1);
    }
    return converter;
}

extern "C" size_t iconv(iconv_t converter, char **in, size_t *in_left, char **out, size_t *out_left)
{
    if (in == nullptr || *in == nullptr)
        return 0; // asks for the initial state: there is no other
    while (*in_left > 0) {
        const auto taken = take(converter->from, reinterpret_cast<const unsigned char *>(*in), *in_left);
        if (taken.error != 0) {
            errno = taken.error;
            return static_cast<size_t>(-1);
        }
        unsigned char bytes[MaxBytes];
        const auto count = write(converter->to, taken.character, bytes);
        if (count == 0 || count > *out_left) {
            errno = count == 0 ? EILSEQ : E2BIG;
            return static_cast<size_t>(-1);
        }
        std::copy(bytes, bytes + count, reinterpret_cast<unsigned char *>(*out));
        *out += count;
        *out_left -= count;
        *in += taken.bytes;
        *in_left -= taken.bytes;
    }
    return 0;
}

extern "C" int iconv_close(iconv_t converter)
{
    delete converter;
    return 0;
}

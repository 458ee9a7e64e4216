// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <variant>

class QIODevice;

namespace consultantos::pdf {

/// A run of characters without blanks, as it stands on the page.
struct Word {
    QString text;
    QRectF area;         ///< in points from the page's top left
    double fontSize = 0; ///< in points, 0 if unknown
    bool bold = false;   ///< by the name of its font

    bool operator==(const Word &) const = default;
};

struct Page {
    int number = 0; ///< from 1
    QSizeF size;    ///< in points
    QList<Word> words;

    bool operator==(const Page &) const = default;
};

/// What the file says about itself.
struct Properties {
    QString title;
    QString author;
    QDateTime created; ///< invalid if not told
    int pages = 0;     ///< of the file, also if more than are read

    bool operator==(const Properties &) const = default;
};

/// Why the helper could not read a file. The numbers are its exit codes: stable.
enum class Failure {
    None = 0,
    Usage = 2,
    Unreadable = 10, ///< no such file, or no right to read it
    Damaged = 11,
    Encrypted = 12, ///< needs a password
    OutOfMemory = 13,
};

/// Told once, after the last page: a stream without it was cut.
struct Finished {
    bool operator==(const Finished &) const = default;
};

using Message = std::variant<Properties, Page, Finished>;

/// Appends one message to the stream between the helper and the program. False when the device takes no more.
[[nodiscard]] bool writeMessage(QIODevice &device, const Message &message);

/// Takes messages out of bytes as they come. The helper has read hostile content: nothing it says is trusted, so a
/// frame that is too long or doesn't parse ends the stream.
class MessageReader {
public:
    void add(const QByteArray &bytes);
    /// The next whole message, or nothing until more bytes come.
    [[nodiscard]] std::optional<Message> next();
    /// True once the bytes made no sense; nothing more comes then.
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    QByteArray m_bytes;
    qsizetype m_read = 0;
    bool m_broken = false;
};

} // namespace consultantos::pdf

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/page_stream.h"

#include <QDataStream>
#include <QIODevice>

#include <cmath>

namespace consultantos::pdf {

namespace {

constexpr auto StreamVersion = QDataStream::Qt_6_0;
/// A page of dense print holds some 100 kB of words; a drawing of map labels stays below this too.
constexpr quint32 MaxFrameBytes = 64 * 1024 * 1024;
constexpr qsizetype FrameHead = sizeof(quint32);

enum class Kind : quint8 { Properties = 1, Page, Finished };

void write(QDataStream &out, const Properties &properties)
{
    out << quint8(Kind::Properties) << properties.title << properties.author << properties.created
        << qint32(properties.pages);
}

void write(QDataStream &out, const Page &page)
{
    out << quint8(Kind::Page) << qint32(page.number) << page.size << quint32(page.words.size());
    for (const auto &word : page.words) {
        out << word.text.toUtf8() << word.area << word.fontSize << word.bold;
    }
}

void write(QDataStream &out, const Finished &)
{
    out << quint8(Kind::Finished);
}

Properties readProperties(QDataStream &in)
{
    Properties properties;
    qint32 pages = 0;
    in >> properties.title >> properties.author >> properties.created >> pages;
    properties.pages = pages;
    return properties;
}

bool isOnPaper(const Word &word)
{
    constexpr double Farthest = 100'000; // points, seven times what PDF allows a page's side
    const auto &area = word.area;
    return std::isfinite(word.fontSize) && std::abs(area.left()) < Farthest && std::abs(area.top()) < Farthest
           && std::abs(area.right()) < Farthest && std::abs(area.bottom()) < Farthest;
}

Page readPage(QDataStream &in)
{
    Page page;
    qint32 number = 0;
    quint32 count = 0;
    in >> number >> page.size >> count;
    page.number = number;
    for (quint32 index = 0; index < count && in.status() == QDataStream::Ok; ++index) {
        QByteArray text;
        Word word;
        in >> text >> word.area >> word.fontSize >> word.bold;
        word.text = QString::fromUtf8(text);
        // What fromUtf8() takes for a mark of byte order is no word; a place beyond all paper is none of a page.
        if (!word.text.isEmpty() && isOnPaper(word))
            page.words.append(word);
    }
    return page;
}

std::optional<Message> parsed(const QByteArray &frame)
{
    QDataStream in(frame);
    in.setVersion(StreamVersion);
    in.setFloatingPointPrecision(QDataStream::SinglePrecision);
    quint8 kind = 0;
    in >> kind;
    std::optional<Message> message;
    if (kind == quint8(Kind::Properties))
        message = readProperties(in);
    else if (kind == quint8(Kind::Page))
        message = readPage(in);
    else if (kind == quint8(Kind::Finished))
        message = Finished{};
    return in.status() == QDataStream::Ok && in.atEnd() ? message : std::nullopt;
}

} // namespace

bool writeMessage(QIODevice &device, const Message &message)
{
    QByteArray frame;
    QDataStream out(&frame, QIODevice::WriteOnly);
    out.setVersion(StreamVersion);
    out.setFloatingPointPrecision(QDataStream::SinglePrecision);
    out << quint32(0);
    std::visit([&out](const auto &content) { write(out, content); }, message);
    out.device()->seek(0);
    out << quint32(frame.size() - FrameHead);
    return frame.size() <= MaxFrameBytes && device.write(frame) == frame.size();
}

void MessageReader::add(const QByteArray &bytes)
{
    m_bytes.remove(0, m_read);
    m_read = 0;
    m_bytes += bytes;
}

std::optional<Message> MessageReader::next()
{
    if (m_broken || m_bytes.size() - m_read < FrameHead)
        return std::nullopt;
    quint32 length = 0;
    QDataStream(QByteArray::fromRawData(m_bytes.constData() + m_read, FrameHead)) >> length;
    if (length == 0 || length > MaxFrameBytes) {
        m_broken = true;
        return std::nullopt;
    }
    if (m_bytes.size() - m_read - FrameHead < qsizetype(length))
        return std::nullopt;
    auto message = parsed(QByteArray::fromRawData(m_bytes.constData() + m_read + FrameHead, length));
    m_read += FrameHead + qsizetype(length);
    m_broken = !message;
    return message;
}

} // namespace consultantos::pdf

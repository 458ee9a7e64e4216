// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_reader.h"

#include <QFile>

#include <poppler-document.h>
#include <poppler-page.h>

#include <limits>
#include <memory>

namespace consultantos::pdf {

namespace {

QString text(const poppler::ustring &string)
{
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(string.data()), qsizetype(string.size()));
}

Properties propertiesOf(const poppler::document &document)
{
    Properties properties{text(document.info_key("Title")).simplified(),
                          text(document.info_key("Author")).simplified(),
                          {},
                          document.pages()};
    const auto created = document.info_date_t("CreationDate");
    if (created > 0)
        properties.created = QDateTime::fromSecsSinceEpoch(qint64(created), Qt::UTC);
    return properties;
}

bool isBold(const std::string &fontName)
{
    const auto name = QString::fromStdString(fontName);
    return name.contains(QLatin1String("bold"), Qt::CaseInsensitive)
           || name.contains(QLatin1String("black"), Qt::CaseInsensitive)
           || name.contains(QLatin1String("heavy"), Qt::CaseInsensitive);
}

/// The text with printers' ligatures ("ﬁ") spelt out, so that words are found.
QString withoutLigatures(QString text)
{
    static const QStringList letters{QStringLiteral("ff"),  QStringLiteral("fi"),  QStringLiteral("fl"),
                                     QStringLiteral("ffi"), QStringLiteral("ffl"), QStringLiteral("st"),
                                     QStringLiteral("st")};
    constexpr char16_t First = 0xfb00;
    for (int index = 0; index < letters.size(); ++index)
        text.replace(QChar(char16_t(First + index)), letters[index]);
    return text;
}

Word wordOf(const poppler::text_box &box)
{
    const auto area = box.bbox();
    return {withoutLigatures(text(box.text()).simplified()), QRectF(area.x(), area.y(), area.width(), area.height()),
            box.get_font_size(), isBold(box.get_font_name())};
}

/// A page that can't be read is told as one without words.
Page pageOf(const poppler::document &document, int index)
{
    Page page{index + 1, {}, {}};
    const std::unique_ptr<poppler::page> source(document.create_page(index));
    if (!source)
        return page;
    const auto size = source->page_rect();
    page.size = QSizeF(size.width(), size.height());
    const auto boxes = source->text_list(poppler::page::text_list_include_font);
    page.words.reserve(qsizetype(boxes.size()));
    for (const auto &box : boxes) {
        auto word = wordOf(box);
        if (!word.text.isEmpty())
            page.words.append(std::move(word));
    }
    return page;
}

} // namespace

Failure streamPdf(const QString &path, int maxPages, QIODevice &out)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure::Unreadable;
    const auto content = file.readAll();
    if (content.size() > std::numeric_limits<int>::max())
        return Failure::OutOfMemory;
    // What the library prints about faults in the file it mends is of no use to anyone here.
    poppler::set_debug_error_function([](const std::string &, void *) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(content.constData(), int(content.size())));
    if (!document)
        return Failure::Damaged;
    if (document->is_locked())
        return Failure::Encrypted;
    bool written = writeMessage(out, propertiesOf(*document));
    const int pages = qMin(document->pages(), maxPages);
    for (int index = 0; index < pages && written; ++index)
        written = writeMessage(out, pageOf(*document, index));
    // Nobody reads any more: the program that asked has gone or given up.
    return written && writeMessage(out, Finished{}) ? Failure::None : Failure::Unreadable;
}

} // namespace consultantos::pdf

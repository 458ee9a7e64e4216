// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_reader.h"

#include <QFile>

#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
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

/// A file in memory with what the library makes of it, which reads there.
struct OpenPdf {
    QByteArray content;
    std::unique_ptr<poppler::document> document;
};

Failure open(OpenPdf &pdf, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure::Unreadable;
    pdf.content = file.readAll();
    if (pdf.content.size() > std::numeric_limits<int>::max())
        return Failure::OutOfMemory;
    // What the library prints about faults in the file it mends is of no use to anyone here.
    poppler::set_debug_error_function([](const std::string &, void *) {}, nullptr);
    pdf.document.reset(poppler::document::load_from_raw_data(pdf.content.constData(), int(pdf.content.size())));
    if (!pdf.document)
        return Failure::Damaged;
    return pdf.document->is_locked() ? Failure::Encrypted : Failure::None;
}

} // namespace

Failure streamPdf(const QString &path, int maxPages, QIODevice &out)
{
    OpenPdf pdf;
    if (const auto failure = open(pdf, path); failure != Failure::None)
        return failure;
    const auto &document = *pdf.document;
    bool written = writeMessage(out, propertiesOf(document));
    const int pages = qMin(document.pages(), maxPages);
    for (int index = 0; index < pages && written; ++index)
        written = writeMessage(out, pageOf(document, index));
    // Nobody reads any more: the program that asked has gone or given up.
    return written && writeMessage(out, Finished{}) ? Failure::None : Failure::Unreadable;
}

Failure drawPdfPage(const QString &path, int page, int dotsPerInch, const QString &picture)
{
    OpenPdf pdf;
    if (const auto failure = open(pdf, path); failure != Failure::None)
        return failure;
    const std::unique_ptr<poppler::page> source(pdf.document->create_page(page - 1));
    if (!source || !poppler::page_renderer::can_render())
        return Failure::Damaged;
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_gray8);
    const auto image = renderer.render_page(source.get(), dotsPerInch, dotsPerInch);
    const bool saved = image.is_valid() && image.save(QFile::encodeName(picture).toStdString(), "png", dotsPerInch);
    return saved ? Failure::None : Failure::Damaged;
}

} // namespace consultantos::pdf

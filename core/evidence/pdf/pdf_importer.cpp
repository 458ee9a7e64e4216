// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/pdf_importer.h"

#include "evidence/pdf/document_builder.h"
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/page_recogniser.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

namespace {

/// The mark may stand behind some bytes of a mail or a web server.
constexpr qsizetype MarkWithin = 1024;

/// What became of the pages of a file.
struct PageCount {
    int read = 0;
    int empty = 0;
    int recognised = 0;       ///< of the empty ones
    int lastTried = 0;        ///< number of the last page whose picture was read; 0: none
    bool isOutOfTime = false; ///< there are pictures behind it that weren't
};

void warnOfGaps(Document &document, const PageCount &count, bool canRecognise)
{
    if (document.pages > count.read)
        document.warnings.append(QCoreApplication::translate("Evidence", "Only the first %1 of %2 pages were read.")
                                     .arg(count.read)
                                     .arg(document.pages));
    if (count.recognised > 0)
        document.warnings.append(QCoreApplication::translate(
            "Evidence", "The text of %n page(s) was recognised in pictures: check its figures.", nullptr,
            count.recognised));
    if (count.isOutOfTime) {
        document.warnings.append(
            count.lastTried > 0
                ? QCoreApplication::translate(
                      "Evidence", "Time ran out after page %1: later pages that are pictures were not read.")
                      .arg(count.lastTried)
                : QCoreApplication::translate("Evidence",
                                              "Time ran out before the first page that is a picture was read."));
        return;
    }
    const int left = count.empty - count.recognised;
    if (left > 0 && left == count.read)
        document.warnings.append(
            canRecognise
                ? QCoreApplication::translate(
                    "Evidence", "The pages are pictures, as of a scanner, in which no text was recognised.")
                : QCoreApplication::translate(
                    "Evidence", "The pages are pictures without text, as of a scanner: nothing can be found in them."));
    else if (left > 0)
        document.warnings.append(QCoreApplication::translate("Evidence", "%n page(s) hold no text.", nullptr, left));
}

} // namespace

PdfImporter::PdfImporter(QString helper, TextRecognition recognition)
    : m_helper(std::move(helper))
    , m_recognition(std::move(recognition))
{
}

QString PdfImporter::format() const
{
    return QStringLiteral("pdf");
}

bool PdfImporter::accepts(const QByteArray &head, const QString &) const
{
    return head.left(MarkWithin).contains("%PDF-");
}

Result<Document> PdfImporter::read(const QString &path, const ImportLimits &limits,
                                   const CancellationToken &cancel) const
{
    const QFileInfo file(path);
    if (file.size() > limits.inputBytes)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Evidence", "%1 is larger than one file may be.").arg(file.fileName()),
                    QCoreApplication::translate("Evidence", "Nothing of this file was imported. Split it into parts."));
    pdf::HelperLimits helperLimits;
    helperLimits.pages = limits.pages;
    helperLimits.outputBytes = limits.expandedBytes;
    helperLimits.deadline = QDeadlineTimer(limits.time);
    pdf::DocumentBuilder builder;
    PageCount count;
    QList<pdf::Page> empty;
    const auto status = pdf::readPages(m_helper, path, helperLimits, cancel, [&](pdf::Message &&message) {
        if (const auto *properties = std::get_if<pdf::Properties>(&message))
            builder.setProperties(*properties);
        const auto *page = std::get_if<pdf::Page>(&message);
        if (!page)
            return;
        ++count.read;
        if (page->words.isEmpty())
            empty.append(*page);
        builder.add(*page);
    });
    if (!status)
        return tl::unexpected(status.error());
    count.empty = int(empty.size());
    if (!m_recognition.program.isEmpty()) {
        const pdf::PageRecogniser recogniser(m_helper, m_recognition, helperLimits, cancel);
        for (auto &page : empty) {
            if (cancel.isCancelled())
                break;
            auto words = recogniser.words(path, page.number);
            if (!words && helperLimits.deadline.hasExpired()) {
                count.isOutOfTime = true;
                break;
            }
            count.lastTried = page.number;
            page.words = std::move(words).value_or(QList<pdf::Word>());
            if (page.words.isEmpty())
                continue;
            ++count.recognised;
            builder.replace(page);
        }
    }
    auto document = builder.finished(limits.blocks, cancel);
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled,
                    QCoreApplication::translate("Evidence", "Reading %1 was cancelled.").arg(file.fileName()));
    document.format = format();
    document.isComplete = !count.isOutOfTime;
    warnOfGaps(document, count, !m_recognition.program.isEmpty());
    return document;
}

} // namespace consultantos

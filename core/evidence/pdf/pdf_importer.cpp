// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/pdf_importer.h"

#include "evidence/pdf/document_builder.h"
#include "evidence/pdf/helper_process.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

namespace {

/// The mark may stand behind some bytes of a mail or a web server.
constexpr qsizetype MarkWithin = 1024;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("PdfImporter", text, nullptr, count);
}

void warnOfGaps(Document &document, int pagesRead, int emptyPages)
{
    if (document.pages > pagesRead)
        document.warnings.append(tr("Only the first %1 of %2 pages were read.").arg(pagesRead).arg(document.pages));
    if (pagesRead > 0 && emptyPages == pagesRead)
        document.warnings.append(
            tr("The pages are pictures without text, as of a scanner: nothing can be found in them."));
    else if (emptyPages > 0)
        document.warnings.append(tr("%n page(s) hold no text.", emptyPages));
}

} // namespace

PdfImporter::PdfImporter(QString helper)
    : m_helper(std::move(helper))
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
        return fail(ErrorCode::Malformed, tr("%1 is larger than one file may be.").arg(file.fileName()),
                    tr("Nothing of this file was imported. Split it into parts."));
    pdf::DocumentBuilder builder;
    pdf::HelperLimits helperLimits;
    helperLimits.pages = limits.pages;
    helperLimits.outputBytes = limits.expandedBytes;
    helperLimits.time = limits.time;
    const auto status = pdf::runHelper(m_helper, path, helperLimits, cancel, [&builder](pdf::Message &&message) {
        if (const auto *page = std::get_if<pdf::Page>(&message))
            builder.add(*page);
        else if (const auto *properties = std::get_if<pdf::Properties>(&message))
            builder.setProperties(*properties);
    });
    if (!status)
        return tl::unexpected(status.error());
    auto document = builder.finished(limits.blocks);
    document.format = format();
    warnOfGaps(document, builder.pagesRead(), builder.emptyPages());
    return document;
}

} // namespace consultantos

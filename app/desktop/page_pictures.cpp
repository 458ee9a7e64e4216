// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_pictures.h"

#include "evidence/pdf/helper_process.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace consultantos {

namespace {

tl::unexpected<Error> noPicture(const QString &reason)
{
    return fail(ErrorCode::NotFound, reason,
                QCoreApplication::translate("Engine", "The page's text is shown instead."));
}

} // namespace

Result<QImage> drawnPage(const QString &path, int page, double dotsPerInch)
{
    if (!path.endsWith(QLatin1String(".pdf")))
        return noPicture(QCoreApplication::translate("Engine", "Only pages of PDFs can be shown as they are."));
    const auto helper = pdf::findHelper();
    const QTemporaryDir folder;
    if (helper.isEmpty() || !folder.isValid())
        return noPicture(QCoreApplication::translate("Engine", "The page can't be drawn: the PDF helper is missing."));
    pdf::HelperLimits limits;
    limits.deadline = QDeadlineTimer(std::chrono::seconds(20));
    const auto picture = folder.filePath(QStringLiteral("page.png"));
    QImage image;
    if (!pdf::drawPage(helper, path, page, qRound(dotsPerInch), picture, limits, {}) || !image.load(picture))
        return noPicture(QCoreApplication::translate("Engine", "Page %1 could not be drawn.").arg(page));
    return image;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/saving.h"

#include "base/whole_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>

namespace consultantos {

QFileDialog *askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(QFileInfo(suggested).suffix());
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        if (const auto ending = filter.section(QLatin1String("*."), 1, 1).section(QLatin1Char(')'), 0, 0);
            !ending.isEmpty())
            dialog->setDefaultSuffix(ending);
    });
    dialog->open();
    return dialog;
}

QString asFileName(QString title)
{
    static const QRegularExpression NotInNames(QStringLiteral(R"([/\\:*?"<>|\x00-\x1f])"));
    return title.replace(NotInNames, QStringLiteral("-"));
}

QString savedAsText(const QString &path)
{
    return QCoreApplication::translate("Saving", "Saved as %1").arg(QDir::toNativeSeparators(path));
}

Status writePicture(const QString &path, const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        return fail(ErrorCode::Internal, QCoreApplication::translate("Saving", "The picture could not be made."));
    return writeFile(path, bytes);
}

} // namespace consultantos

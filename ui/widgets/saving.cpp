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

namespace {

/// "Table (*.csv)" → "csv"; empty for all files.
QString endingOf(const QString &filter)
{
    static const QRegularExpression Pattern(QStringLiteral(R"(\*\.([^\s)]+))"));
    return Pattern.match(filter).captured(1);
}

} // namespace

QFileDialog *askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QStringList &filters)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(endingOf(filters.value(0)));
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        if (const auto ending = endingOf(filter); !ending.isEmpty())
            dialog->setDefaultSuffix(ending);
    });
    dialog->open();
    return dialog;
}

QString asFileName(QString title)
{
    static const QRegularExpression NotInNames(QStringLiteral(R"([/\\:*?"<>|\x00-\x1f])"));
    static const QRegularExpression NotAtItsEnds(QStringLiteral(R"(^[.\s]+|[.\s]+$)"));
    static const QRegularExpression OfDevices(QStringLiteral("^(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])$"),
                                              QRegularExpression::CaseInsensitiveOption);
    // Of a name of any length a file system takes this much, in any script.
    constexpr qsizetype MostLetters = 60;
    title.replace(NotInNames, QStringLiteral("-"));
    if (title.size() > MostLetters)
        title.truncate(title[MostLetters - 1].isHighSurrogate() ? MostLetters - 1 : MostLetters);
    title.remove(NotAtItsEnds);
    return OfDevices.match(title).hasMatch() ? title + QLatin1Char('-') : title;
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

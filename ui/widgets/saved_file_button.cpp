// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/saved_file_button.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace consultantos {

SavedFileButton::SavedFileButton(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("savedFileFolder"));
    setText(tr("Sho&w in folder"));
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QToolButton::clicked, this, &SavedFileButton::showFolder);
    setFile({});
}

void SavedFileButton::setFile(const QString &path)
{
    m_file = path;
    setVisible(!path.isEmpty());
    const auto name = path.endsWith(QLatin1Char('/')) ? QDir(path).dirName() : QFileInfo(path).fileName();
    setAccessibleName(tr("Show in folder: %1").arg(name));
    setToolTip(tr("Opens the folder of %1 in the file manager").arg(name));
}

void SavedFileButton::showFolder()
{
    const auto folder = QFileInfo(m_file).absolutePath();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT failed({ErrorCode::Unreadable, tr("The desktop has no file manager that opens folders."),
                       tr("What was saved is in %1.").arg(QDir::toNativeSeparators(folder)), false});
}

} // namespace consultantos

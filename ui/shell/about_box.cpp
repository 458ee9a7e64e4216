// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/about_box.h"

#include "base/version.h"

#include <QCoreApplication>
#include <QIcon>
#include <QMessageBox>

namespace consultantos {

void showAboutBox(QWidget *window, const QString &dataDir)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, QCoreApplication::translate("AboutBox", "About ConsultantOS"),
                                QStringLiteral("<h3>ConsultantOS %1</h3>").arg(QString::fromLatin1(Version)),
                                QMessageBox::Close, window);
    box->setIconPixmap(QIcon(QStringLiteral(":/icons/consultantos.svg")).pixmap(64, 64));
    box->setInformativeText(
        QCoreApplication::translate(
            "AboutBox",
            "A workstation for management consultants: analyses whose every number traces to its source.\n\n"
            "Free software under the GNU General Public License, version 3 or later. Built with Qt %1.\n"
            "Data folder: %2")
            .arg(QString::fromLatin1(qVersion()), dataDir));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start_failure.h"

#include "base/settings.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QUrl>

namespace consultantos {

StartFailure::StartFailure(const Error &error, const QString &dataDir, bool isOfSettingsFile)
    : QMessageBox(Critical, tr("ConsultantOS"), tr("ConsultantOS can't start."), NoButton)
{
    setObjectName(QStringLiteral("startFailure"));
    setInformativeText(error.toText());
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (isOfSettingsFile) {
        m_without = addButton(tr("Set the settings aside and start"), AcceptRole);
        m_without->setObjectName(QStringLiteral("startWithoutSettings"));
    }
    if (QFileInfo(dataDir).isDir()) {
        auto *folder = addButton(tr("Show the data folder"), HelpRole);
        // It stays open: the folder is looked at to understand what it says.
        folder->disconnect();
        connect(folder, &QPushButton::clicked, this,
                [dataDir] { QDesktopServices::openUrl(QUrl::fromLocalFile(dataDir)); });
    }
    auto *quit = addButton(tr("Quit"), RejectRole);
    setEscapeButton(quit);
    setDefaultButton(quit);
}

StartFailure::Way StartFailure::ask()
{
    exec();
    return m_without != nullptr && clickedButton() == m_without ? Way::WithoutSettings : Way::Quit;
}

bool StartFailure::isOfSettingsFile(const QString &dataDir, const QProcessEnvironment &environment)
{
    return QFile::exists(Settings::filePath(dataDir)) && !Settings::load(dataDir, environment)
           && Settings::load(QDir(dataDir).filePath(QStringLiteral("no-settings")), environment);
}

Status StartFailure::setSettingsAside(const QString &dataDir, const Clock &clock)
{
    const auto path = Settings::filePath(dataDir);
    const auto aside = path + QLatin1Char('.') + clock.nowUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
                       + QStringLiteral(".aside");
    QFile file(path);
    if (file.rename(aside))
        return {};
    return fail(ErrorCode::ReadOnly,
                tr("%1 can't be renamed to %2.").arg(QDir::toNativeSeparators(path), QDir::toNativeSeparators(aside)),
                file.errorString());
}

} // namespace consultantos

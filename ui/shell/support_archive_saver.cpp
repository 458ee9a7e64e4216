// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/support_archive_saver.h"

#include "base/clock.h"
#include "widgets/async.h"
#include "widgets/saving.h"

#include <QFileDialog>

namespace consultantos {

SupportArchiveSaver::SupportArchiveSaver(const AppServices &services, WriteSupport write, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_write(std::move(write))
    , m_window(window)
{
}

void SupportArchiveSaver::choosePlace()
{
    const auto today = m_services.clock->nowUtc().date().toString(Qt::ISODate);
    auto *dialog =
        askWhereToSave(m_window, tr("Save support archive"), QStringLiteral("consultantos-support-%1.zip").arg(today),
                       {tr("ZIP archive (*.zip)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SupportArchiveSaver::save);
}

void SupportArchiveSaver::save(const QString &path)
{
    runAsync(
        m_services.pool, this, [write = m_write, path] { return write(path); },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT message(
                    tr("Saved as %1. It holds no keys and no client's text; look into it before you send it.")
                        .arg(path),
                    path);
            else
                Q_EMIT failed(done.error());
        });
}

} // namespace consultantos

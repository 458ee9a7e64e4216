// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QObject>

#include <functional>

class QWidget;

namespace consultantos {

/// Writes an archive for whoever helps with faults, in which is no secret and no client's text. I/O: called on the pool.
using WriteSupport = std::function<Status(const QString &path)>;

/// Help > Support archive: asks where to, and has it written.
class SupportArchiveSaver : public QObject {
    Q_OBJECT
public:
    SupportArchiveSaver(const AppServices &services, WriteSupport write, QWidget *window);

    void choosePlace();
    /// Without the dialog.
    void save(const QString &path);

Q_SIGNALS:
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    WriteSupport m_write;
    QWidget *m_window = nullptr;
};

} // namespace consultantos

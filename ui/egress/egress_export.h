// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/egress_ledger.h"

#include <QObject>

class QWidget;

namespace consultantos {

/// Saves a part of the egress ledger as CSV, all of it and not only what is on the screen.
class EgressExport : public QObject {
    Q_OBJECT
public:
    EgressExport(const AppServices &services, QWidget *window);

    /// Asks where to, then saves.
    void saveAs(const EgressFilter &filter);
    void save(const EgressFilter &filter, const QString &path);

Q_SIGNALS:
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    QWidget *m_window = nullptr;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"

#include <QObject>
#include <QUrl>

namespace consultantos {

/// Tells of a newer version, where the user switched that on and the network may be used. Nothing is fetched or installed.
class UpdateTeller : public QObject {
    Q_OBJECT
public:
    explicit UpdateTeller(const AppServices &services, QObject *parent = nullptr);
    /// Cancels what is under way.
    ~UpdateTeller() override;

    /// Asks, once; what fails is a line of the log: nobody waits for it.
    void look();

Q_SIGNALS:
    /// `page` may be empty.
    void newer(const QString &version, const QUrl &page);
    /// Nothing newer, not switched on, or it failed.
    void nothing();

private:
    const AppServices &m_services;
    CancellationSource m_cancel;
};

} // namespace consultantos

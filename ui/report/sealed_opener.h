// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"
#include "model/report.h"

#include <QObject>

#include <memory>

namespace consultantos {

/// Opens sealed reports: a file is verified on the pool, and only a report that its evidence gives to the byte is handed on.
class SealedOpener : public QObject {
    Q_OBJECT
public:
    explicit SealedOpener(const AppServices &services, QObject *parent = nullptr);
    /// Cancels what is under way.
    ~SealedOpener() override;

    /// By its name.
    [[nodiscard]] static bool isSealed(const QString &path);

    void open(const QString &path);

Q_SIGNALS:
    void opened(const std::shared_ptr<const consultantos::Report> &report, const QString &verified,
                const QString &signature);
    void message(const QString &text);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    CancellationSource m_cancel;
};

} // namespace consultantos

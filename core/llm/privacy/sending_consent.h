// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "llm/privacy/model_destination.h"

#include <QJsonArray>
#include <QSet>
#include <QString>

#include <memory>
#include <mutex>

namespace consultantos {

/// To which services the user has agreed to send, of one engagement: kept in sending.json of its folder, so that it is
/// asked once for each and never in another client's name. Thread-safe; does I/O.
class SendingConsent {
public:
    SendingConsent(const QString &folder, std::shared_ptr<const Clock> clock);

    /// True without asking for a model on this computer: nothing leaves it. A file that can't be read is no consent.
    [[nodiscard]] bool isGiven(const ModelDestination &destination) const;
    [[nodiscard]] Status give(const ModelDestination &destination);
    /// Every service has to be agreed to again.
    [[nodiscard]] Status withdrawAll();

private:
    [[nodiscard]] Status write(const QJsonArray &services) const;

    QString m_path;
    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    QSet<QString> m_given; ///< in this session: holds where the folder can't be written, too
};

} // namespace consultantos

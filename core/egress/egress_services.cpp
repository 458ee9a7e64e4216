// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_services.h"

#include <QRandomGenerator>
#include <QTimer>

namespace consultantos {

EgressServices EgressServices::standard(std::shared_ptr<const Clock> clock, std::shared_ptr<LedgerSink> ledger)
{
    EgressServices services;
    services.clock = std::move(clock);
    services.ledger = std::move(ledger);
    services.validators = std::make_shared<MemoryValidatorStore>();
    services.uniform = [] { return QRandomGenerator::global()->generateDouble(); };
    services.after = [](std::chrono::milliseconds wait, QObject *context, std::function<void()> task) {
        QTimer::singleShot(wait, context, std::move(task));
    };
    return services;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QTemporaryDir>
#include <QThreadPool>

#include <memory>

namespace consultantos {
class EgressLedger;
class MoneyLedger;
class TimeSeries;
} // namespace consultantos

namespace consultantos::test {

class MemoryKeyring;

/// The window's services over a data folder of their own: real stores, real analysis, the real way to the network with
/// every source off, facts given by the caller. The keyring is one in memory: the machine's must not be touched.
class TestServices {
public:
    explicit TestServices(std::shared_ptr<const FactStore> facts, const QProcessEnvironment &environment = {});
    ~TestServices();
    TestServices(const TestServices &) = delete;
    TestServices &operator=(const TestServices &) = delete;

    [[nodiscard]] AppServices &app() { return m_app; }
    [[nodiscard]] MemoryKeyring &keyring() { return *m_keyring; }
    /// To write to; the window only reads it.
    [[nodiscard]] EgressLedger &ledger() { return *m_ledger; }
    [[nodiscard]] MoneyLedger &money() { return *m_money; }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
    QThreadPool m_pool;
    std::shared_ptr<MemoryKeyring> m_keyring;
    std::shared_ptr<EgressLedger> m_ledger;
    std::shared_ptr<MoneyLedger> m_money;
    AppServices m_app;
};

} // namespace consultantos::test

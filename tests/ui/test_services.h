// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QTemporaryDir>
#include <QThreadPool>

#include <memory>

namespace consultantos::test {

/// The window's services over a data folder of their own: real stores, real analysis, facts given by the caller.
class TestServices {
public:
    explicit TestServices(std::shared_ptr<const FactStore> facts, const QProcessEnvironment &environment = {});
    ~TestServices();
    TestServices(const TestServices &) = delete;
    TestServices &operator=(const TestServices &) = delete;

    [[nodiscard]] AppServices &app() { return m_app; }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }

private:
    QTemporaryDir m_dir;
    QThreadPool m_pool;
    AppServices m_app;
};

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixture_facts.h"
#include "shell/main_window.h"
#include "storage/document_repository.h"
#include "test_services.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QWidget>

namespace consultantos::test {

/// The child of that name and type; the program ends without it.
template <typename T>
T *child(const QWidget *parent, const char *name)
{
    auto *found = parent->findChild<T *>(QLatin1String(name));
    if (found == nullptr)
        qFatal("no child called %s", name);
    return found;
}

/// What a screen reader says the widget is called.
inline QString spokenName(QWidget *widget)
{
    const auto *spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken == nullptr ? QString() : spoken->text(QAccessible::Name);
}

/// The window over its own data folder, shown and with its companies loaded.
struct ShownWindow {
    explicit ShownWindow(const QProcessEnvironment &environment = {})
        : ShownWindow([](AppServices &) {}, environment)
    {
    }

    /// `prepare` changes the services before there is a window.
    explicit ShownWindow(const std::function<void(AppServices &)> &prepare, const QProcessEnvironment &environment = {})
        : services(std::make_shared<FixtureFacts>(), environment)
        , window((prepare(services.app()), services.app()))
    {
        QSignalSpy ready(&window, &MainWindow::ready);
        window.show();
        if (!ready.wait(5000))
            qFatal("the window did not get ready");
    }

    TestServices services;
    MainWindow window;
};

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frameworks/framework_desk.h"
#include "frameworks/framework_form.h"
#include "frameworks/frameworks_window.h"
#include "screenshot_facts.h"
#include "shown_window.h"

#include <QFile>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace consultantos::test {

constexpr int Long = 30'000;

/// The editor over a data folder of its own and the starter facts.
struct FrameworkEditor {
    FrameworkEditor()
        : services(screenshotFacts())
        , window(services.app())
    {
        window.show();
    }
    [[nodiscard]] FrameworkDesk &desk() { return window.desk(); }
    [[nodiscard]] QPushButton *button(const char *name) { return child<QPushButton>(&window, name); }
    [[nodiscard]] QString folder() const { return services.dataDir() + QStringLiteral("/frameworks"); }
    bool open(const QString &id)
    {
        window.open(id);
        return QTest::qWaitFor([&] { return desk().entry() && desk().entry()->info.id == id && isRead(); }, Long);
    }
    /// The company is chosen and the text as it stands was tried on it.
    bool isRead()
    {
        return !desk().company().isEmpty() && !desk().isTrying() && desk().trial()
               && (desk().trial()->output || !desk().trial()->faults.isEmpty());
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return isRead(); }, Long);
    }
    bool copy(const QString &id)
    {
        if (!open(id))
            return false;
        button("frameworkCopy")->click();
        const auto own = id + QStringLiteral("_copy");
        return QTest::qWaitFor([&] { return desk().entry() && desk().entry()->info.id == own && isRead(); }, Long);
    }
    QString firstFault() { return desk().trial()->faults.value(0).message; }
    QTableView *table() { return window.form()->table(); }
    [[nodiscard]] int columnOf(const QString &title)
    {
        for (int column = 0; column < table()->model()->columnCount(); ++column) {
            if (table()->model()->headerData(column, Qt::Horizontal).toString() == title)
                return column;
        }
        return -1;
    }
    bool put(int row, const QString &column, const QString &value)
    {
        return table()->model()->setData(table()->model()->index(row, columnOf(column)), value, Qt::EditRole);
    }

    TestServices services;
    FrameworksWindow window;
};

inline QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "framework_shots.h"

#include "frameworks/framework_desk.h"
#include "frameworks/framework_form.h"
#include "frameworks/framework_part_model.h"
#include "frameworks/framework_text_editor.h"
#include "frameworks/frameworks_window.h"

#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace consultantos::test {

namespace {

constexpr int Long = 60'000;

bool isTried(FrameworksWindow &window, const QString &id)
{
    return QTest::qWaitFor(
        [&window, &id] {
            auto &desk = window.desk();
            return desk.entry() && desk.entry()->info.id == id && !desk.company().isEmpty() && !desk.isTrying()
                   && desk.trial() && (desk.trial()->output || !desk.trial()->faults.isEmpty());
        },
        Long);
}

void copyOf(FrameworksWindow &window, const QString &id)
{
    window.open(id);
    if (!isTried(window, id))
        qFatal("the framework wasn't read");
    window.findChild<QPushButton *>(QStringLiteral("frameworkCopy"))->click();
    if (!isTried(window, id + QStringLiteral("_copy")))
        qFatal("the framework wasn't copied");
}

/// The column that holds values of that name.
int columnOf(const FrameworkPartModel &model, const QString &name)
{
    return static_cast<int>(model.part().columns.indexOf(name));
}

} // namespace

void shootFrameworks(AppServices &services, const QStringList &pages,
                     const std::function<void(QWidget *, const QString &)> &visit)
{
    if (!pages.contains(QLatin1String("frameworks")))
        return;
    // What was chosen last has to be laid out, which takes events.
    const auto shoot = [&visit](QWidget *shown, const QString &page) {
        QTest::qWait(300);
        visit(shown, page);
    };
    FrameworksWindow window(services);
    if (window.devicePixelRatioF() > 1)
        window.resize(1024, 680);
    auto *table = window.form()->table();
    const auto *model = qobject_cast<FrameworkPartModel *>(table->model());
    window.open(QStringLiteral("porter"));
    if (!isTried(window, QStringLiteral("porter")))
        qFatal("the framework wasn't read");
    shoot(&window, QStringLiteral("frameworks"));

    copyOf(window, QStringLiteral("porter"));
    const auto put = [&](int row, const char *column, const QString &value) {
        const auto at = table->model()->index(row, columnOf(*model, QLatin1String(column)));
        table->model()->setData(at, value, Qt::EditRole);
    };
    put(1, "weight", QStringLiteral("0.35"));
    put(2, "ratio", QStringLiteral("operating_margn"));
    if (!isTried(window, QStringLiteral("porter_copy")))
        qFatal("the copy wasn't tried");
    shoot(&window, QStringLiteral("frameworks_faults"));
    window.tabs()->setCurrentIndex(1);
    window.text()->showLine(window.desk().trial()->faults.first().line);
    shoot(&window, QStringLiteral("frameworks_text"));
    window.desk().revert();
    window.tabs()->setCurrentIndex(0);
    window.form()->showPart({QStringLiteral("texts")});
    table->setCurrentIndex(table->model()->index(0, 1));
    (void)isTried(window, QStringLiteral("porter_copy"));
    shoot(&window, QStringLiteral("frameworks_sentences"));
    window.form()->showPart({QStringLiteral("limits")});
    shoot(&window, QStringLiteral("frameworks_limits"));

    copyOf(window, QStringLiteral("vrio"));
    window.form()->showPart({QStringLiteral("sections"), QStringLiteral("0"), QStringLiteral("rows")});
    table->setCurrentIndex(table->model()->index(0, columnOf(*model, QStringLiteral("text"))));
    (void)isTried(window, QStringLiteral("vrio_copy"));
    shoot(&window, QStringLiteral("frameworks_conditions"));
}

} // namespace consultantos::test

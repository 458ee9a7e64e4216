// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_store.h"
#include "fixture_facts.h"
#include "settings/cache_panel.h"
#include "test_services.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace consultantos;

namespace {

/// Keeps a value as an analysis of a company is kept, and says under which key.
QByteArray keep(CacheStore &cache, const QByteArray &kind, const QString &companyId)
{
    const auto key = cache.access().scope.key(kind, 1).text("company", companyId).key();
    CacheEntry entry;
    entry.bytes = "value";
    entry.tags = cache.access().scope.tags(kind, companyId);
    entry.cost = {2.0, 1'250'000};
    const auto kept = cache.manager()->getOrComputeHere(
        key, [entry](const CancellationToken &) -> Result<CacheEntry> { return entry; }, {});
    return kept ? key : QByteArray();
}

bool has(CacheStore &cache, const QByteArray &key)
{
    return cache.manager()->get(key).value.has_value();
}

} // namespace

class TestCachePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptiesOneCompanyOfOneKind()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        auto &cache = *services.app().cache;
        const auto companies = services.app().facts->companies();
        QVERIFY(companies.size() >= 2);
        const auto first = keep(cache, "analysis", companies[0].id);
        const auto agent = keep(cache, "agent", companies[0].id);
        const auto second = keep(cache, "analysis", companies[1].id);
        QVERIFY(has(cache, first) && has(cache, agent) && has(cache, second));

        CachePanel panel(services.app());
        panel.QWidget::show();
        auto *whose = panel.findChild<QComboBox *>(QStringLiteral("cacheWhose"));
        auto *what = panel.findChild<QComboBox *>(QStringLiteral("cacheWhat"));
        auto *clear = panel.findChild<QPushButton *>(QStringLiteral("clearCache"));
        QVERIFY(whose && what && clear);
        QTRY_COMPARE(whose->count(), companies.size() + 1);
        whose->setCurrentIndex(whose->findData(companies[0].id));
        what->setCurrentIndex(what->findData(QByteArray("analysis")));
        // Whoever presses the wrong button loses nothing.
        clear->click();
        auto *question = panel.findChild<QMessageBox *>();
        QVERIFY(question != nullptr);
        QVERIFY2(question->informativeText().contains(companies[0].name), qPrintable(question->informativeText()));
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(panel.findChild<QMessageBox *>() == nullptr);
        QVERIFY(has(cache, first));
        const auto clearForSure = [&] {
            clear->click();
            panel.findChild<QPushButton *>(QStringLiteral("confirmedLoss"))->click();
            QTRY_VERIFY(panel.findChild<QMessageBox *>() == nullptr);
        };
        clearForSure();
        QTRY_VERIFY(clear->isEnabled());
        QTRY_VERIFY(!has(cache, first));
        QVERIFY(has(cache, agent) && has(cache, second));
        // The choice stays, so that the next kind can be emptied.
        QTRY_COMPARE(whose->currentData().toString(), companies[0].id);
        what->setCurrentIndex(0);
        clearForSure();
        QTRY_VERIFY(!has(cache, agent));
        QVERIFY(has(cache, second));
    }

    void saysWhatWasSavedInMoney()
    {
        test::TestServices services(std::make_shared<test::FixtureFacts>());
        auto &cache = *services.app().cache;
        const auto key = keep(cache, "analysis", services.app().facts->companies().first().id);
        QVERIFY(has(cache, key) && has(cache, key));
        CachePanel panel(services.app());
        panel.QWidget::show();
        const auto *saved = panel.findChild<QLabel *>(QStringLiteral("cacheSaved"));
        const auto *kinds = panel.findChild<QTreeWidget *>(QStringLiteral("cacheKinds"));
        QTRY_VERIFY2(saved->text().contains(QStringLiteral("2.50")), qPrintable(saved->text()));
        QCOMPARE(kinds->topLevelItemCount(), 1);
        QCOMPARE(kinds->topLevelItem(0)->text(kinds->columnCount() - 1), QStringLiteral("2.50"));
    }
};

QTEST_MAIN(TestCachePanel)
#include "test_cache_panel.moc"

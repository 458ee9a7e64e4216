// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/desktop_notices.h"
#include "onboarding/tip_bar.h"
#include "onboarding/welcome_panel.h"
#include "recent/company_bar.h"
#include "recent/recent_items.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace consultantos;

class TestRecent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasUsedLastIsFirstAndOnce()
    {
        RecentItems items;
        for (int i = 0; i < 20; ++i)
            items.noteReport({QString::number(i), QStringLiteral("Company %1").arg(i)});
        QCOMPARE(items.reports.size(), RecentItems::MostReports);
        items.noteReport({QStringLiteral("15"), QStringLiteral("Company 15")});
        QCOMPARE(items.reports.size(), RecentItems::MostReports);
        QCOMPARE(items.reports.first().id, QStringLiteral("15"));
        items.forgetReport(QStringLiteral("15"));
        QCOMPARE(items.reports.first().id, QStringLiteral("19"));
        items.noteCompany(QStringLiteral("Tesla"));
        items.noteCompany(QStringLiteral("Apple"));
        items.noteCompany(QStringLiteral("tesla "));
        items.noteCompany(QStringLiteral("  "));
        QCOMPARE(items.companies, (QStringList{QStringLiteral("tesla"), QStringLiteral("Apple")}));
    }

    void pinnedCompaniesStandFirst()
    {
        RecentItems items;
        for (const auto *name : {"Apple", "Tesla", "Visa"})
            items.noteCompany(QLatin1String(name));
        items.pinCompany(QStringLiteral("Apple"), true);
        items.pinCompany(QStringLiteral("apple"), true);
        QCOMPARE(items.companiesToOffer(),
                 (QStringList{QStringLiteral("apple"), QStringLiteral("Visa"), QStringLiteral("Tesla")}));
        items.pinCompany(QStringLiteral("APPLE"), false);
        QCOMPARE(items.companiesToOffer().first(), QStringLiteral("Visa"));
    }

    void theyAreKeptForTheirUserAlone()
    {
        const QTemporaryDir folder;
        RecentItems items;
        items.noteReport({QStringLiteral("r1"), QStringLiteral("Société \"X\"")});
        items.noteCompany(QStringLiteral("Visa"));
        items.pinCompany(QStringLiteral("Apple"), true);
        items.commands = {QStringLiteral("action:save")};
        QVERIFY(items.save(folder.path()));
        QCOMPARE(RecentItems::load(folder.path()), items);
#ifdef Q_OS_UNIX
        const auto rights = QFileInfo(folder.filePath(QStringLiteral("recent.json"))).permissions();
        QVERIFY(!rights.testAnyFlags(QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther));
#endif
    }

    void aDamagedFileIsAsGoodAsNone()
    {
        const QTemporaryDir folder;
        QCOMPARE(RecentItems::load(folder.path()), RecentItems());
        for (const auto *content : {"", "{", "[1]", "{\"reports\": 7, \"companies\": [1, null, \"\"]}"}) {
            QFile file(folder.filePath(QStringLiteral("recent.json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            QCOMPARE(RecentItems::load(folder.path()), RecentItems());
        }
    }

    void theBarOffersAndPins()
    {
        CompanyBar bar;
        QVERIFY(bar.isHidden());
        bar.setCompanies({QStringLiteral("Apple"), QStringLiteral("AT&T")}, 1);
        QVERIFY(!bar.isHidden());
        const auto chips = bar.findChildren<QToolButton *>();
        QCOMPARE(chips.size(), 2);
        QCOMPARE(chips[0]->accessibleName(), QStringLiteral("Apple, pinned"));
        QCOMPARE(chips[1]->accessibleName(), QStringLiteral("AT&T"));
        QSignalSpy chosen(&bar, &CompanyBar::chosen);
        QSignalSpy pins(&bar, &CompanyBar::pinWished);
        chips[1]->click();
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("AT&T"));
        chips[0]->actions().first()->trigger();
        QTRY_COMPARE(pins.size(), 1);
        QCOMPARE(pins[0][1].toBool(), false);
        bar.setCompanies({}, 0);
        QVERIFY(bar.isHidden());
        QCOMPARE(bar.findChildren<QToolButton *>().size(), 0);
    }

    void tipsComeOneAtATimeAndCanBeSwitchedOff()
    {
        TipBar bar({{QStringLiteral("one"), QStringLiteral("a#1")}, {QStringLiteral("two"), QStringLiteral("b#2")}});
        QVERIFY(bar.isHidden());
        bar.showTip(3);
        QCOMPARE(bar.number(), 1);
        auto *text = bar.findChild<QLabel *>(QStringLiteral("tipText"));
        QVERIFY(text->text().contains(QLatin1String("two")));
        QSignalSpy help(&bar, &TipBar::helpRequested);
        bar.findChild<QPushButton *>(QStringLiteral("tipMore"))->click();
        QCOMPARE(help.at(0).at(0).toString(), QStringLiteral("b#2"));
        bar.findChild<QPushButton *>(QStringLiteral("tipNext"))->click();
        QVERIFY(text->text().contains(QLatin1String("one")));
        QSignalSpy off(&bar, &TipBar::switchedOff);
        bar.findChild<QPushButton *>(QStringLiteral("tipsOff"))->click();
        QCOMPARE(off.size(), 1);
        QVERIFY(bar.isHidden());
    }

    void theWelcomeOffersCompaniesAndTheSample()
    {
        WelcomePanel panel;
        panel.setCompanies({QStringLiteral("Tesla"), QStringLiteral("Apple")});
        panel.setCompanies({QStringLiteral("Visa")});
        QSignalSpy chosen(&panel, &WelcomePanel::companyChosen);
        auto *companies = panel.findChild<QWidget *>(QStringLiteral("welcomeCompanies"));
        const auto chips = companies->findChildren<QToolButton *>();
        QCOMPARE(chips.size(), 1);
        chips.first()->click();
        QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("Visa"));
        auto *sample = panel.findChild<QPushButton *>(QStringLiteral("welcomeSample"));
        QSignalSpy samples(&panel, &WelcomePanel::sampleRequested);
        sample->click();
        QCOMPARE(samples.size(), 1);
        panel.offerSample(false);
        QVERIFY(sample->isHidden());
        QSignalSpy gone(&panel, &WelcomePanel::dismissed);
        panel.findChild<QToolButton *>(QStringLiteral("welcomeDismiss"))->click();
        QCOMPARE(gone.size(), 1);
        QVERIFY(panel.isHidden());
    }

    void whoLooksAtTheWindowIsNotToldByTheDesktop()
    {
        QWidget window;
        DesktopNotices notices(&window);
        QSignalSpy told(&notices, &DesktopNotices::told);
        notices.tellIfAway(QStringLiteral("Done"), QStringLiteral("Tesla"), [] {});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.at(0).at(1).toString(), QStringLiteral("Tesla"));
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        notices.tellIfAway(QStringLiteral("Done"), QStringLiteral("Apple"), [] {});
        QCOMPARE(told.size(), 1);
    }
};

QTEST_MAIN(TestRecent)
#include "test_recent.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_directory.h"

#include <QTest>

using namespace consultantos;

namespace {

Company company(const char *id, const char *name, const char *legalName, const char *ticker)
{
    Company made;
    made.id = QString::fromLatin1(id);
    made.name = QString::fromUtf8(name);
    made.legalName = QString::fromUtf8(legalName);
    made.ticker = QString::fromLatin1(ticker);
    return made;
}

} // namespace

class CompanyDirectoryTest : public QObject {
    Q_OBJECT

    CompanyDirectory m_starter;

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = CompanyDirectory::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toText()));
        m_starter = *loaded;
        QCOMPARE(m_starter.companies().size(), 29);
    }

    void everyCompanyIsFoundByEachOfItsNames()
    {
        for (const auto &company : m_starter.companies()) {
            auto texts = QStringList{company.id, company.name, company.legalName, company.ticker} + company.aliases;
            texts << QStringLiteral("CIK%1").arg(company.id, 10, QLatin1Char('0')) << company.name.toUpper()
                  << company.name.toLower() << QStringLiteral("  %1 ").arg(company.name)
                  << company.name + QStringLiteral(" Inc.") << company.name + QStringLiteral(", Corp")
                  << company.name + QStringLiteral(" & Co.") << company.id.rightJustified(10, QLatin1Char('0'));
            for (const auto &text : texts) {
                if (text.isEmpty())
                    continue;
                const auto found = m_starter.find(text);
                QVERIFY2(found, qPrintable(text));
                QCOMPARE(found->id, company.id);
            }
        }
    }

    void anUnknownNameGetsTheNearest_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *text, const char *detail) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(detail);
        };
        row("Teslla", "Did you mean Tesla?");
        row("Micro", "Did you mean Microsoft?");
        row("Gogle", "Did you mean Alphabet?");
        row("Qqqqqqqqqq Wwwwww", "No known company has a similar name.");
        row("", "No known company has a similar name.");
        row("!?", "No known company has a similar name.");
    }

    void anUnknownNameGetsTheNearest()
    {
        QFETCH(QString, text);
        const auto found = m_starter.find(text);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QTEST(found.error().detail, "detail");
        QVERIFY(found.error().message.contains(text));
    }

    void aTieIsNotDecided()
    {
        const CompanyDirectory directory({company("1", "Delta Air", "Delta Air Inc", "DAL"),
                                          company("2", "Delta Air", "Delta Air plc", "DLA"),
                                          company("3", "Dal", "Dal SE", "X")});
        const auto found = directory.find(QStringLiteral("delta air"));
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QVERIFY(found.error().detail.contains(QStringLiteral("Delta Air")));
        QCOMPARE(directory.find(QStringLiteral("Delta Air plc"))->id, QStringLiteral("2"));
        QVERIFY(!directory.find(QStringLiteral("DAL"))); // one's ticker, another's name
        QCOMPARE(directory.find(QStringLiteral("Dal SE"))->id, QStringLiteral("3"));
    }

    void nearestNamesAreAtMostAsManyAsAsked()
    {
        QCOMPARE(m_starter.nearestNames(QStringLiteral("Intui"), 1).size(), 1);
        QCOMPARE(m_starter.nearestNames(QStringLiteral("Intui"), 2),
                 QStringList({QStringLiteral("Intuit"), QStringLiteral("Intuitive Surgical")}));
        QVERIFY(m_starter.nearestNames(QStringLiteral("Tesla"), 0).isEmpty());
        QCOMPARE(m_starter.nearestNames(QString(5000, QLatin1Char('x')), 3), QStringList());
    }

    void companiesOfTheStarterGoBeforeImportedOnes()
    {
        const auto all = m_starter.with(
            {company("1318605", "Not Tesla", "", ""), company("77", "Neu & Söhne", "Neu & Söhne AG", "")});
        QCOMPARE(all.companies().size(), 30);
        QCOMPARE(all.byId(QStringLiteral("1318605"))->name, QStringLiteral("Tesla"));
        QCOMPARE(all.find(QStringLiteral("neu & sohne"))->id, QStringLiteral("77"));
        QCOMPARE(m_starter.companies().size(), 29);
    }

    void aMissingFileIsNamed()
    {
        const auto loaded = CompanyDirectory::load(QStringLiteral("/nowhere"));
        QVERIFY(!loaded);
        QVERIFY(loaded.error().message.contains(QStringLiteral("companies.json")));
    }
};

QTEST_GUILESS_MAIN(CompanyDirectoryTest)
#include "tst_company_directory.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Industries, published averages and playbooks as they are shipped.
#include "evidence/country_catalogue.h"
#include "evidence/industry_catalogue.h"
#include "evidence/playbook_library.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {
const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
}

class FactCataloguesTest : public QObject {
    Q_OBJECT

    IndustryCatalogue m_industries;
    CountryCatalogue m_countries;

private Q_SLOTS:
    void initTestCase()
    {
        auto industries = IndustryCatalogue::load(Resources);
        auto countries = CountryCatalogue::load(Resources);
        QVERIFY(industries && countries);
        m_industries = *industries;
        m_countries = *countries;
    }

    void everyIndustryIsFoundByEachOfItsNames()
    {
        QCOMPARE(m_industries.industries().size(), 28);
        for (const auto &industry : m_industries.industries()) {
            QVERIFY(!industry.sector.isEmpty());
            for (const auto &text :
                 QStringList{industry.id, industry.title, industry.title.toUpper()} + industry.aliases) {
                const auto found = m_industries.find(text);
                QVERIFY2(found, qPrintable(text));
                QCOMPARE(found->id, industry.id);
            }
        }
    }

    void anUnknownIndustryGetsAChoice()
    {
        const auto near = m_industries.find(QStringLiteral("automotiv"));
        QVERIFY(!near);
        QCOMPARE(near.error().code, ErrorCode::NotFound);
        QVERIFY(near.error().detail.contains(QStringLiteral("Automobile manufacturers")));
        const auto far = m_industries.find(QStringLiteral("zzzzqqqq"));
        QVERIFY(far.error().detail.contains(QStringLiteral("automotive")));
        QVERIFY(!m_industries.find(QString()));
    }

    void everyIndustryHasPublishedAverages()
    {
        QSet<QString> tags;
        for (const auto &industry : m_industries.industries()) {
            const auto anchors = m_industries.anchors(industry.id);
            QVERIFY2(!anchors.isEmpty(), qPrintable(industry.id));
            for (const auto &anchor : anchors) {
                const auto &fact = anchor.fact;
                QCOMPARE(fact.taxonomy, QStringLiteral("anchor"));
                QCOMPARE(fact.companyId, QString());
                QCOMPARE(fact.end, QDate(2026, 1, 5));
                QVERIFY(!fact.start);
                QVERIFY(!fact.unit.isEmpty());
                // Row and ratio, apart by one slash, so that both can be told from the tag.
                QCOMPARE(fact.tag.count(QLatin1Char('/')), 1);
                QVERIFY(fact.tag.endsWith(QLatin1Char('/') + anchor.ratioId));
                QVERIFY(fact.source.contains(QStringLiteral("_sample.xls, Industry Averages!")));
                QCOMPARE(fact.id, factId({}, fact.taxonomy, fact.tag, fact.unit, {}, fact.end));
            }
        }
        QVERIFY(m_industries.anchors(QStringLiteral("no_such")).isEmpty());
    }

    void aPublishedAverageCarriesItsCell()
    {
        const auto anchors = m_industries.anchors(QStringLiteral("aerospace_defense"));
        const auto margin = std::find_if(anchors.begin(), anchors.end(), [](const IndustryAnchor &anchor) {
            return anchor.ratioId == QLatin1String("gross_margin");
        });
        QVERIFY(margin != anchors.end());
        QCOMPARE(margin->fact.tag, QStringLiteral("Aerospace-Defense/gross_margin"));
        QCOMPARE(margin->fact.value(), 0.17484617635485683);
        QCOMPARE(margin->fact.unit, QStringLiteral("ratio"));
        QCOMPARE(margin->fact.source, QStringLiteral("Damodaran, US industry averages, January 2026, "
                                                     "margin_sample.xls, Industry Averages!C11"));
    }

    void regionsAreFoundByNameCodeAndAlias_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("row");
        const auto row = [](const char *text, const char *name) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(name);
        };
        row("Germany", "Germany");
        row("DE", "Germany");
        row("deutschland", "Germany");
        row("Europe", "Western Europe");
        row("u.s.", "United States");
        row("the United States", "United States");
        row("GROSSBRITANNIEN", "United Kingdom");
        row("Atlantis", "");
        row("", "");
        row(" . ", "");
    }

    void regionsAreFoundByNameCodeAndAlias()
    {
        QFETCH(QString, text);
        QFETCH(QString, row);
        const auto facts = m_countries.anchors(text);
        QCOMPARE(facts.isEmpty(), row.isEmpty());
        for (const auto &fact : facts)
            QVERIFY2(fact.tag.startsWith(row + QLatin1Char('/')), qPrintable(fact.tag));
        if (!row.isEmpty())
            QCOMPARE(facts.size(), 3);
    }

    void aCountryHasItsCode_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("name") << QStringLiteral("Germany") << QStringLiteral("DE");
        QTest::newRow("alias") << QStringLiteral("deutschland") << QStringLiteral("DE");
        QTest::newRow("code") << QStringLiteral("ch") << QStringLiteral("CH");
        QTest::newRow("a part of a country") << QStringLiteral("Abu Dhabi") << QStringLiteral("AE");
        QTest::newRow("a region") << QStringLiteral("Europe") << QString();
        QTest::newRow("nowhere") << QStringLiteral("Atlantis") << QString();
    }

    void aCountryHasItsCode()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QCOMPARE(m_countries.isoCode(text), code);
    }

    void everyPlaybookIsRead()
    {
        const PlaybookLibrary library(Resources);
        const auto files = QDir(Resources + QStringLiteral("/playbooks")).entryInfoList({QStringLiteral("*.json")});
        QCOMPARE(files.size(), 20);
        for (const auto &file : files) {
            const auto id = file.completeBaseName();
            const auto playbook = library.playbook(id);
            QVERIFY(playbook);
            QCOMPARE(playbook->industry, id);
            QVERIFY(!playbook->title.isEmpty());
            QVERIFY(playbook->statements.size() >= 22);
            QVERIFY(playbook->competingFactors.size() >= 3);
            QSet<QString> ids;
            for (const auto &statement : playbook->statements) {
                QVERIFY(statement.entry.id.startsWith(QStringLiteral("k/%1/").arg(id)));
                QCOMPARE(statement.entry.industry, id);
                QVERIFY(!statement.entry.text.isEmpty() && !statement.entry.reasoning.isEmpty());
                QVERIFY(!statement.uses.isEmpty() && !statement.topics.isEmpty());
                QVERIFY(!statement.fields.value(QStringLiteral("direction")).isEmpty());
                QCOMPARE(statement.whenRatio.isEmpty(), statement.whenIs.isEmpty());
                ids.insert(statement.entry.id);
            }
            QCOMPARE(ids.size(), playbook->statements.size());
            QCOMPARE(*library.playbook(id), *playbook); // read once, kept
        }
    }

    void whereThereIsNoPlaybookItIsEmpty()
    {
        const PlaybookLibrary library(Resources);
        for (const auto *id : {"construction", "", "../starter/companies", "no such"}) {
            const auto playbook = library.playbook(QString::fromLatin1(id));
            QVERIFY(playbook);
            QVERIFY(playbook->statements.isEmpty());
            QCOMPARE(playbook->industry, QString::fromLatin1(id));
        }
    }

    void aBrokenPlaybookIsNamed()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("playbooks")));
        QFile file(folder.filePath(QStringLiteral("playbooks/automotive.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{ broken") > 0);
        file.close();
        const auto playbook = PlaybookLibrary(folder.path()).playbook(QStringLiteral("automotive"));
        QVERIFY(!playbook);
        QVERIFY(playbook.error().message.contains(QStringLiteral("automotive.json")));
    }
};

QTEST_GUILESS_MAIN(FactCataloguesTest)
#include "tst_fact_catalogues.moc"

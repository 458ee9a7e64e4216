// SPDX-License-Identifier: GPL-3.0-or-later
// Answers as the SEC and filings.xbrl.org really gave them, served by the local server.
#include "evidence/sources/sec_edgar.h"
#include "evidence/sources/xbrl_filings.h"

#include "source_fixture.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QString dataPath(const QString &name)
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"))
           + QLatin1Char('/') + name;
}

QByteArray dataOf(const QString &name)
{
    QFile file(dataPath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class RealSourceAnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTickerListFindsCompanies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cik");
        QTest::newRow("ticker") << QStringLiteral("TSLA") << QStringLiteral("0001318605");
        QTest::newRow("name") << QStringLiteral("Microsoft") << QStringLiteral("0000789019");
        QTest::newRow("two share classes") << QStringLiteral("alphabet") << QStringLiteral("0001652044");
        QTest::newRow("number") << QStringLiteral("320193") << QStringLiteral("0000320193");
    }

    void theTickerListFindsCompanies()
    {
        QFETCH(QString, text);
        QFETCH(QString, cik);
        const auto list = dataOf(QStringLiteral("submissions/company_tickers.json.gz"));
        if (list.isEmpty())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        SourceFixture fixture;
        fixture.server.answer({200, list, "application/json", {{"Content-Encoding", "gzip"}}, Manner::Whole});
        const auto found = SecEdgar(fixture.access("sec_edgar")).companies(text, call());
        QVERIFY2(found, qPrintable(found ? QString() : found.error().toText()));
        QVERIFY(!found->isEmpty());
        QCOMPARE(found->first().id, cik);
    }

    void submissionsGiveEveryAnnualReport_data()
    {
        QTest::addColumn<QString>("cik");
        for (const auto *cik : {"0000320193", "0000789019", "0001318605"})
            QTest::newRow(cik) << QString(QLatin1String(cik));
    }

    void submissionsGiveEveryAnnualReport()
    {
        QFETCH(QString, cik);
        const auto answer = dataOf(QStringLiteral("submissions/CIK%1.json").arg(cik));
        if (answer.isEmpty())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        const auto recent =
            QJsonDocument::fromJson(answer)[QStringLiteral("filings")][QStringLiteral("recent")].toObject();
        QStringList expected;
        const auto forms = recent[QStringLiteral("form")].toArray();
        for (int row = 0; row < forms.size(); ++row) {
            if (forms[row].toString() == QLatin1String("10-K"))
                expected.append(recent[QStringLiteral("accessionNumber")][row].toString());
        }
        SourceFixture fixture;
        fixture.answerJson(answer);
        const auto limit = static_cast<int>(expected.size());
        const auto filings =
            SecEdgar(fixture.access("sec_edgar")).filings(cik, {{QStringLiteral("10-K")}, {}, limit}, call());
        QStringList got;
        for (const auto &filing : *filings) {
            got.append(filing.accession);
            QVERIFY(filing.filedOn && filing.periodEnd && *filing.periodEnd < *filing.filedOn);
            QVERIFY(filing.document.path().startsWith(QStringLiteral("/base/Archives/edgar/data/")));
        }
        QVERIFY(limit >= 3);
        QCOMPARE(got, expected);
    }

    void theEuropeanIndexGivesReportsWithTheirFiles()
    {
        const auto answer = dataOf(QStringLiteral("esef/gb_filings.json"));
        if (answer.isEmpty())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
        SourceFixture fixture;
        fixture.answerJson(answer);
        const auto filings =
            XbrlFilings(fixture.access("xbrl_filings")).filings(QStringLiteral("213800H2PQMIF3OVZY47"), {}, call());
        QCOMPARE(filings->size(), QJsonDocument::fromJson(answer)[QStringLiteral("data")].toArray().size());
        for (const auto &filing : *filings) {
            QVERIFY(filing.facts.path().endsWith(QStringLiteral(".json")));
            QVERIFY(filing.document.isValid() && filing.periodEnd && filing.filedOn);
        }
    }
};

QTEST_GUILESS_MAIN(RealSourceAnswersTest)
#include "tst_real_source_answers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/request.h"

#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

class TestRequest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWrongRequestIsRefused_data();
    void aWrongRequestIsRefused();
    void frameworksAreOrderedAndUnique();
    void jsonReadsBackTheSame();
};

void TestRequest::aWrongRequestIsRefused_data()
{
    QTest::addColumn<QString>("company");
    QTest::addColumn<QStringList>("frameworks");
    QTest::addColumn<double>("marketCap");

    const QStringList porter{QStringLiteral("porter")};
    QTest::newRow("empty company") << "" << porter << 1.0;
    QTest::newRow("blank company") << "  \t" << porter << 1.0;
    QTest::newRow("company of 201 characters") << QString(201, QLatin1Char('x')) << porter << 1.0;
    QTest::newRow("unknown framework") << "Tesla" << QStringList{QStringLiteral("astrology")} << 1.0;
    QTest::newRow("no framework") << "Tesla" << QStringList() << 1.0;
    QTest::newRow("negative market value") << "Tesla" << porter << -1.0;
    QTest::newRow("market value that is no number") << "Tesla" << porter << qQNaN();
}

void TestRequest::aWrongRequestIsRefused()
{
    QFETCH(QString, company);
    QFETCH(QStringList, frameworks);
    QFETCH(double, marketCap);
    AnalysisRequest request;
    request.company = company;
    request.frameworks = frameworks;
    request.marketCap = marketCap;
    const auto result = request.validated();
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!result.error().detail.isEmpty());
}

void TestRequest::frameworksAreOrderedAndUnique()
{
    AnalysisRequest request;
    request.company = QStringLiteral(" Tesla ");
    request.frameworks = {QStringLiteral("swot"), QStringLiteral("porter"), QStringLiteral("swot")};
    const auto result = request.validated();
    QVERIFY(result);
    QCOMPARE(result->frameworks, (QStringList{QStringLiteral("porter"), QStringLiteral("swot")}));
    QCOMPARE(result->company, QStringLiteral("Tesla"));
}

void TestRequest::jsonReadsBackTheSame()
{
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    request.question = QStringLiteral("Should it grow?");
    request.depth = Depth::Deep;
    request.marketCap = 5e11;
    QCOMPARE(analysisRequestFromJson(toJson(request)), request);
}

QTEST_GUILESS_MAIN(TestRequest)
#include "test_request.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_renderer.h"
#include "sample_report.h"

#include <QJsonDocument>
#include <QTest>

using namespace consultantos;

class TestJsonReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadBackAsItWas_data()
    {
        QTest::addColumn<bool>("isCompact");
        QTest::newRow("indented") << false;
        QTest::newRow("compact") << true;
    }

    void isReadBackAsItWas()
    {
        QFETCH(bool, isCompact);
        const auto report = test::sampleReport();
        const auto bytes = renderJson(report, isCompact ? JsonStyle::Compact : JsonStyle::Indented);
        const auto read = reportFromJson(QJsonDocument::fromJson(bytes).object());
        QVERIFY(read.has_value());
        QCOMPARE(renderJson(*read), renderJson(report));
        QCOMPARE(bytes.count('\n') == 1, isCompact);
        QVERIFY(bytes.endsWith('\n'));
    }

    void hasTheKeysOfTheSchema()
    {
        const auto object = QJsonDocument::fromJson(renderJson(test::sampleReport())).object();
        QCOMPARE(object.keys(),
                 (QStringList{QStringLiteral("agents"), QStringLiteral("claims"), QStringLiteral("company"),
                              QStringLiteral("created_at"), QStringLiteral("data_requests"), QStringLiteral("evidence"),
                              QStringLiteral("executive_summary"), QStringLiteral("financials"),
                              QStringLiteral("frameworks"), QStringLiteral("id"), QStringLiteral("metadata"),
                              QStringLiteral("peers"), QStringLiteral("recommendations"), QStringLiteral("request"),
                              QStringLiteral("schema_version"), QStringLiteral("sources"), QStringLiteral("status")}));
    }

    void isWhatItsObjectIs()
    {
        const auto report = test::sampleReport();
        const QJsonDocument document(toJson(report));
        QCOMPARE(renderJson(report, JsonStyle::Indented), document.toJson(QJsonDocument::Indented));
        QCOMPARE(renderJson(report, JsonStyle::Compact), document.toJson(QJsonDocument::Compact) + '\n');
    }

    void equalReportsAreEqualBytes() { QCOMPARE(renderJson(test::sampleReport()), renderJson(test::sampleReport())); }
};

QTEST_GUILESS_MAIN(TestJsonReport)
#include "test_json_report.moc"

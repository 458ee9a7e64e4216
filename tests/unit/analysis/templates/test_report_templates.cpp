// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/templates/report_template.h"
#include "template_texts.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestReportTemplates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shippedTemplatesAreSound();
    void aFileIsRead();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
    void usersTemplatesStandBesideTheShippedOnes();
    void whatTheUserChoseStays();
    void layoutsSortAndLeaveOut();
    void layoutsGoThroughJson();

private:
    QStringList m_frameworks = AnalysisRequest::knownFrameworks();
};

void TestReportTemplates::shippedTemplatesAreSound()
{
    const auto templates = ReportTemplates::load(qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR"), {}, m_frameworks);
    QVERIFY2(templates.faults().isEmpty(),
             qPrintable(templates.faults().isEmpty() ? QString() : templates.faults().first().message));
    for (const auto *id : {"board_memo", "due_diligence", "market_entry", "one_pager"}) {
        const auto found = templates.find(QLatin1String(id));
        QVERIFY2(found, id);
        QVERIFY(!found->title.isEmpty() && !found->about.isEmpty() && !found->frameworks.isEmpty());
        QCOMPARE(found->layout.id, QLatin1String(id));
        // A framework with a place of its own is one that is derived, too.
        for (const auto &part : found->layout.parts)
            QVERIFY2(!m_frameworks.contains(part.id) || found->frameworks.contains(part.id), qPrintable(part.id));
    }
    QVERIFY(!templates.find(QStringLiteral("none")));
}

void TestReportTemplates::aFileIsRead()
{
    const auto made = readReportTemplate(templateWith("  \"depth\": \"deep\", \"most\": 2,"),
                                         QStringLiteral("bank.json"), m_frameworks);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QCOMPARE(made->layout.id, QStringLiteral("bank"));
    QCOMPARE(made->layout.title, QStringLiteral("For the bank"));
    QCOMPARE(made->layout.most, 2);
    QCOMPARE(made->depth, std::optional(Depth::Deep));
    QCOMPARE(made->layout.parts.size(), 3);
}

void TestReportTemplates::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("told");
    const auto add = [](const char *name, const char *line, const char *told) {
        QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(told);
    };
    add("misspelt key", "  \"dept\": \"deep\",", "line 6");
    add("unknown depth", "  \"depth\": \"deeper\",", "line 6");
    add("most", "  \"most\": -1,", "line 6");
    add("weights", "  \"weights\": {\"impact\": -1, \"risk\": 3},", "line 6");
    add("unknown weight", "  \"weights\": {\"effect\": 1},", "line 6");
    add("one_page", "  \"one_page\": \"yes\",", "line 6");
    add("syntax", "  \"most\": 2", "line 7");
}

void TestReportTemplates::faultsNameTheirLine()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, told);
    const auto made = readReportTemplate(templateWith(line), QStringLiteral("bank.json"), m_frameworks);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Malformed);
    QVERIFY2(made.error().message.startsWith(QStringLiteral("bank.json, ") + told), qPrintable(made.error().message));
    auto text = templateWith("");
    text.replace("\"financials\"", "\"figures\"");
    QVERIFY(readReportTemplate(text, QStringLiteral("bank.json"), m_frameworks)
                .error()
                .message.contains(QStringLiteral("line 7")));
    text = templateWith("");
    text.replace("\"swot\"", "\"swat\"");
    QVERIFY(readReportTemplate(text, QStringLiteral("bank.json"), m_frameworks)
                .error()
                .message.contains(QStringLiteral("line 5")));
}

void TestReportTemplates::usersTemplatesStandBesideTheShippedOnes()
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(QDir(folder.path()).filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    write(QStringLiteral("bank.json"), templateWith(""));
    auto taken = templateWith("");
    taken.replace("\"bank\"", "\"board_memo\"");
    write(QStringLiteral("taken.json"), taken);
    write(QStringLiteral("broken.json"), "{");
    const auto templates =
        ReportTemplates::load(qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR"), folder.path(), m_frameworks);
    QCOMPARE(templates.ids().last(), QStringLiteral("bank"));
    QCOMPARE(templates.faults().size(), 2);
    QCOMPARE(templates.find(QStringLiteral("board_memo"))->title, QStringLiteral("Board memo"));
}

void TestReportTemplates::whatTheUserChoseStays()
{
    const auto made = readReportTemplate(templateWith("  \"depth\": \"deep\", \"weights\": {\"risk\": 1},"),
                                         QStringLiteral("bank.json"), m_frameworks);
    AnalysisRequest request;
    request.company = QStringLiteral("Carter");
    const auto applied = made->applied(request, false, false);
    QCOMPARE(applied.frameworks, QStringList{QStringLiteral("swot")});
    QCOMPARE(applied.depth, Depth::Deep);
    QCOMPARE(applied.weights.risk, 1.0);
    QCOMPARE(applied.weights.impact, 0.0);
    request.weights.time = 99;
    const auto kept = made->applied(request, true, true);
    QCOMPARE(kept.frameworks, request.frameworks);
    QCOMPARE(kept.depth, Depth::Standard);
    QCOMPARE(kept.weights.time, 99.0);
    QCOMPARE(kept.layout.id, QStringLiteral("bank"));
}

void TestReportTemplates::layoutsSortAndLeaveOut()
{
    const auto made = readReportTemplate(templateWith(""), QStringLiteral("bank.json"), m_frameworks);
    const QStringList ids{QStringLiteral("summary"), QStringLiteral("recommendations"), QStringLiteral("porter"),
                          QStringLiteral("swot"),    QStringLiteral("financials"),      QStringLiteral("evidence")};
    QCOMPARE(made->layout.order(ids, {QStringLiteral("porter"), QStringLiteral("swot")}), (QList<int>{4, 0, 2, 3}));
    QCOMPARE(ReportLayout().order(ids, {}), (QList<int>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(made->layout.titleOf(QStringLiteral("financials"), QStringLiteral("Own")), QStringLiteral("Figures"));
    QCOMPARE(made->layout.titleOf(QStringLiteral("summary"), QStringLiteral("Own")), QStringLiteral("Own"));
}

void TestReportTemplates::layoutsGoThroughJson()
{
    const auto made =
        readReportTemplate(templateWith("  \"one_page\": true,"), QStringLiteral("bank.json"), m_frameworks);
    AnalysisRequest request;
    request.company = QStringLiteral("Carter");
    request = made->applied(request, false, false);
    QVERIFY(request.layout.isOnePage);
    QVERIFY(analysisRequestFromJson(toJson(request)) == request);
}

QTEST_GUILESS_MAIN(TestReportTemplates)
#include "test_report_templates.moc"

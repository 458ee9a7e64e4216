// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/policy.h"
#include "base/whole_file.h"
#include "report/report_file.h"
#include "sample_report.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

class TestReportFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsItsFormatsByName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isKnown");
        for (const auto *name : {"json", "md", "html", "pdf", "docx", "xlsx", "HTML"})
            QTest::newRow(name) << QString::fromLatin1(name) << true;
        for (const auto *name : {"odt", "", "jsonx"})
            QTest::newRow(*name ? name : "empty") << QString::fromLatin1(name) << false;
    }

    void knowsItsFormatsByName()
    {
        QFETCH(QString, name);
        QFETCH(bool, isKnown);
        const auto format = reportFormatFromName(name);
        QCOMPARE(format.has_value(), isKnown);
        if (isKnown)
            QCOMPARE(reportFormatName(*format), name.toLower());
        else
            QCOMPARE(format.error().code, ErrorCode::InvalidArgument);
    }

    void aPolicyMayNameEachFormat()
    {
        const QTemporaryDir folder;
        for (const auto format : {ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Pdf,
                                  ReportFormat::Docx, ReportFormat::Xlsx, ReportFormat::Pptx}) {
            const auto name = reportFormatName(format);
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(R"({"version": 1, "export_formats": [")" + name.toUtf8() + R"("]})");
            file.close();
            const auto policy = Policy::load(file.fileName());
            QVERIFY2(policy && policy->allowsExport(name), qPrintable(name));
        }
    }

    void writesEachTextFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("json") << QStringLiteral("json") << QByteArray("{");
        QTest::newRow("md") << QStringLiteral("md") << QByteArray("# Tesla");
        QTest::newRow("html") << QStringLiteral("html") << QByteArray("<!DOCTYPE html>");
    }

    void writesEachTextFormat()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, start);
        const QTemporaryDir folder;
        const auto format = *reportFormatFromName(name);
        const auto path = folder.filePath(reportFileName(test::sampleReport(), format));
        QVERIFY(writeReport(test::sampleReport(), format, path).has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(start));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void onlyFormatsOfThePolicyAreWritten_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &name : reportFormatNames())
            QTest::newRow(qPrintable(name)) << name;
    }

    void onlyFormatsOfThePolicyAreWritten()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const auto policyPath = folder.filePath(QStringLiteral("policy.json"));
        QVERIFY(writeFile(policyPath, "{\"version\": 1, \"export_formats\": [\"sealed\"]}"));
        const auto options = exportPolicy(Policy::load(policyPath));
        QVERIFY(options);
        const auto path = folder.filePath(QStringLiteral("report.") + name);
        const auto done = writeReport(test::sampleReport(), *reportFormatFromName(name), path, *options);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Denied);
        QVERIFY(!QFile::exists(path));
    }

    void aFailedWriteLeavesTheOldFile()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("taken"));
        QVERIFY(QDir().mkdir(path));
        const auto done = writeFile(path, "text");
        QVERIFY(!done.has_value());
        QVERIFY(done.error().message.contains(path));
        QVERIFY(QDir(path).exists());
    }

    void namesFilesSafely_data()
    {
        QTest::addColumn<QString>("company");
        QTest::addColumn<QString>("stem");
        QTest::newRow("plain") << QStringLiteral("Tesla") << QStringLiteral("tesla");
        QTest::newRow("blanks") << QStringLiteral("General Motors Co.") << QStringLiteral("general-motors-co");
        QTest::newRow("path") << QStringLiteral("../../etc/passwd") << QStringLiteral("etc-passwd");
        QTest::newRow("accents") << QString::fromUtf8("Nestlé") << QStringLiteral("nestle");
        QTest::newRow("no letter") << QStringLiteral("///") << QStringLiteral("report");
        QTest::newRow("long") << QString(300, QLatin1Char('a')) << QString(60, QLatin1Char('a'));
    }

    void namesFilesSafely()
    {
        QFETCH(QString, company);
        QFETCH(QString, stem);
        auto report = test::sampleReport(QStringLiteral("1a2b3c4d-ffff"));
        report.company.name = company;
        QCOMPARE(reportFileStem(report), stem);
        QCOMPARE(reportFileName(report, ReportFormat::Html), stem + QStringLiteral("-2026-01-05-1a2b3c4d.html"));
    }
};

QTEST_GUILESS_MAIN(TestReportFile)
#include "test_report_file.moc"

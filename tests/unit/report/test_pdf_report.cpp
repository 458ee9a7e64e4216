// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_renderer.h"
#include "sample_report.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

class TestPdfReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAPdfOfSeveralPages()
    {
        const auto bytes = renderPdf(test::sampleReport());
        QVERIFY(bytes.has_value());
        QVERIFY(bytes->startsWith("%PDF-1.6"));
        QVERIFY(bytes->trimmed().endsWith("%%EOF"));
        QVERIFY(bytes->count("/Type /Page\n") >= 3);
    }

    void writesTheFileWhole()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("report.pdf"));
        QVERIFY(renderPdf(test::sampleReport(), path).has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF"));
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const auto done = renderPdf(test::sampleReport(), QStringLiteral("/nonexistent/folder/report.pdf"));
        QVERIFY(!done.has_value());
        QVERIFY(!done.error().message.isEmpty());
        QVERIFY(!done.error().detail.isEmpty());
    }

    void aDeviceThatCannotPaintIsAnError()
    {
        QPdfWriter writer(QStringLiteral("/nonexistent/folder/report.pdf"));
        QVERIFY(!paintReport(test::sampleReport(), writer).has_value());
    }
};

QTEST_MAIN(TestPdfReport)
#include "test_pdf_report.moc"

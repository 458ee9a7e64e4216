// SPDX-License-Identifier: GPL-3.0-or-later
// Files and helpers that go wrong: each costs one file, says so, and takes no longer than allowed.
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/pdf_importer.h"
#include "raw_pdf.h"
#include "shell_stand_ins.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using consultantos::test::RawPdf;
using namespace std::chrono_literals;

namespace {

const auto Helper = QStringLiteral(CONSULTANTOS_PDF_HELPER);
const QByteArray Hello = "BT /F1 12 Tf 72 400 Td (Hello world) Tj ET";

} // namespace

class TestPdfHelper : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write %s", qPrintable(name));
        file.close();
        return file.fileName();
    }

    /// A program that does what the shell's `commands` say.
    QString fakeHelper(const QString &name, const QByteArray &commands)
    {
        const auto path = written(name, "#!/bin/sh\n" + commands + "\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    Result<Document> readWith(const QString &helper, const QString &path, ImportLimits limits = {},
                              const CancellationToken &cancel = {})
    {
        return PdfImporter(helper).read(path, limits, cancel);
    }

private Q_SLOTS:
    void acceptsByContent()
    {
        const PdfImporter importer(Helper);
        QVERIFY(importer.accepts("%PDF-1.7\n", QStringLiteral("report.docx")));
        QVERIFY(importer.accepts("\r\n\r\n%PDF-1.4", QStringLiteral("report")));
        QVERIFY(!importer.accepts("PK\x03\x04", QStringLiteral("report.pdf")));
    }

    void readsASoundFile()
    {
        const auto read = readWith(Helper, written(QStringLiteral("sound.pdf"), RawPdf::ofPages(2, Hello)));
        QVERIFY(read);
        QCOMPARE(read->pages, 2);
        QCOMPARE(read->format, QStringLiteral("pdf"));
        QCOMPARE(read->blocks.size(), 2);
        QCOMPARE(read->blocks[1].text, QStringLiteral("Hello world"));
        QCOMPARE(read->blocks[1].page, 2);
        QCOMPARE(read->blocks[1].offset, 12);
        QVERIFY(read->warnings.isEmpty());
    }

    void badHelpers_data()
    {
        QTest::addColumn<QByteArray>("commands");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << ErrorCode::Malformed;
        QTest::newRow("killed") << QByteArray("kill -KILL $$") << ErrorCode::Malformed;
        QTest::newRow("hangs") << QByteArray("exec sleep 60") << ErrorCode::TimedOut;
        QTest::newRow("tells nonsense") << QByteArray("echo nonsense") << ErrorCode::Malformed;
        QTest::newRow("tells nonsense without end") << QByteArray("exec yes") << ErrorCode::Malformed;
        QTest::newRow("tells nothing") << QByteArray("exit 0") << ErrorCode::Malformed;
        QTest::newRow("unknown exit code") << QByteArray("exit 99") << ErrorCode::Malformed;
    }

    void badHelpers()
    {
        SKIP_WITHOUT_SHELL();
        QFETCH(QByteArray, commands);
        QFETCH(ErrorCode, code);
        const auto helper = fakeHelper(QStringLiteral("bad-helper"), commands);
        ImportLimits limits;
        limits.time = 700ms;
        QElapsedTimer timer;
        timer.start();
        const auto read = readWith(helper, written(QStringLiteral("any.pdf"), RawPdf::ofPages(1, Hello)), limits);
        QVERIFY(!read);
        QCOMPARE(read.error().code, code);
        QVERIFY2(read.error().message.contains(QStringLiteral("any.pdf")), qPrintable(read.error().message));
        QVERIFY(!read.error().detail.isEmpty());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void missingHelper()
    {
        for (const auto &helper : {QString(), QStringLiteral("/nowhere/helper")}) {
            const auto read = readWith(helper, written(QStringLiteral("any.pdf"), RawPdf::ofPages(1, Hello)));
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Unreadable);
            QVERIFY(read.error().message.contains(QStringLiteral("any.pdf")));
        }
    }

    void cancelledWhileHanging()
    {
        SKIP_WITHOUT_SHELL();
        CancellationSource source;
        source.cancel();
        const auto read = readWith(fakeHelper(QStringLiteral("hanging"), "exec sleep 60"),
                                   written(QStringLiteral("any.pdf"), RawPdf::ofPages(1, Hello)), {}, source.token());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Cancelled);
    }

    void damagedFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no pdf") << QByteArray("%PDF-1.4 but nothing of the kind");
        const auto whole = RawPdf::ofPages(3, Hello);
        QTest::newRow("cut after the first object") << whole.left(60);
        QTest::newRow("cut before its table of objects") << whole.left(whole.indexOf("xref\n"));
    }

    void damagedFiles()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readWith(Helper, written(QStringLiteral("damaged.pdf"), bytes));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Malformed);
        QVERIFY(read.error().message.contains(QStringLiteral("damaged.pdf")));
    }

    void aWrongTableOfObjectsIsMended()
    {
        auto bytes = RawPdf::ofPages(3, Hello);
        bytes.replace("startxref\n", "startxref\n1");
        const auto read = readWith(Helper, written(QStringLiteral("mended.pdf"), bytes));
        QVERIFY(read);
        QCOMPARE(read->blocks.size(), 3);
        QCOMPARE(read->blocks.first().text, QStringLiteral("Hello world"));
    }

    void missingFile()
    {
        const auto read = readWith(Helper, m_folder.filePath(QStringLiteral("gone.pdf")));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unreadable);
    }

    void encrypted()
    {
        // Keys that no empty password opens.
        const QByteArray keys = "<< /Filter /Standard /V 1 /R 2 /P -44 /O <" + QByteArray(32, 'k').toHex() + "> /U <"
                                + QByteArray(32, 'u').toHex() + "> >>";
        const auto bytes = RawPdf::ofPages(1, Hello,
                                           "/Encrypt " + keys
                                               + " /ID [<00112233445566778899aabbccddeeff> "
                                                 "<00112233445566778899aabbccddeeff>]");
        const auto read = readWith(Helper, written(QStringLiteral("secret.pdf"), bytes));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unreadable);
        QVERIFY2(read.error().message.contains(QStringLiteral("password")), qPrintable(read.error().message));
    }

    void pagesPastTheLimitAreLeftOutAndTold()
    {
        ImportLimits limits;
        limits.pages = 500;
        const auto read = readWith(Helper, written(QStringLiteral("long.pdf"), RawPdf::ofPages(10'000, Hello)), limits);
        QVERIFY(read);
        QCOMPARE(read->pages, 10'000);
        QCOMPARE(read->blocks.size(), 500);
        QCOMPARE(read->blocks.last().page, 500);
        QCOMPARE(read->warnings.size(), 1);
        QVERIFY(read->warnings.first().contains(QStringLiteral("500")));
    }

    void pagesWithoutTextAreTold()
    {
        const auto read = readWith(Helper, written(QStringLiteral("scan.pdf"), RawPdf::ofPages(2, "0 0 100 100 re f")));
        QVERIFY(read);
        QVERIFY(read->blocks.isEmpty());
        QCOMPARE(read->warnings.size(), 1);
        QVERIFY2(read->warnings.first().contains(QStringLiteral("without text")), qPrintable(read->warnings.first()));
    }

    void aFileLargerThanAllowedIsNotRead()
    {
        ImportLimits limits;
        limits.inputBytes = 100;
        const auto read = readWith(Helper, written(QStringLiteral("large.pdf"), RawPdf::ofPages(1, Hello)), limits);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Malformed);
    }

    void memoryIsBound()
    {
#if !defined(Q_OS_UNIX) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("memory can't be bound on this system, or not under a sanitizer");
#endif
        // A million words on one page.
        QByteArray content;
        for (int word = 0; word < 1'000'000; ++word)
            content += "BT /F1 4 Tf " + QByteArray::number(word % 600) + " " + QByteArray::number(word / 600 % 790)
                       + " Td (ab) Tj ET\n";
        const auto packed = qCompress(content).mid(4);
        const auto path = written(QStringLiteral("flood.pdf"), RawPdf::ofPages(1, packed, {}, " /Filter /FlateDecode"));
        pdf::HelperLimits limits;
        limits.memoryBytes = 100LL * 1024 * 1024;
        limits.deadline = QDeadlineTimer(20s);
        const auto status = pdf::readPages(Helper, path, limits, {}, [](pdf::Message &&) {});
        QVERIFY(!status);
        QVERIFY2(status.error().code == ErrorCode::Malformed, qPrintable(status.error().toText()));
    }
};

QTEST_GUILESS_MAIN(TestPdfHelper)
#include "tst_pdf_helper.moc"

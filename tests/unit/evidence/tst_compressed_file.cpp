// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/compressed_file.h"
#include "gzip_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using consultantos::test::gzipped;

class CompressedFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QByteArray &bytes, const QString &name = QStringLiteral("facts.json"))
    {
        QFile file(m_dir.filePath(name));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return written ? file.fileName() : QString();
    }

private Q_SLOTS:
    void plainAndPackedFilesAreToldApartByTheirBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("content");
        const QByteArray text = "{\"cik\": 1}";
        const auto large = QByteArray("0123456789abcdef").repeated(200'000);
        QTest::newRow("plain") << text << text;
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("one byte of gzip's mark") << QByteArray("\x1f") << QByteArray("\x1f");
        QTest::newRow("packed") << gzipped(text) << text;
        QTest::newRow("packed nothing") << gzipped({}) << QByteArray();
        QTest::newRow("several members") << gzipped("{\"cik\"") + gzipped({}) + gzipped(": 1}") << text;
        QTest::newRow("padded with zeros") << gzipped(text) + QByteArray(512, '\0') << text;
        QTest::newRow("larger than the first room") << gzipped(large) << large;
        QTest::newRow("members larger than the last one says") << gzipped(large) + gzipped("x") << large + "x";
    }

    void plainAndPackedFilesAreToldApartByTheirBytes()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readPossiblyGzipped(write(bytes));
        QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
        QTEST(*read, "content");
    }

    void aFileCutShortAnywhereIsRefusedAndNamed()
    {
        const auto packed = gzipped("{\"cik\": 1, \"facts\": {}}");
        for (qsizetype length = 2; length < packed.size(); ++length) {
            const auto read = readPossiblyGzipped(write(packed.left(length)));
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Malformed);
            QVERIFY2(read.error().message.contains(QStringLiteral("facts.json")), qPrintable(read.error().message));
            QVERIFY2(read.error().message.contains(QStringLiteral("cut short")), qPrintable(read.error().message));
            QVERIFY(read.error().message.contains(QStringLiteral("nothing was imported")));
            QVERIFY(!read.error().detail.isEmpty());
        }
    }

    void aDamagedFileIsRefused()
    {
        const auto packed = gzipped(QByteArray("some text that packs into more than a few bytes").repeated(10));
        for (qsizetype place = 0; place < packed.size(); ++place) {
            auto damaged = packed;
            damaged[place] = char(damaged[place] ^ 0x55);
            const auto read = readPossiblyGzipped(write(damaged));
            // Without its mark a file is plain; a header's time, system and level mean nothing for the content.
            const bool isHeader = place < 10;
            QVERIFY2(isHeader || !read, qPrintable(QString::number(place)));
        }
        QVERIFY(!readPossiblyGzipped(write(packed + "rubbish")));
    }

    void aBombIsRefusedBeforeItFillsTheMemory()
    {
        const auto bomb = gzipped(QByteArray(64 * 1024 * 1024, '0'));
        QVERIFY(bomb.size() < 100'000);
        const auto read = readPossiblyGzipped(write(bomb));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Malformed);
        // Many small ones in a row are a bomb too.
        QVERIFY(!readPossiblyGzipped(write(gzipped(QByteArray(1024 * 1024, '0')).repeated(64))));
    }

    void limitsHoldForFileAndContent()
    {
        FileLimits limits;
        limits.maxFileBytes = 10;
        QVERIFY(readPossiblyGzipped(write("0123456789"), limits));
        QVERIFY(!readPossiblyGzipped(write("0123456789a"), limits));
        limits.maxFileBytes = 1000;
        limits.maxContentBytes = 100'000;
        QVERIFY(readPossiblyGzipped(write(gzipped(QByteArray(100'000, 'x'))), limits));
        QVERIFY(!readPossiblyGzipped(write(gzipped(QByteArray(100'001, 'x'))), limits));
    }

    void whatIsNoFileIsUnreadable()
    {
        for (const auto &path :
             {m_dir.filePath(QStringLiteral("missing.json")), m_dir.path(), QStringLiteral("/dev/zero"), QString()}) {
            const auto read = readPossiblyGzipped(path);
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Unreadable);
            QVERIFY(read.error().message.contains(QDir::toNativeSeparators(path)));
        }
    }
};

QTEST_GUILESS_MAIN(CompressedFileTest)
#include "tst_compressed_file.moc"

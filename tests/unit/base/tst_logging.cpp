// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace consultantos;

namespace {

LogOptions options(const QTemporaryDir &dir, const QString &level = QStringLiteral("info"))
{
    LogOptions options;
    options.directory = dir.filePath(QStringLiteral("logs"));
    options.level = level;
    return options;
}

/// Every line of the file; fails on one that isn't a JSON object.
QList<QJsonObject> linesOf(const QString &path)
{
    QFile file(path);
    QList<QJsonObject> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (const auto &line : file.readAll().trimmed().split('\n')) {
        const auto document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            qFatal("not a JSON line: %s", line.constData());
        lines.append(document.object());
    }
    return lines;
}

QStringList messagesOf(const QString &path)
{
    QStringList messages;
    for (const auto &line : linesOf(path))
        messages.append(line[QStringLiteral("message")].toString());
    return messages;
}

} // namespace

class LoggingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreStructured()
    {
        const QTemporaryDir dir;
        const auto session = *LogSession::start(options(dir));
        qCWarning(lcImport).noquote() << "two\nlines \"quoted\"";
        const auto line = linesOf(session->filePath()).last();
        QCOMPARE(line[QStringLiteral("level")].toString(), QStringLiteral("warning"));
        QCOMPARE(line[QStringLiteral("category")].toString(), QStringLiteral("consultantos.import"));
        QCOMPARE(line[QStringLiteral("message")].toString(), QStringLiteral("two\nlines \"quoted\""));
        QVERIFY(QDateTime::fromString(line[QStringLiteral("time")].toString(), Qt::ISODateWithMs).isValid());
        QVERIFY(!line[QStringLiteral("thread")].toString().isEmpty());
    }

    void whatIsBelowTheLevelIsDropped_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<QStringList>("kept");
        const QStringList all{QStringLiteral("d"), QStringLiteral("i"), QStringLiteral("w"), QStringLiteral("e")};
        const QStringList names{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                                QStringLiteral("error")};
        for (int i = 0; i < 4; ++i)
            QTest::newRow(qPrintable(names[i])) << names[i] << all.mid(i);
    }

    void whatIsBelowTheLevelIsDropped()
    {
        QFETCH(QString, level);
        QFETCH(QStringList, kept);
        const QTemporaryDir dir;
        const auto session = *LogSession::start(options(dir, level));
        qCDebug(lcApp, "d");
        qCInfo(lcApp, "i");
        qCWarning(lcApp, "w");
        qCCritical(lcApp, "e");
        QCOMPARE(messagesOf(session->filePath()), kept);
    }

    void theFormerHandlerIsBackAfterwards()
    {
        static int count = 0;
        const auto former =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++count; });
        const QTemporaryDir dir;
        {
            const auto session = *LogSession::start(options(dir));
            qWarning("into the file");
        }
        QCOMPARE(count, 0);
        qWarning("to the former");
        qInstallMessageHandler(former);
        QCOMPARE(count, 1);
    }

    void theFileRotatesAndOldOnesGo()
    {
        const QTemporaryDir dir;
        auto small = options(dir);
        small.maxFileBytes = 1000;
        small.maxFiles = 3;
        const auto session = *LogSession::start(small);
        for (int i = 0; i < 100; ++i)
            qCInfo(lcApp, "message number %d", i);
        const auto files = QDir(small.directory).entryInfoList({QStringLiteral("consultantos*.log")}, QDir::Files);
        QCOMPARE(files.size(), 3);
        for (const auto &file : files)
            QVERIFY(file.size() < 1300);
        QCOMPARE(messagesOf(session->filePath()).last(), QStringLiteral("message number 99"));
    }

    void threadsLoseNoLine()
    {
        const QTemporaryDir dir;
        const auto session = *LogSession::start(options(dir));
        QList<QThread *> threads;
        for (int t = 0; t < 4; ++t) {
            threads.append(QThread::create([] {
                for (int i = 0; i < 100; ++i)
                    qCInfo(lcAgents, "line %d", i);
            }));
            threads.last()->start();
        }
        for (auto *thread : threads) {
            thread->wait();
            delete thread;
        }
        QCOMPARE(linesOf(session->filePath()).size(), 400);
    }

    void anUnusableFolderOrLevelIsAnError()
    {
        const QTemporaryDir dir;
        QCOMPARE(LogSession::start(options(dir, QStringLiteral("loud"))).error().code, ErrorCode::InvalidArgument);
        QFile file(dir.filePath(QStringLiteral("logs")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(LogSession::start(options(dir)).error().code, ErrorCode::ReadOnly);
    }
};

QTEST_GUILESS_MAIN(LoggingTest)
#include "tst_logging.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/page_stream.h"

#include <QBuffer>
#include <QDataStream>
#include <QTest>

#include <limits>

using namespace consultantos::pdf;

namespace {

Page page()
{
    return {3,
            QSizeF(612, 792),
            {{QStringLiteral("Umsatz"), QRectF(10, 20, 30, 8), 8, true},
             {QStringLiteral("1.234 €"), QRectF(100, 20, 30, 8), 8, false}}};
}

QByteArray stream()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const Properties properties{QStringLiteral("Title"), QStringLiteral("Author"),
                                QDateTime(QDate(2022, 2, 3), QTime(4, 5), Qt::UTC), 7};
    if (!writeMessage(buffer, properties) || !writeMessage(buffer, page()) || !writeMessage(buffer, Finished{}))
        qFatal("a buffer takes everything");
    return buffer.data();
}

} // namespace

class TestPageStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasWritten_data()
    {
        QTest::addColumn<int>("chunk");
        QTest::newRow("at once") << 1'000'000;
        QTest::newRow("byte by byte") << 1;
        QTest::newRow("in pieces") << 37;
    }

    void givesBackWhatWasWritten()
    {
        QFETCH(int, chunk);
        const auto bytes = stream();
        MessageReader reader;
        QList<Message> messages;
        for (qsizetype at = 0; at < bytes.size(); at += chunk) {
            reader.add(bytes.mid(at, chunk));
            while (const auto message = reader.next())
                messages.append(*message);
        }
        QVERIFY(!reader.broken());
        QCOMPARE(messages.size(), 3);
        QCOMPARE(std::get<Properties>(messages[0]).author, QStringLiteral("Author"));
        QCOMPARE(std::get<Properties>(messages[0]).pages, 7);
        QCOMPARE(std::get<Properties>(messages[0]).created.date(), QDate(2022, 2, 3));
        QVERIFY(std::get<Page>(messages[1]) == page());
        QVERIFY(std::holds_alternative<Finished>(messages[2]));
    }

    void takesNoWordWithoutLettersOrPlace()
    {
        constexpr double Nowhere = std::numeric_limits<double>::quiet_NaN();
        Page odd = page();
        odd.words.append({QString(QChar(0xfeff)), QRectF(10, 40, 30, 8), 8, false});
        odd.words.append({QStringLiteral("x"), QRectF(Nowhere, 40, 30, 8), 8, false});
        odd.words.append({QStringLiteral("y"), QRectF(10, 40, 1e30, 8), 8, false});
        odd.words.append({QStringLiteral("z"), QRectF(10, 40, 30, 8), Nowhere, false});
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(writeMessage(buffer, odd));
        MessageReader reader;
        reader.add(buffer.data());
        const auto read = reader.next();
        QVERIFY(read.has_value());
        QVERIFY(std::get<Page>(*read) == page());
    }

    void breaksOnNonsense_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("length beyond reason") << QByteArray::fromHex("7fffffff") + QByteArray(100, 'x');
        QTest::newRow("empty frame") << QByteArray::fromHex("00000000");
        QTest::newRow("unknown kind") << QByteArray::fromHex("00000001ff");
        QTest::newRow("page with more words than bytes") << QByteArray::fromHex("00000011"
                                                                                "02"
                                                                                "00000001"
                                                                                "00000000"
                                                                                "00000000"
                                                                                "ffffffff");
        QTest::newRow("more bytes than the message") << QByteArray::fromHex("00000002"
                                                                            "0300");
    }

    void breaksOnNonsense()
    {
        QFETCH(QByteArray, bytes);
        MessageReader reader;
        reader.add(bytes);
        QVERIFY(!reader.next());
        QVERIFY(reader.broken());
        reader.add(stream());
        QVERIFY(!reader.next());
    }
};

QTEST_APPLESS_MAIN(TestPageStream)
#include "tst_page_stream.moc"

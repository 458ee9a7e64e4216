// SPDX-License-Identifier: GPL-3.0-or-later
// Server-sent events, cut at every place there is.
#include "llm/event_stream.h"

#include <QList>
#include <QTest>

using namespace consultantos;

namespace {

Result<QList<ServerEvent>> parse(const QList<QByteArray> &pieces, qint64 maxBytes = 1'000'000)
{
    EventStreamParser parser(maxBytes);
    QList<ServerEvent> events;
    const auto keep = [&](const ServerEvent &event) {
        events.append(event);
        return Status();
    };
    for (const auto &piece : pieces) {
        if (const auto fed = parser.feed(piece, keep); !fed)
            return tl::unexpected(fed.error());
    }
    if (const auto ended = parser.finish(keep); !ended)
        return tl::unexpected(ended.error());
    return events;
}

} // namespace

class EventStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAStreamMeans_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QList<QByteArray>>("expected"); // name, data, name, data, …
        QTest::newRow("lf") << QByteArray("data: a\n\ndata: b\n\n") << QList<QByteArray>{"", "a", "", "b"};
        QTest::newRow("crlf") << QByteArray("event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n")
                              << QList<QByteArray>{"x", "a", "", "b"};
        QTest::newRow("cr") << QByteArray("data: a\r\rdata: b\r\r") << QList<QByteArray>{"", "a", "", "b"};
        QTest::newRow("mixed") << QByteArray("data: a\r\n\ndata: b\n\r\n") << QList<QByteArray>{"", "a", "", "b"};
        QTest::newRow("several lines") << QByteArray("data: a\ndata:b\ndata\ndata:  c\n\n")
                                       << QList<QByteArray>{"", "a\nb\n\n c"};
        QTest::newRow("comments and other fields")
            << QByteArray(": keep-alive\n\n:\nid: 7\nretry: 10\nfoo: bar\ndata: a\n\n: OPEN\n\n")
            << QList<QByteArray>{"", "a"};
        QTest::newRow("event without data") << QByteArray("event: ping\n\ndata: a\n\n") << QList<QByteArray>{"", "a"};
        QTest::newRow("empty data") << QByteArray("data:\n\n") << QList<QByteArray>{"", ""};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "data: a\n\n")
                                         << QList<QByteArray>{"", "a"};
        QTest::newRow("mark on a blank line") << QByteArray("\xEF\xBB\xBF"
                                                            "\ndata: a\n\n")
                                              << QList<QByteArray>{"", "a"};
        QTest::newRow("umlauts") << QByteArray("data: \xC3\xA4\xE2\x82\xAC\n\n")
                                 << QList<QByteArray>{"", "\xC3\xA4\xE2\x82\xAC"};
        QTest::newRow("end mark") << QByteArray("data: {}\n\ndata: [DONE]\n\n")
                                  << QList<QByteArray>{"", "{}", "", "[DONE]"};
        QTest::newRow("end without blank line")
            << QByteArray("data: {}\n\ndata: [DONE]\n") << QList<QByteArray>{"", "{}", "", "[DONE]"};
        QTest::newRow("end without a line's end")
            << QByteArray("data: {}\n\ndata: [DONE]") << QList<QByteArray>{"", "{}", "", "[DONE]"};
        QTest::newRow("no stream") << QByteArray("<html><body>data: x</body></html>\n") << QList<QByteArray>{};
        QTest::newRow("nothing") << QByteArray() << QList<QByteArray>{};
    }

    void whatAStreamMeans()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QList<QByteArray>, expected);
        QList<ServerEvent> events;
        for (qsizetype i = 0; i + 1 < expected.size(); i += 2)
            events.append({expected[i], expected[i + 1]});
        QCOMPARE(parse({stream}).value_or(QList<ServerEvent>{{"failed", {}}}), events);
        QList<QByteArray> bytes;
        for (qsizetype i = 0; i < stream.size(); ++i) {
            bytes.append(stream.mid(i, 1));
            const auto cut = parse({stream.left(i), stream.mid(i)});
            QVERIFY2(cut && *cut == events, qPrintable(QStringLiteral("cut at %1").arg(i)));
        }
        QCOMPARE(parse(bytes).value_or(QList<ServerEvent>{{"failed", {}}}), events);
    }

    void whatNeverEndsIsRefused()
    {
        const auto result = parse({"data: " + QByteArray(2'000, 'x')}, 1'000);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Malformed);
        QList<QByteArray> lines;
        for (int i = 0; i < 300; ++i)
            lines.append("data: 1234567890\n");
        QVERIFY(!parse(lines, 1'000));
    }

    void theReaderMayStop()
    {
        EventStreamParser parser;
        int calls = 0;
        const auto fed = parser.feed("data: a\n\ndata: b\n\n", [&](const ServerEvent &) -> Status {
            ++calls;
            return fail(ErrorCode::Denied, QStringLiteral("Enough."));
        });
        QVERIFY(!fed);
        QCOMPARE(calls, 1);
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_event_stream.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What a model thinks aloud never reaches a reader, however its reply is cut.
#include "llm/think_filter.h"

#include <QTest>

using namespace consultantos;

class ThinkFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thoughtsAreTakenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *text, const char *shown) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(shown);
        };
        row("none", "Sales rose.", "Sales rose.");
        row("first", "<think>Hm.\nWell.</think>\n\nSales rose.", "Sales rose.");
        row("amid", "Sales <think>did they?</think>rose.", "Sales rose.");
        row("several", "<think>a</think>b <think>c</think>d", "b d");
        row("within", "<think>a<think>b</think>c</think>d", "d");
        row("other name and case", "<Thinking>a</THINKING>d", "d");
        row("unclosed", "So: <think>never ends", "So:");
        row("almost a tag", "a < b <thin <thinker> </thinks> <", "a < b <thin <thinker> </thinks> <");
        row("stray end", "a</think>", "");
        row("begun in the prompt", "Hm, well.</think>\nSales rose.", "Sales rose.");
        row("empty", "<think></think>", "");
        row("not ASCII", "<think>ä€</think>Größe 10 €", "Größe 10 €");
    }

    void thoughtsAreTakenOut()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(withoutThoughts(text), shown);
        // A thought that the prompt began is only known for one at its end: pieces before it were shown.
        if (text.indexOf(QStringLiteral("</think>")) >= 0 && !text.contains(QStringLiteral("<think>")))
            return;
        for (qsizetype i = 0; i <= text.size(); ++i) {
            ThinkFilter filter;
            auto pieces = filter.feed(text.left(i));
            pieces += filter.feed(text.mid(i));
            pieces += filter.finish();
            QCOMPARE(pieces.trimmed(), shown);
        }
        ThinkFilter filter;
        QString pieces;
        for (const auto c : text)
            pieces += filter.feed(QString(c));
        pieces += filter.finish();
        QCOMPARE(pieces.trimmed(), shown);
    }

    void plainTextIsNotHeldBack()
    {
        ThinkFilter filter;
        QCOMPARE(filter.feed(QStringLiteral("Sales rose")), QStringLiteral("Sales rose"));
        QCOMPARE(filter.feed(QStringLiteral(" by 3 % <")), QStringLiteral(" by 3 % "));
        QCOMPARE(filter.feed(QStringLiteral("b>")), QStringLiteral("<b>"));
    }
};

QTEST_GUILESS_MAIN(ThinkFilterTest)
#include "tst_think_filter.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/number_words.h"

#include <QTest>

using namespace consultantos;

class TestNumberWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::addColumn<qsizetype>("length");
        const auto row = [](const char *text, double value, qsizetype length) {
            QTest::newRow(text) << QString::fromUtf8(text) << value << length;
        };
        row("twelve percent", 12, 1);
        row("forty four percent", 44, 2);
        row("twenty percent", 20, 1);
        row("a hundred and five percent", 105, 4);
        row("three hundred million", 300, 2);
        row("two and a half billion", 2.5, 4);
        row("half a billion", 0.5, 2);
        row("zwölf Prozent", 12, 1);
        row("vierundvierzig Prozent", 44, 1);
        row("zweieinhalb Milliarden", 2.5, 1);
        row("eine Milliarde", 1, 1);
        row("dreißig Prozent", 30, 1);
        row("third quarter", 0, 0);
        row("undvierzig", 0, 0);
        row("revenue", 0, 0);
    }

    void readsNumbers()
    {
        QFETCH(QString, text);
        QFETCH(qsizetype, length);
        const auto number = wordNumberAt(tokensOf(text), 0);
        QCOMPARE(number.has_value(), length > 0);
        if (!number)
            return;
        QTEST(number->value, "value");
        QCOMPARE(number->length, length);
    }

    void readsFractions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        const auto row = [](const char *text, double value) {
            QTest::newRow(text) << QString::fromUtf8(text) << value;
        };
        row("a quarter of revenue", 25);
        row("three quarters of revenue", 75);
        row("one in four dollars of revenue", 25);
        row("half of its revenue", 50);
        row("ein Viertel des Umsatzes", 25);
        row("die Hälfte des Umsatzes", 50);
        row("a quarter later", 0);
        row("one in China of", 0);
        row("four quarters of", 0);
    }

    void readsFractions()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto fraction = fractionAt(tokensOf(text), 0);
        QCOMPARE(fraction.has_value(), value > 0);
        if (fraction)
            QCOMPARE(fraction->value, value);
    }

private:
    static QList<QuestionToken> tokensOf(const QString &text)
    {
        QList<QuestionToken> tokens;
        for (const auto &word : text.split(QLatin1Char(' ')))
            tokens.append({QuestionToken::Kind::Word, foldedWord(word), word, 0, false});
        return tokens;
    }
};

QTEST_APPLESS_MAIN(TestNumberWords)
#include "test_number_words.moc"

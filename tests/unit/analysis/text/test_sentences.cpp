// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/text/sentences.h"

#include <QTest>

using namespace consultantos;

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesEndWhereTheyEnd_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("sentences");
        const auto row = [](const char *name, const char *text, const char *sentences) {
            QTest::newRow(name) << QString::fromUtf8(text)
                                << QString::fromUtf8(sentences).split(u'|', Qt::SkipEmptyParts);
        };
        row("two", "We sell carts. They roll.", "We sell carts.|They roll.");
        row("a country's abbreviation", "In the U.S. Treasury rules bind us. Others don't.",
            "In the U.S. Treasury rules bind us.|Others don't.");
        row("a company's form", "Acme Inc. Germany sells carts. It grows.", "Acme Inc. Germany sells carts.|It grows.");
        row("a decimal", "Margins fell by 3.5 points. Why?", "Margins fell by 3.5 points.|Why?");
        row("a closing quote", "They said \"stop.\" We went on.", "They said \"stop.\"|We went on.");
        row("lines", "A heading\nIts text goes on.", "A heading|Its text goes on.");
        row("a lower-case letter goes on", "See no. five of the list.", "See no. five of the list.");
        row("nothing", " \n ", "");
    }
    void sentencesEndWhereTheyEnd()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, sentences);
        QCOMPARE(sentencesOf(text), sentences);
    }

    void onlyWhatStandsAloneIsQuoted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        const auto good = QStringLiteral("We buy every axle from a sole supplier in the north.");
        QTest::newRow("the sentence that matches") << QStringLiteral("Carts are made of wood. ") + good << good;
        QTest::newRow("too short") << QStringLiteral("A sole supplier.") << QString();
        QTest::newRow("no end") << QStringLiteral("Our sole supplier and the terms on which it sells axles")
                                << QString();
        QTest::newRow("shouted") << QStringLiteral("OUR SOLE SUPPLIER MAY LEAVE US AT ANY TIME AT ALL, IT SAYS.")
                                 << QString();
        QTest::newRow("far too long") << QStringLiteral("A sole supplier ") + QStringLiteral("and so on ").repeated(60)
                                             + QStringLiteral("ends.")
                                      << QString();
        QTest::newRow("its beginning is elsewhere")
            << QStringLiteral("and we buy every axle from a sole supplier up north.") << QString();
        QTest::newRow("no match") << QStringLiteral("We buy every axle wherever axles are cheapest.") << QString();
    }
    void onlyWhatStandsAloneIsQuoted()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const QRegularExpression pattern(QStringLiteral("sole supplier"), QRegularExpression::CaseInsensitiveOption);
        QCOMPARE(quotableSentence(text, pattern), sentence);
    }

    void theSentenceMostAboutTheWordsIsQuoted()
    {
        const QRegularExpression pattern(QStringLiteral("supplier"));
        const auto telling = QStringLiteral("We have one sole supplier of axles and no other.");
        const auto text = QStringLiteral("Every supplier signs our code of conduct each year. ") + telling;
        QCOMPARE(quotableSentence(text, pattern, QStringLiteral("sole supplier axles")), telling);
    }

    void whatLeansOnAnotherSentenceComesLast()
    {
        const QRegularExpression pattern(QStringLiteral("supplier"));
        const auto alone = QStringLiteral("Our axles have a sole supplier in the far north.");
        const auto text = QStringLiteral("However, such a sole supplier may leave us at any time. ") + alone;
        QCOMPARE(quotableSentence(text, pattern, QStringLiteral("sole supplier")), alone);
        QCOMPARE(quotableSentence(text, pattern), alone);
    }

    void anEnumerationIsLessAboutAWordThanAStatement()
    {
        const auto words = QStringLiteral("tariffs duties");
        QVERIFY(focusOf(QStringLiteral("Tariffs on axles raise our costs."), words)
                > focusOf(QStringLiteral("Wars, weather, strikes, floods, fires, tariffs and much else may hurt us."),
                          words));
        QCOMPARE(focusOf(QString(), words), 0.0);
    }
};

QTEST_GUILESS_MAIN(SentencesTest)
#include "test_sentences.moc"

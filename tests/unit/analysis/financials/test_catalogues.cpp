// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

/// A catalogue that is wrong must be refused with the entry's name, not half used.
class TestCatalogues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesAMappingThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<QString>("word");
        QTest::newRow("no entries") << QByteArray() << QStringLiteral("concepts");
        QTest::newRow("no label") << QByteArray("{'id': 'a', 'measure': 'money', 'time': 'instant', 'tags': ['A']}")
                                  << QStringLiteral("label");
        QTest::newRow("unknown measure") << QByteArray(
            "{'id': 'a', 'label': 'A', 'measure': 'weight', 'time': 'instant', 'tags': ['A']}")
                                         << QStringLiteral("weight");
        QTest::newRow("unknown time") << QByteArray(
            "{'id': 'a', 'label': 'A', 'measure': 'money', 'time': 'later', 'tags': ['A']}")
                                      << QStringLiteral("later");
        QTest::newRow("unknown statement") << QByteArray(
            "{'id': 'a', 'label': 'A', 'statement': 'notes', 'measure': 'money', 'time': 'instant', 'tags': ['A']}")
                                           << QStringLiteral("notes");
        QTest::newRow("twice") << QByteArray(
            "{'id': 'a', 'label': 'A', 'measure': 'money', 'time': 'instant', 'tags': ['A']}, {'id': 'a', 'label': "
            "'A', 'measure': 'money', 'time': 'instant', 'tags': ['B']}")
                               << QStringLiteral("twice");
        QTest::newRow("a formula that can't be read")
            << QByteArray("{'id': 'a', 'label': 'A', 'measure': 'money', 'time': 'instant', 'derive': ['b +']}")
            << QStringLiteral("\"a\"");
        QTest::newRow("a formula over no line")
            << QByteArray("{'id': 'a', 'label': 'A', 'measure': 'money', 'time': 'instant', 'derive': ['b + 1']}")
            << QStringLiteral("\"b\"");
        QTest::newRow("nothing to read from")
            << QByteArray("{'id': 'a', 'label': 'A', 'measure': 'money', 'time': 'instant'}") << QStringLiteral("tags");
    }

    void refusesAMappingThatIsWrong()
    {
        QFETCH(QByteArray, entries);
        QFETCH(QString, word);
        const auto loaded = ConceptCatalogue::load(write("concepts.json", "{'concepts': [" + entries + "]}"));
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, ErrorCode::Malformed);
        QVERIFY2(loaded.error().message.contains(word), qPrintable(loaded.error().message));
        QVERIFY(!loaded.error().detail.isEmpty());
    }

    void refusesFormulasThatAreWrong_data()
    {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<QString>("word");
        const auto entry = [](const char *id, const char *rest) {
            return QByteArray("{'id': '") + id + "', 'title': 'T', 'group': 'g', 'unit': 'ratio', " + rest + "}";
        };
        QTest::newRow("no entries") << QByteArray() << QStringLiteral("formulas");
        QTest::newRow("no unit") << QByteArray("{'id': 'f', 'title': 'T', 'group': 'g', 'formula': 'line'}")
                                 << QStringLiteral("unit");
        QTest::newRow("unreadable") << entry("f", "'formula': 'line /'") << QStringLiteral("\"f\"");
        QTest::newRow("unknown variable") << entry("f", "'formula': 'line / width'") << QStringLiteral("width");
        QTest::newRow("the id of a line") << entry("line", "'formula': 'line / 2'") << QStringLiteral("taken");
        QTest::newRow("twice") << entry("f", "'formula': 'line'") + "," + entry("f", "'formula': 'line'")
                               << QStringLiteral("taken");
        QTest::newRow("rests on itself") << entry("f", "'formula': 'f + 1'") << QStringLiteral("itself");
        QTest::newRow("a circle of two") << entry("f", "'formula': 'g_'") + "," + entry("g_", "'formula': 'f_before'")
                                         << QStringLiteral("itself");
        QTest::newRow("requires what it doesn't use")
            << entry("f", "'formula': 'line', 'requires': [{'that': 'other > 0', 'because': 'b'}]")
            << QStringLiteral("other");
        QTest::newRow("not for a kind that there isn't")
            << entry("f", "'formula': 'line', 'not_for': ['guild']") << QStringLiteral("guild");
        QTest::newRow("only for a kind that there isn't")
            << entry("f", "'formula': 'line', 'only_for': ['guild']") << QStringLiteral("guild");
    }

    void refusesFormulasThatAreWrong()
    {
        QFETCH(QByteArray, entries);
        QFETCH(QString, word);
        const auto concepts = ConceptCatalogue::load(write(
            "concepts.json",
            "{'concepts': [{'id': 'line', 'label': 'L', 'measure': 'money', 'time': 'instant', 'tags': ['A']}]}"));
        QVERIFY(concepts);
        const auto loaded =
            FormulaCatalogue::load(write("formulas.json", "{'formulas': [" + entries + "]}"), *concepts);
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.contains(word), qPrintable(loaded.error().message));
    }

    void readsPrintedStatementsLast()
    {
        const auto concepts = ConceptCatalogue::load(write(
            "concepts.json",
            "{'concepts': [{'id': 'line', 'label': 'L', 'measure': 'money', 'time': 'instant', 'tags': ['A']}]}"));
        QVERIFY(concepts);
        QCOMPARE(concepts->find(QStringLiteral("line"))->tags,
                 QStringList({QStringLiteral("us-gaap:A"), QStringLiteral("statement:line")}));
    }

    void namesTheFileThatIsMissing()
    {
        const auto loaded = ConceptCatalogue::load(m_folder.filePath(QStringLiteral("none.json")));
        QVERIFY(!loaded);
        QVERIFY(loaded.error().message.contains(QStringLiteral("none.json")));
    }

private:
    /// JSON in single quotes, for the reader's sake.
    QString write(const char *name, QByteArray text)
    {
        text.replace('\'', '"');
        const auto path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return path;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestCatalogues)
#include "test_catalogues.moc"

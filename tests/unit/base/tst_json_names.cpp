// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_names.h"

#include <QTest>

using namespace consultantos;

class TestJsonNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNameThatStandsTwiceIsFound_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *title, const char *json, const char *name) {
            QTest::newRow(title) << QByteArray(json) << QString(QLatin1String(name));
        };
        row("none", "{\"a\": 1, \"b\": {\"a\": 2}, \"c\": [{\"a\": 3}, {\"a\": 4}]}", "");
        row("twice", "{\"a\": 1, \"b\": 2, \"a\": 3}", "a");
        row("within", "[{\"x\": {\"b\": [], \"b\" : 0}}]", "b");
        row("behind an inner object", "{\"a\": {\"c\": 1}, \"a\": 2}", "a");
        row("written otherwise", "{\"a\": 1, \"\\u0061\": 2}", "a");
        row("as values", "{\"a\": \"b\", \"b\": \"a\", \"c\": [\"a\", \"a\"]}", "");
        row("with signs of structure", "{\"{\\\"a\\\":\": 1, \"}\": \"{\", \"{\\\"a\\\":\": 2}", "{\"a\":");
        row("no object", "\"a\"", "");
        row("empty", "", "");
    }

    void aNameThatStandsTwiceIsFound()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, name);
        QCOMPARE(repeatedName(json).value_or(QString()), name);
    }
};

QTEST_GUILESS_MAIN(TestJsonNames)
#include "tst_json_names.moc"

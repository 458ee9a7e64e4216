// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/concept_catalogue.h"
#include "base/json.h"
#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/label_text.h"
#include "evidence/statements/row_mapper.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::statements;

namespace {

const QString Samples = QStringLiteral(CONSULTANTOS_SOURCE_DIR "/tests/unit/evidence/statements/label_samples.json");

StatementKind kindOf(const QString &statement)
{
    for (const auto kind : {StatementKind::Income, StatementKind::Balance}) {
        if (statementId(kind) == statement)
            return kind;
    }
    return StatementKind::CashFlow;
}

} // namespace

class StatementLabelsTest : public QObject {
    Q_OBJECT

private:
    static void rows(const QString &list)
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("section");
        QTest::addColumn<QString>("label");
        const auto samples = json::readObject(Samples);
        QVERIFY(samples);
        for (const auto &sample : (*samples)[list].toArray()) {
            const auto id = sample[QStringLiteral("concept")].toString();
            const auto section = sample[QStringLiteral("section")].toString();
            for (const auto &label : json::toStrings(sample[QStringLiteral("labels")]))
                QTest::newRow(qPrintable(QStringLiteral("%1/%2 %3").arg(id, section, label)))
                    << id << sample[QStringLiteral("statement")].toString() << section << label;
        }
    }

    /// Whether a statement of this one row has the concept.
    [[nodiscard]] bool isFound(const QString &id, const QString &statement, const QString &section,
                               const QString &label) const
    {
        StatementTable table;
        table.kind = kindOf(statement);
        PrintedRow row;
        row.label = label;
        row.normal = normalisedLabel(label);
        row.section = section;
        row.values = {RowValue{}};
        table.rows.append(row);
        RowMapper mapper(table, *m_labels);
        const auto *entry = m_labels->find(id);
        const bool isOfOther = entry && entry->statement != statement;
        return mapper.rowOf(isOfOther ? id + QLatin1Char('@') + statement : id) == 0;
    }

    std::optional<ConceptCatalogue> m_concepts;
    std::optional<LabelCatalogue> m_labels;

private Q_SLOTS:
    void initTestCase()
    {
        const auto resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
        auto concepts = ConceptCatalogue::load(resources + QStringLiteral("/concepts.json"));
        QVERIFY(concepts);
        m_concepts = *concepts;
        auto labels = LabelCatalogue::load(resources + QStringLiteral("/statement_labels.json"), *m_concepts);
        QVERIFY2(labels, labels ? "" : qPrintable(labels.error().toText()));
        m_labels = *labels;
    }

    void knowsRowsByTheirNames_data() { rows(QStringLiteral("known")); }
    void knowsRowsByTheirNames()
    {
        QFETCH(QString, id);
        QFETCH(QString, statement);
        QFETCH(QString, section);
        QFETCH(QString, label);
        QVERIFY(isFound(id, statement, section, label));
    }

    void leavesOtherRowsAlone_data() { rows(QStringLiteral("others")); }
    void leavesOtherRowsAlone()
    {
        QFETCH(QString, id);
        QFETCH(QString, statement);
        QFETCH(QString, section);
        QFETCH(QString, label);
        QVERIFY(!isFound(id, statement, section, label));
    }

    void namesEveryLineOfTheStatementsButSums()
    {
        for (const auto &line : m_concepts->concepts()) {
            const bool isPart = line.tags.size() == 1;
            // Lines that only questions name are found by their row's own label.
            if (isPart || line.statement.isEmpty() || !line.derive.isEmpty()
                || line.id == QLatin1String("long_term_debt_total"))
                continue;
            QVERIFY2(m_labels->find(line.id), qPrintable(line.id));
        }
    }

    void refusesACatalogueThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("concepts");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("unknown concept") << QByteArray("{'id': 'luck', 'statement': 'income', 'labels': ['luck']}")
                                         << QStringLiteral("luck");
        QTest::newRow("no labels") << QByteArray("{'id': 'revenue', 'statement': 'income'}")
                                   << QStringLiteral("no labels");
        QTest::newRow("expression") << QByteArray("{'id': 'revenue', 'statement': 'income', 'labels': ['(sales']}")
                                    << QStringLiteral("revenue");
        QTest::newRow("section") << QByteArray(
            "{'id': 'revenue', 'statement': 'income', 'labels': [{'label': 'a', 'section': 'attic'}]}")
                                 << QStringLiteral("attic");
        QTest::newRow("condition") << QByteArray(
            "{'id': 'revenue', 'statement': 'income', 'labels': [{'label': 'a', 'if': 'moon'}]}")
                                   << QStringLiteral("moon");
        QTest::newRow("sign") << QByteArray("{'id': 'revenue', 'statement': 'income', 'sign': 'odd', 'labels': ['a']}")
                              << QStringLiteral("sign");
    }

    void refusesACatalogueThatIsWrong()
    {
        QFETCH(QByteArray, concepts);
        QFETCH(QString, word);
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("statement_labels.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        auto json = QByteArray("{'concepts': [" + concepts + "]}");
        file.write(json.replace('\'', '"'));
        file.close();
        const auto loaded = LabelCatalogue::load(path, *m_concepts);
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.contains(word), qPrintable(loaded.error().message));
        QVERIFY(loaded.error().message.contains(path));
    }
};

QTEST_GUILESS_MAIN(StatementLabelsTest)
#include "tst_statement_labels.moc"

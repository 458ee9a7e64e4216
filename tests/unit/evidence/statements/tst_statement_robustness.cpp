// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as no sane document has them: the reader may find nothing, but comes back.
#include "document_fixture.h"
#include "evidence/statements/statement_reader.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace consultantos;
using consultantos::test::drawnDocument;

namespace {

constexpr int Rounds = 400;

const QStringList &words()
{
    static const QStringList list{QStringLiteral("Consolidated Balance Sheets"),
                                  QStringLiteral("Consolidated Statements of Income"),
                                  QStringLiteral("CONSOLIDATED STATEMENTS OF CASH FLOWS (continued)"),
                                  QStringLiteral("Total assets"),
                                  QStringLiteral("Net income"),
                                  QStringLiteral("Total liabilities and equity"),
                                  QStringLiteral("December 31,"),
                                  QStringLiteral("2021"),
                                  QStringLiteral("$"),
                                  QStringLiteral("("),
                                  QStringLiteral(")"),
                                  QStringLiteral("%"),
                                  QStringLiteral("1,234"),
                                  QStringLiteral("(99"),
                                  QString::fromUtf8("\u2014"),
                                  QStringLiteral("Diluted"),
                                  QStringLiteral("Earnings per share:"),
                                  QStringLiteral("1 2 3 4"),
                                  QStringLiteral("0.00"),
                                  QString(),
                                  QStringLiteral("Net cash provided by operating activities"),
                                  QStringLiteral("Three Months Ended"),
                                  QStringLiteral("in millions, except"),
                                  QStringLiteral("February 29, 2021"),
                                  QStringLiteral("99/99/9999"),
                                  QStringLiteral("52 weeks ended"),
                                  QStringLiteral("fiscal 2020"),
                                  QStringLiteral("Revenue:"),
                                  QStringLiteral("of and,")};
    return list;
}

TableCell randomCell(QRandomGenerator &random)
{
    TableCell cell;
    cell.row = random.bounded(12) - 1;
    cell.column = random.bounded(9) - 1;
    cell.columnSpan = random.bounded(40) == 0 ? std::numeric_limits<int>::max() : random.bounded(-1, 4);
    cell.text = words()[random.bounded(static_cast<int>(words().size()))];
    if (random.bounded(8) == 0)
        cell.value = random.bounded(2) ? std::numeric_limits<double>::quiet_NaN() : random.generateDouble() * 1e300;
    if (random.bounded(12) == 0)
        cell.date = QDate(random.bounded(1, 9999), 2, 28);
    if (random.bounded(2))
        cell.area = QRectF(random.bounded(600), random.bounded(800), random.bounded(-20, 300), 10);
    return cell;
}

Document randomDocument(QRandomGenerator &random)
{
    Document document;
    document.id = QStringLiteral("odd");
    for (int i = random.bounded(8); i > 0; --i) {
        Block block;
        block.kind = static_cast<BlockKind>(random.bounded(5));
        block.text = words()[random.bounded(static_cast<int>(words().size()))];
        block.page = random.bounded(-1, 4);
        document.blocks.append(block);
    }
    for (int i = random.bounded(6); i > 0; --i) {
        Table table;
        table.page = random.bounded(-1, 4);
        for (int cells = random.bounded(90); cells > 0; --cells)
            table.cells.append(randomCell(random));
        document.tables.append(table);
    }
    return document;
}

} // namespace

class StatementRobustnessTest : public QObject {
    Q_OBJECT

private:
    std::optional<StatementReader> m_reader;

private Q_SLOTS:
    void initTestCase()
    {
        auto reader = StatementReader::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
        QVERIFY(reader);
        m_reader.emplace(std::move(*reader));
    }

    void comesBackFromOddTables()
    {
        QRandomGenerator random(20211231);
        int withFacts = 0;
        for (int round = 0; round < Rounds; ++round) {
            const auto document = randomDocument(random);
            const auto reading = m_reader->read(document);
            QCOMPARE(m_reader->read(document), reading);
            withFacts += reading.facts.isEmpty() ? 0 : 1;
            for (const auto &fact : reading.facts)
                QVERIFY(fact.end.isValid() && fact.taxonomy == QLatin1String("statement"));
        }
        QVERIFY(withFacts < Rounds);
    }

    void readsALongTableInTime()
    {
        auto drawing = QStringLiteral("Consolidated Balance Sheets\n(in millions) | 2021 | 2020\n");
        for (int i = 0; i < 20'000; ++i)
            drawing += QStringLiteral("Other assets of kind and, %1 | 1,000 | (2,000)\n").arg(i);
        QElapsedTimer clock;
        clock.start();
        const auto reading = m_reader->read(drawnDocument(drawing));
        QVERIFY(reading.facts.isEmpty());
        QVERIFY2(clock.elapsed() < 20'000, qPrintable(QString::number(clock.elapsed())));
    }

    void readsALongLabelInTime()
    {
        const auto label = QStringLiteral("purchases of property and plant and ").repeated(2'000);
        QElapsedTimer clock;
        clock.start();
        const auto reading = m_reader->read(drawnDocument(
            QStringLiteral(
                "Consolidated Statements of Cash Flows\n(in millions) | 2021 | 2020\nInvesting activities | _\n")
            + label + QStringLiteral(" | 1 | 2\n") + label
            + QStringLiteral(" | 1 | 2\nNet cash provided by operating activities | 1 | 2\n")
            + QStringLiteral("A | 1 | 2\nB | 1 | 2\n")));
        QVERIFY(reading.facts.size() <= 2);
        QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_GUILESS_MAIN(StatementRobustnessTest)
#include "tst_statement_robustness.moc"

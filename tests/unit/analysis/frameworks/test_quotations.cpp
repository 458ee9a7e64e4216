// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/quotation.h"
#include "analysis/synthesis.h"
#include "base/paths.h"
#include "company_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

Passage passage(int number, const QString &text, const QString &section = QStringLiteral("Item 1A"))
{
    return {QStringLiteral("p/00aa/%1").arg(number),
            QStringLiteral("report-2024.html"),
            12,
            0,
            text,
            section,
            QDate(2024, 12, 31)};
}

FrameworkOutput outputOf(const FrameworkInput &input, const char *id)
{
    for (const auto &output : deriveAll(input)) {
        if (output.result.id == QLatin1String(id))
            return output;
    }
    return {};
}

QList<FrameworkItem> quotedItems(const FrameworkOutput &output, const char *sectionId)
{
    QList<FrameworkItem> items;
    for (const auto &section : output.result.sections) {
        for (const auto &item : section.items) {
            if (section.id == QLatin1String(sectionId) && item.claim.grade == Grade::Quoted)
                items.append(item);
        }
    }
    return items;
}

bool asksFor(const FrameworkOutput &output, const char *id)
{
    return std::any_of(output.requests.cbegin(), output.requests.cend(),
                       [id](const DataRequest &request) { return request.id == QLatin1String(id); });
}

const QString SoleSources = QStringLiteral("porter.suppliers.sole_sources");
const QString Trade = QStringLiteral("pestel.political.trade");

/// A cart maker whose documents say five things of its suppliers.
FrameworkInput withSuppliers(Depth depth)
{
    auto input = cartInput(6);
    input.request.depth = depth;
    for (int number = 1; number <= 5; ++number)
        input.found[SoleSources].append(passage(
            number, QStringLiteral("Of the parts in our carts, group %1 comes from a single supplier.").arg(number)));
    return input;
}

} // namespace

class TestQuotations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyQueryOfTheFileCanBeUsed()
    {
        const auto queries = EvidenceQueries::load(resourceDir());
        QVERIFY2(queries, queries ? "" : qPrintable(queries.error().toText()));
        QVERIFY(queries->all().size() >= 20);
        QStringList ids;
        for (const auto &query : queries->all()) {
            QVERIFY2(!ids.contains(query.id), qPrintable(query.id));
            ids.append(query.id);
            QVERIFY2(query.quickLimit <= query.standardLimit && query.standardLimit <= query.deepLimit
                         && query.deepLimit > 0,
                     qPrintable(query.id));
            QVERIFY2(!query.pattern.match(QString()).hasMatch(), qPrintable(query.id));
        }
    }

    void aQuestionLooksForItsOwnWords()
    {
        QVERIFY(!EvidenceQueries::ofQuestion(QStringLiteral("How is it?"), QStringLiteral("Acme")));
        const auto query = EvidenceQueries::ofQuestion(QStringLiteral("Should Carter close the Leeds depot?"),
                                                       QStringLiteral("Carter"));
        QVERIFY(query);
        QCOMPARE(query->words, QStringLiteral("close leeds depot"));
        QVERIFY(query->pattern.match(QStringLiteral("The depot in Leeds lost money.")).hasMatch());
        QVERIFY(!query->pattern.match(QStringLiteral("A depot, or another depot.")).hasMatch());
    }

    void documentsAreQuotedByDepth_data()
    {
        QTest::addColumn<QString>("depth");
        QTest::addColumn<int>("count");
        QTest::newRow("quick") << QStringLiteral("quick") << 1;
        QTest::newRow("standard") << QStringLiteral("standard") << 2;
        QTest::newRow("deep") << QStringLiteral("deep") << 5;
    }
    void documentsAreQuotedByDepth()
    {
        QFETCH(QString, depth);
        QFETCH(int, count);
        const auto output = outputOf(withSuppliers(*depthFromName(depth)), "porter");
        const auto items = quotedItems(output, "suppliers");
        QCOMPARE(items.size(), count);
        QCOMPARE(items[0].claim.text,
                 QStringLiteral("From the company's documents: “Of the parts in our carts, group 1 "
                                "comes from a single supplier.”"));
        QCOMPARE(items[0].claim.evidence, QStringList{QStringLiteral("p/00aa/1")});
        QVERIFY(output.evidence.passage(QStringLiteral("p/00aa/1")));
        QVERIFY2(strayNumbers(output).isEmpty(), qPrintable(strayNumbers(output).join(u'\n')));
    }

    void whatWasQuotedIsNotAskedFor()
    {
        const auto *const id = "data.porter.suppliers.sole_sources";
        QVERIFY(asksFor(outputOf(cartInput(6), "porter"), id));
        QVERIFY(!asksFor(outputOf(withSuppliers(Depth::Standard), "porter"), id));
    }

    void theUsersOwnWordsComeFirstAndAreCalledSo()
    {
        auto input = withSuppliers(Depth::Standard);
        input.passages = {{QStringLiteral("p/context/1"), QStringLiteral("request context"), 0, 0,
                           QStringLiteral("Axles are single-sourced.")}};
        const auto items = quotedItems(outputOf(input, "porter"), "suppliers");
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0].claim.text, QStringLiteral("From what was handed in: “Axles are single-sourced.”"));
        QVERIFY(items[1].claim.text.startsWith(QStringLiteral("From the company's documents: ")));
    }

    void riskFactorsAreThreatsWithTheirOwnModality()
    {
        auto input = cartInput(6);
        input.found[Trade] = {
            passage(1, QStringLiteral("Our imports are subject to tariffs of 25 % since they were imposed.")),
            passage(2, QStringLiteral("Tariffs on axles that have been proposed would hurt us from 2030 on."),
                    QStringLiteral("Item 7"))};
        input.request.depth = Depth::Deep;
        const auto output = outputOf(input, "pestel");
        const auto items = quotedItems(output, "political");
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0].fields[QStringLiteral("direction")], QStringLiteral("threat"));
        QCOMPARE(items[0].fields[QStringLiteral("likelihood")], QStringLiteral("in force"));
        QCOMPARE(items[0].fields[QStringLiteral("horizon")], QStringLiteral("now"));
        QVERIFY(!items[0].fields[QStringLiteral("indicator")].isEmpty());
        QCOMPARE(items[1].fields[QStringLiteral("direction")], QStringLiteral("open"));
        QCOMPARE(items[1].fields[QStringLiteral("likelihood")], QStringLiteral("proposed"));
        QCOMPARE(items[1].fields[QStringLiteral("horizon")], QStringLiteral("beyond three years"));
        QVERIFY2(strayNumbers(output).isEmpty(), qPrintable(strayNumbers(output).join(u'\n')));
    }

    void modalityIsReadFromTheWords_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("likelihood");
        QTest::newRow("may") << QStringLiteral("Rules could change.") << QStringLiteral("may happen");
        QTest::newRow("proposed") << QStringLiteral("The agency has proposed rules that may bind us.")
                                  << QStringLiteral("proposed");
        QTest::newRow("in force") << QStringLiteral("Costs have increased and may rise.") << QStringLiteral("in force");
        QTest::newRow("neither") << QStringLiteral("Rules differ by country.") << QStringLiteral("open");
    }
    void modalityIsReadFromTheWords()
    {
        QFETCH(QString, sentence);
        QFETCH(QString, likelihood);
        QCOMPARE(likelihoodIn(sentence), likelihood);
    }

    void theSummaryQuotesWhatSpeaksToTheQuestion()
    {
        auto input = cartInput(6);
        input.request.question = QStringLiteral("Should the Leeds depot be closed?");
        input.found[EvidenceQueries::Question] = {
            passage(7, QStringLiteral("The depot in Leeds serves 12 towns and lost money in 2024."))};
        const auto output = synthesise(input, deriveAll(input));
        const auto quoted =
            std::find_if(output.summary.supports.cbegin(), output.summary.supports.cend(),
                         [](const Claim &claim) { return claim.evidence.contains(QStringLiteral("p/00aa/7")); });
        QVERIFY(quoted != output.summary.supports.cend());
        QVERIFY(output.evidence.passage(QStringLiteral("p/00aa/7")));
        QVERIFY(strayNumbers(*quoted, output.evidence).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestQuotations)
#include "test_quotations.moc"

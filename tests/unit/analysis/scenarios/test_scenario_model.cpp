// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/correlation_check.h"
#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/located_json.h"
#include "analysis/scenarios/scenario_model.h"
#include "scenario_texts.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QString>
#include <QStringList>
#include <QTest>

#include <cmath>

using namespace consultantos;

class TestScenarioModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAFile();
    void writesWhatItReads();
    void correlationsThatCanHoldAreToldFromOthers();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
    void newerVersionsAreToldApart();
    void malformedJsonNamesTheLine_data();
    void malformedJsonNamesTheLine();
    void deepNestingIsRefused();
    void blocksGiveWhatTheFormulaLanguageGives();
    void circlesAreFound();
    void changesReachOnlyWhatDepends();
};

void TestScenarioModel::readsAFile()
{
    const auto model = readScenarioModel(LaunchFile, QStringLiteral("launch.json"));
    QVERIFY2(model, model ? "" : qPrintable(model.error().toText()));
    QCOMPARE(model->drivers.size(), 6);
    QCOMPARE(model->drivers[0].source, QStringLiteral("Price list 2025"));
    QCOMPARE(model->drivers[5].distribution, DistributionSpec::constant(0.25));
    QCOMPARE(model->correlations[1].value, 0.8);
    QVERIFY(model->correlations[1].isOfRanks);
    QCOMPARE(*model->axes[1].split, 1000.0);
    QCOMPARE(model->titleOf(QStringLiteral("unit_cost")), QStringLiteral("unit_cost"));
}

void TestScenarioModel::writesWhatItReads()
{
    const auto model = readScenarioModel(LaunchFile, QStringLiteral("a"));
    QVERIFY(model);
    auto again = readScenarioModel(QJsonDocument(toJson(*model)).toJson(), QStringLiteral("a"));
    QVERIFY2(again, again ? "" : qPrintable(again.error().toText()));
    QCOMPARE(toJson(*again), toJson(*model));
    QCOMPARE(again->drivers.size(), model->drivers.size());
    for (qsizetype i = 0; i < model->drivers.size(); ++i)
        QCOMPARE(again->drivers[i].distribution, model->drivers[i].distribution);
}

void TestScenarioModel::correlationsThatCanHoldAreToldFromOthers()
{
    ScenarioModel model;
    QVERIFY(checkCorrelations(model).isPossible);
    model.correlations = {{QStringLiteral("a"), QStringLiteral("b"), 0.9, true, 0},
                          {QStringLiteral("b"), QStringLiteral("c"), 0.9, true, 0},
                          {QStringLiteral("a"), QStringLiteral("c"), 0.7, true, 0}};
    QVERIFY(checkCorrelations(model).isPossible);
    // Two that each move with a third can't move against each other.
    model.correlations.last().value = -0.9;
    const auto check = checkCorrelations(model);
    QVERIFY(!check.isPossible);
    // All three give way alike.
    QVERIFY(std::abs(std::abs(check.given) - 0.9) < 1e-9);
    QVERIFY(check.left != check.right && !check.left.isEmpty());
    QVERIFY(std::abs(check.allowed) < 0.6 && std::abs(check.allowed) > 0.4);
    QCOMPARE(check.nearest.size(), 3);
    model.correlations = check.nearest;
    QVERIFY(checkCorrelations(model).isPossible);
}

void TestScenarioModel::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *from, const char *to, int line, const char *word) {
        QTest::addRow("%s", name) << QByteArray(from) << QByteArray(to) << line << QString::fromLatin1(word);
    };
    row("mode above maximum", "\"mode\": 10", "\"mode\": 20", 7, "20");
    row("unknown distribution", "lognormal", "cauchy", 8, "cauchy");
    row("misspelt member", "\"title\": \"Volume\"", "\"titel\": \"Volume\"", 8, "titel");
    row("text for a number", "\"max\": 9", "\"max\": \"9\"", 9, "max");
    row("name twice", "\"name\": \"unit_cost\"", "\"name\": \"volume\"", 9, "volume");
    row("bad name", "\"name\": \"tax\"", "\"name\": \"Tax\"", 12, "Tax");
    row("unknown variable", "- fixed\"", "- rent\"", 16, "rent");
    row("broken formula", "price * volume -", "price * * volume -", 16, "before_tax");
    row("list function", "max(before_tax, 0)", "sum(before_tax)", 15, "sum");
    row("correlation above one", "-0.5", "-1.5", 20, "between -1 and 1");
    row("correlated constant", "\"volume\", \"orders\"", "\"volume\", \"tax\"", 21, "tax");
    row("correlated formula", "\"volume\", \"orders\"", "\"volume\", \"profit\"", 21, "profit");
}

void TestScenarioModel::faultsNameTheirLine()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, line);
    QFETCH(QString, word);
    auto text = LaunchFile;
    QVERIFY(text.contains(from));
    const auto model =
        readScenarioModel(text.replace(text.indexOf(from), from.size(), to), QStringLiteral("launch.json"));
    QVERIFY(!model);
    QCOMPARE(model.error().code, ErrorCode::Malformed);
    const auto message = model.error().message;
    QVERIFY2(message.contains(QStringLiteral("launch.json, line %1:").arg(line)), qPrintable(message));
    QVERIFY2(message.contains(word), qPrintable(message));
}

void TestScenarioModel::newerVersionsAreToldApart()
{
    auto text = LaunchFile;
    const auto model = readScenarioModel(text.replace("\"version\": 1", "\"version\": 2"), QStringLiteral("a"));
    QVERIFY(!model);
    QCOMPARE(model.error().code, ErrorCode::NewerVersion);
}

void TestScenarioModel::malformedJsonNamesTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addRow("comma") << QByteArray("{\n\"a\": 1,\n}") << 3;
    QTest::addRow("open") << QByteArray("{\n\"a\": [1,\n2") << 3;
    QTest::addRow("leading zero") << QByteArray("[1,\n01]") << 2;
    QTest::addRow("plus") << QByteArray("[+1]") << 1;
    QTest::addRow("too large") << QByteArray("\n[1e999]") << 2;
    QTest::addRow("behind") << QByteArray("[]\n\n[]") << 3;
    QTest::addRow("line in text") << QByteArray("[\"a\nb\"]") << 1;
    QTest::addRow("escape") << QByteArray("[\"\\x\"]") << 1;
    QTest::addRow("twice") << QByteArray("{\"a\": 1,\n\"a\": 2}") << 2;
    QTest::addRow("word") << QByteArray("[nil]") << 1;
    QTest::addRow("nothing") << QByteArray() << 1;
}

void TestScenarioModel::malformedJsonNamesTheLine()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    const auto parsed = LocatedJson::parse(text, QStringLiteral("f"));
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().message.startsWith(QStringLiteral("f, line %1: ").arg(line)),
             qPrintable(parsed.error().message));
}

void TestScenarioModel::deepNestingIsRefused()
{
    QVERIFY(!LocatedJson::parse(QByteArray(200'000, '['), QStringLiteral("f")));
    QVERIFY(!LocatedJson::parse("[\"\xff\"]", QStringLiteral("f")));
    const auto text = LocatedJson::parse("\"a\\u00e9\\n\xc3\xa9\"", QStringLiteral("f"));
    QVERIFY(text);
    QCOMPARE(*text->asText(), QString::fromUtf8("a\xc3\xa9\n\xc3\xa9"));
}

void TestScenarioModel::blocksGiveWhatTheFormulaLanguageGives()
{
    const QStringList formulas{QStringLiteral("a + b * c - a / b"),
                               QStringLiteral("-a ^ 2 + (b - c) ^ -3"),
                               QStringLiteral("clamp(a * 3, b, c) + min(a, b, c) - max(c, a)"),
                               QStringLiteral("ln(b) * sqrt(c) + abs(a - c)"),
                               QStringLiteral("(a > b) + 2 * (a >= b) + 4 * (a < 1) + 8 * (c <= b)"),
                               QStringLiteral("b ^ a + c ^ 0.5"),
                               QStringLiteral("((a + (b + (c + (a * (b * (c - 1)))))) - 2) * -(a - b)"),
                               QStringLiteral("7"),
                               QStringLiteral("a")};
    ScenarioModel model;
    for (const auto *name : {"a", "b", "c"}) {
        ScenarioDriver driver;
        driver.name = QLatin1String(name);
        driver.distribution = DistributionSpec::uniform(0, 1);
        model.drivers.append(driver);
    }
    for (qsizetype i = 0; i < formulas.size(); ++i) {
        ScenarioFormula formula;
        formula.name = QStringLiteral("f%1").arg(i);
        formula.formula = formulas[i];
        model.formulas.append(formula);
        model.outputs.append(formula.name);
    }
    const auto program = DriverProgram::compile(model);
    QVERIFY2(program, program ? "" : qPrintable(program.error().toText()));
    constexpr int Count = 200;
    std::vector<std::vector<double>> memory(static_cast<std::size_t>(program->slotCount()), std::vector<double>(Count));
    std::vector<double *> columns;
    for (auto &column : memory)
        columns.push_back(column.data());
    for (std::size_t i = 0; i < Count; ++i) {
        memory[0][i] = -2 + 0.037 * static_cast<double>(i);
        memory[1][i] = 0.1 + 0.021 * static_cast<double>(i);
        memory[2][i] = 9 - 0.031 * static_cast<double>(i);
    }
    auto workspace = program->workspace();
    program->evaluate(columns, Count, workspace);
    for (std::size_t i = 0; i < Count; ++i) {
        const double drivers[] = {memory[0][i], memory[1][i], memory[2][i]};
        const auto once = program->evaluateOnce(drivers);
        QVERIFY2(once, once ? "" : qPrintable(once.error().toText()));
        QCOMPARE(int(workspace.undefined[i]), 0);
        for (std::size_t slot = 3; slot < once->size(); ++slot) {
            const double expected = (*once)[slot];
            QVERIFY2(std::abs(memory[slot][i] - expected) <= 1e-12 * (1 + std::abs(expected)),
                     qPrintable(program->nameOf(static_cast<int>(slot))));
        }
    }
}

void TestScenarioModel::circlesAreFound()
{
    auto text = LaunchFile;
    text.replace("- fixed\"", "- fixed - profit\"");
    const auto model = readScenarioModel(text, QStringLiteral("a"));
    QVERIFY(!model);
    QVERIFY2(model.error().message.contains(QStringLiteral("depends on itself")), qPrintable(model.error().message));
}

void TestScenarioModel::changesReachOnlyWhatDepends()
{
    const auto model = readScenarioModel(LaunchFile, QStringLiteral("a"));
    QVERIFY(model);
    const auto program = DriverProgram::compile(*model);
    QVERIFY(program);
    std::vector<bool> changed(6, false);
    changed[5] = true; // tax
    QVERIFY(program->depends(program->slotOf(QStringLiteral("profit")), changed));
    QVERIFY(!program->depends(program->slotOf(QStringLiteral("before_tax")), changed));
}

QTEST_APPLESS_MAIN(TestScenarioModel)
#include "test_scenario_model.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "framework_editor.h"
#include "frameworks/framework_part_model.h"
#include "frameworks/framework_text_editor.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

using namespace consultantos;
using namespace consultantos::test;

/// What the editor's tables and fields write into a framework's text.
class TestFrameworkForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allFaultsAreToldAtOnce();
    void aBlocksSentencesAndThresholdsAreEdited();
    void sentencesAndThresholdsAreCalledByLabels();
    void conditionsAreEditedAsFields();
    void aConditionThatIsMoreThanComparisonsStaysAsItIs();
    void fieldsAreOfTheFrameworkThatIsOpen();
    void theNoteIsOfTheFrameworkThatIsOpen();
    void noBreakSpacesSurvive();
};

void TestFrameworkForm::allFaultsAreToldAtOnce()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("porter")));
    const QStringList path{QStringLiteral("sections"), QStringLiteral("1"), QStringLiteral("drivers")};
    QVERIFY(editor.window.form()->showPart(path));
    QVERIFY(editor.put(2, QStringLiteral("Ratio"), QStringLiteral("days_payabel")));
    QVERIFY(editor.put(0, QStringLiteral("Ratio"), QStringLiteral("cost_share")));
    QVERIFY(editor.settle());
    const auto faults = editor.desk().trial()->faults;
    QCOMPARE(faults.size(), 2);
    QVERIFY(faults[0].line < faults[1].line);
    QCOMPARE(editor.window.text()->faultyLines(), (QList<int>{faults[0].line, faults[1].line}));
    const auto text = child<QLabel>(&editor.window, "frameworkFault")->text();
    QVERIFY(text.contains(QLatin1String("days_payabel")) && text.contains(QLatin1String("cost_share")));
    // Each row tells its own.
    auto *model = editor.table()->model();
    QVERIFY(model->index(0, 0).data(Qt::ToolTipRole).toString().contains(QLatin1String("cost_share")));
    QVERIFY(model->index(2, 0).data(Qt::ToolTipRole).toString().contains(QLatin1String("days_payabel")));
    QVERIFY(!model->index(1, 0).data(Qt::ToolTipRole).isValid());
}

void TestFrameworkForm::aBlocksSentencesAndThresholdsAreEdited()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("porter")));
    auto *model = editor.table()->model();
    const auto rowOf = [model](const QString &title) {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() == title)
                return row;
        }
        return -1;
    };
    QVERIFY(editor.window.form()->showPart({QStringLiteral("texts")}));
    const int headline = rowOf(QStringLiteral("Headline of the framework"));
    QVERIFY(headline >= 0);
    QVERIFY(model->setData(model->index(headline, 1), QStringLiteral("Mind {strongest} first.")));
    QVERIFY(editor.settle());
    QVERIFY2(editor.desk().trial()->faults.isEmpty(), qPrintable(editor.firstFault()));
    QVERIFY(editor.desk().trial()->output->result.headline->text.startsWith(QLatin1String("Mind ")));
    QVERIFY(model->setData(model->index(headline, 1), QStringLiteral("Mind {strangest} first.")));
    QVERIFY(editor.settle());
    QVERIFY(editor.firstFault().contains(QLatin1String("strangest")));
    editor.button("frameworkUndo")->click();
    QVERIFY(editor.window.form()->showPart({QStringLiteral("limits")}));
    const int band = rowOf(QStringLiteral("How near to the middle a driver counts as neutral (points of the score)"));
    QVERIFY(band >= 0);
    QVERIFY(model->setData(model->index(band, 1), QStringLiteral("2")));
    QVERIFY(editor.settle());
    QVERIFY2(editor.desk().trial()->faults.isEmpty(), qPrintable(editor.firstFault()));
    // No driver lies two points from the middle.
    const auto summary = editor.desk().trial()->output->result.sections.first().summary;
    QVERIFY(summary && !summary->text.contains(QLatin1String("What raises it most")));
}

void TestFrameworkForm::sentencesAndThresholdsAreCalledByLabels()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("pestel")));
    const auto *model = editor.table()->model();
    const auto titles = [model] {
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, 0).data().toString());
        return all;
    };
    // A figure's have the names of its measure.
    QVERIFY(editor.window.form()->showPart({QStringLiteral("classes"), QStringLiteral("1"), QStringLiteral("figures"),
                                            QStringLiteral("0"), QStringLiteral("limits")}));
    QCOMPARE(titles(), (QStringList{QStringLiteral("High impact from (share of operating income)"),
                                    QStringLiteral("Medium impact from (share of operating income)")}));
    QCOMPARE(model->index(0, 0).data(Qt::ToolTipRole).toString(), QStringLiteral("high"));
    QLocale::setDefault(QLocale(QStringLiteral("de")));
    const auto german = titles();
    QLocale::setDefault(QLocale(QStringLiteral("en")));
    QCOMPARE(german.first(), QStringLiteral("Hohe Wirkung ab (Anteil am Betriebsergebnis)"));

    // A file of one's own may have labels of its own; what it doesn't label is called as in the program's.
    QFile file(editor.folder() + QStringLiteral("/short.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"framework": "short", "title": "Short", "derivation": "swot", "limits": {"years": 3, "deviation": 2},
 "labels": {"en": {"years": "Our years"}}, "measures": [{"ratio": "roic", "use": "a", "shield": "b", "repair": "c", "expose": "d"}]})");
    file.close();
    QVERIFY(editor.open(QStringLiteral("short")));
    QVERIFY2(editor.desk().trial()->faults.isEmpty(), qPrintable(editor.firstFault()));
    QVERIFY(editor.window.form()->showPart({QStringLiteral("limits")}));
    QCOMPARE(titles(), (QStringList{QStringLiteral("Our years"),
                                    QStringLiteral("How far a ratio stands out (robust deviations)")}));
}

void TestFrameworkForm::conditionsAreEditedAsFields()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("vrio")));
    QVERIFY(editor.desk().root());
    const auto *section = &editor.desk().root()->find(QStringLiteral("sections"))->items().front();
    QVERIFY(section->find(QStringLiteral("rows")) != nullptr);
    QVERIFY(editor.window.form()->showPart({QStringLiteral("sections"), QStringLiteral("0"), QStringLiteral("rows")}));
    auto *model = editor.table()->model();
    const int when = editor.columnOf(QStringLiteral("Condition"));
    QVERIFY(when >= 0);
    editor.table()->setCurrentIndex(model->index(0, when));
    QVERIFY(editor.put(0, QStringLiteral("Condition"), QStringLiteral("revenue_growth >= 0.05")));
    QVERIFY(editor.settle());
    auto *fields = child<QWidget>(&editor.window, "frameworkConditions");
    QVERIFY(fields->isVisible());
    auto *figure = child<QComboBox>(fields, "conditionFigure");
    QCOMPARE(figure->currentText(), QStringLiteral("revenue_growth"));
    auto *comparison = child<QComboBox>(fields, "conditionComparison");
    QCOMPARE(comparison->currentIndex(), 1);
    figure->setEditText(QStringLiteral("gross_margin"));
    QCOMPARE(model->index(0, when).data().toString(), QStringLiteral("gross_margin >= 0.05"));
    // A second one is joined to it; until it says something the file stays.
    child<QPushButton>(fields, "conditionMore")->click();
    QTRY_COMPARE(fields->findChildren<QComboBox *>(QStringLiteral("conditionFigure")).size(), 2);
    QVERIFY(editor.settle());
    QCOMPARE(model->index(0, when).data().toString(), QStringLiteral("gross_margin >= 0.05"));
    fields->findChildren<QComboBox *>(QStringLiteral("conditionFigure")).last()->setEditText(QStringLiteral("roic"));
    QCOMPARE(model->index(0, when).data().toString(), QStringLiteral("min(gross_margin >= 0.05, roic > 0)"));
    auto *join = child<QComboBox>(fields, "conditionJoin");
    join->setCurrentIndex(1);
    Q_EMIT join->activated(1);
    QCOMPARE(model->index(0, when).data().toString(), QStringLiteral("max(gross_margin >= 0.05, roic > 0)"));
    QVERIFY(editor.settle());
    QVERIFY2(editor.desk().trial()->faults.isEmpty(), qPrintable(editor.firstFault()));
}

void TestFrameworkForm::aConditionThatIsMoreThanComparisonsStaysAsItIs()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("vrio")));
    QVERIFY(editor.window.form()->showPart({QStringLiteral("sections"), QStringLiteral("0"), QStringLiteral("rows")}));
    const int when = editor.columnOf(QStringLiteral("Condition"));
    editor.table()->setCurrentIndex(editor.table()->model()->index(0, when));
    const auto formula = QStringLiteral("revenue / ln(revenue) > gross_margin * 2");
    QVERIFY(editor.put(0, QStringLiteral("Condition"), formula));
    QVERIFY(editor.settle());
    QVERIFY(!child<QWidget>(&editor.window, "frameworkConditions")->isVisible());
    QVERIFY(!child<QWidget>(&editor.window, "frameworkAsFields")->isEnabled());
    QCOMPARE(child<QPlainTextEdit>(&editor.window, "frameworkCell")->toPlainText(), formula);
}

void TestFrameworkForm::fieldsAreOfTheFrameworkThatIsOpen()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("vrio")));
    const QStringList rows{QStringLiteral("sections"), QStringLiteral("0"), QStringLiteral("rows")};
    const auto showText = [&] {
        QVERIFY(editor.window.form()->showPart(rows));
        editor.table()->setCurrentIndex(editor.table()->model()->index(0, editor.columnOf(QStringLiteral("Text"))));
    };
    showText();
    auto *fields = child<QWidget>(&editor.window, "frameworkConditions");
    // There at once, not with the next event.
    auto *figure = child<QComboBox>(fields, "conditionFigure");
    QVERIFY(figure->isVisible());
    QCOMPARE(figure->currentText(), QStringLiteral("gap_$ratio"));
    // Half filled in, it waits for its own framework alone.
    figure->setEditText(QString());
    QVERIFY(editor.open(QStringLiteral("vrio")));
    showText();
    QCOMPARE(child<QComboBox>(fields, "conditionFigure")->currentText(), QStringLiteral("gap_$ratio"));
}

void TestFrameworkForm::theNoteIsOfTheFrameworkThatIsOpen()
{
    FrameworkEditor editor;
    QVERIFY(editor.open(QStringLiteral("vrio")));
    const auto *note = child<QLabel>(&editor.window, "frameworkNote");
    QVERIFY(note->text().contains(QLatin1String("comes with the program")));
    QVERIFY(editor.copy(QStringLiteral("vrio")));
    QCOMPARE(note->text(), QString());
    QVERIFY(editor.window.form()->showPart({QStringLiteral("sections"), QStringLiteral("0"), QStringLiteral("rows")}));
    QVERIFY(editor.put(0, QStringLiteral("Condition"), QStringLiteral("revenue > 0")));
    QTRY_VERIFY(note->text().contains(QLatin1String("Not saved yet")));
    editor.desk().revert();
    QTRY_COMPARE(note->text(), QString());
}

void TestFrameworkForm::noBreakSpacesSurvive()
{
    FrameworkEditor editor;
    QVERIFY(editor.copy(QStringLiteral("ansoff")));
    const auto about = QStringLiteral("Ways to grow,\u00a0each scored");
    auto *model = editor.table()->model();
    QVERIFY(editor.window.form()->showPart({}));
    int row = 0;
    while (row < model->rowCount() && model->index(row, 0).data().toString() != QLatin1String("For who chooses"))
        ++row;
    QVERIFY(model->setData(model->index(row, 1), about));
    QCOMPARE(model->index(row, 1).data().toString(), about);
    // Typed below the table, too.
    editor.table()->setCurrentIndex(model->index(row, 1));
    auto *cell = child<QPlainTextEdit>(&editor.window, "frameworkCell");
    cell->moveCursor(QTextCursor::End);
    cell->insertPlainText(QStringLiteral("\u00a0once"));
    QTRY_COMPARE(model->index(row, 1).data().toString(), about + QStringLiteral("\u00a0once"));
    editor.button("frameworkSave")->click();
    QTRY_VERIFY(!editor.desk().isChanged());
    QVERIFY(contentOf(editor.desk().path()).contains(about + QStringLiteral("\u00a0once")));
    QVERIFY(editor.open(QStringLiteral("porter")));
    QVERIFY(editor.open(QStringLiteral("ansoff_copy")));
    QVERIFY(!editor.desk().isChanged());
    QVERIFY(editor.window.form()->showPart({}));
    QCOMPARE(model->index(row, 1).data().toString(), about + QStringLiteral("\u00a0once"));
}

QTEST_MAIN(TestFrameworkForm)
#include "test_framework_form.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed in a workbook, as the window shows it.
#include "report/read_back_dialog.h"
#include "report/report_workbook.h"
#include "report/workbook_change_model.h"
#include "sample_report.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace consultantos;

namespace {

QList<WorkbookChange> someChanges()
{
    WorkbookChange weight;
    weight.kind = WorkbookChangeKind::Weight;
    weight.target = QStringLiteral("porter/rivalry/growth");
    weight.title = QStringLiteral("Porter's five forces: Rivalry among existing competitors: Revenue growth");
    weight.place = QStringLiteral("Weights!E3");
    weight.before = QStringLiteral("0.2");
    weight.after = QStringLiteral("0.5");
    weight.value = 0.5;
    weight.effects.scores = {{QStringLiteral("porter"), QStringLiteral("rivalry"),
                              QStringLiteral("Porter's five forces: Rivalry among existing competitors"), 2.7, 3.2}};
    WorkbookChange sentence;
    sentence.kind = WorkbookChangeKind::Statement;
    sentence.target = QStringLiteral("porter.buyers.summary");
    sentence.title = sentence.target;
    sentence.place = QStringLiteral("Porters five forces!B81");
    sentence.before = QStringLiteral("Buyer power is moderate for Tesla: 3.1 on a scale from one to five.");
    sentence.after = QStringLiteral("We see it otherwise: buyer power is moderate for Tesla.");
    WorkbookChange note;
    note.title = QStringLiteral("Note beside the report");
    note.place = QStringLiteral("Facts!Z3");
    note.after = QStringLiteral("ask the CFO");
    note.refused = QStringLiteral("A note in a free cell belongs to nothing in the report.");
    return {weight, sentence, note};
}

} // namespace

class TestReadBack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCanBeTakenOverHasABox()
    {
        WorkbookChangeModel model(someChanges());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.accepted().size(), 2);
        QVERIFY(model.data(model.index(0, WorkbookChangeModel::What), Qt::CheckStateRole).isValid());
        QVERIFY(!model.data(model.index(2, WorkbookChangeModel::What), Qt::CheckStateRole).isValid());
        QVERIFY(!model.setData(model.index(2, WorkbookChangeModel::What), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.setData(model.index(0, WorkbookChangeModel::What), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.accepted().size(), 1);
        QCOMPARE(model.accepted().first().target, QStringLiteral("porter.buyers.summary"));
        QVERIFY(model.data(model.index(0, WorkbookChangeModel::Effect)).toString().contains(QStringLiteral("3.2")));
    }

    void whatIsTickedIsTakenOver()
    {
        ReadBackDialog dialog(
            {someChanges(), {QStringLiteral("The sheet \"Mine\" isn't the report's and was not read.")}},
            QStringLiteral("Tesla.xlsx"), true);
        QSignalSpy taken(&dialog, &ReadBackDialog::takenOver);
        dialog.show();
        auto *button = dialog.findChild<QPushButton *>(QStringLiteral("takeOver"));
        QVERIFY(button != nullptr && button->isEnabled());
        auto *model = dialog.findChild<QTableView *>(QStringLiteral("changes"))->model();
        for (int row = 0; row < 2; ++row)
            model->setData(model->index(row, 0), Qt::Unchecked, Qt::CheckStateRole);
        QVERIFY(!button->isEnabled());
        model->setData(model->index(1, 0), Qt::Checked, Qt::CheckStateRole);
        button->click();
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken.first().first().value<QList<WorkbookChange>>().size(), 1);
    }

    void withoutSomebodyWhoTakesThemTheyAreOnlyShown()
    {
        const ReadBackDialog dialog({someChanges(), {}}, QStringLiteral("Tesla.xlsx"), false);
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("takeOver")) == nullptr);
    }

    void aWorkbookOfAReportReadsBackWithoutADifference()
    {
        const auto report = test::sampleReport();
        const auto bytes = renderWorkbook(report, {});
        QVERIFY(bytes.has_value());
        const auto reading = readWorkbook(report, *bytes, QStringLiteral("report.xlsx"));
        QVERIFY(reading.has_value());
        QVERIFY(reading->changes.isEmpty());
    }
};

QTEST_MAIN(TestReadBack)
#include "test_read_back.moc"

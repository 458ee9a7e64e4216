// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include "model/edited_report.h"
#include "storage/database.h"
#include "storage/report_edits.h"
#include "storage/report_repository.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const QString Id = QStringLiteral("r");
const QString Target = QStringLiteral("answer");

Report report(const QString &id, const QString &answer, int day = 1)
{
    Report report;
    report.id = id;
    report.createdAt = QDateTime(QDate(2026, 1, day), QTime(12, 0), Qt::UTC);
    report.status = QStringLiteral("completed");
    report.company.id = QStringLiteral("acme");
    report.company.name = QStringLiteral("Acme");
    report.request.question = QStringLiteral("Should we enter?");
    report.summary.answer = ClaimBuilder(Target, Grade::Playbook, 0.5).text(answer).build();
    report.summary.risks = {
        ClaimBuilder(QStringLiteral("risk"), Grade::Playbook, 0.5).text(QStringLiteral("Rivals.")).build()};
    return report;
}

ReportEdit textEdit(const QString &base, const QString &text, const QString &target = Target)
{
    ReportEdit edit;
    edit.target = target;
    edit.text = text;
    edit.base = base;
    edit.author = QStringLiteral("Ada");
    edit.note = QStringLiteral("agreed");
    edit.at = QDateTime(QDate(2026, 2, 1), QTime(9, 30), Qt::UTC);
    return edit;
}

EditEntry stepOf(const ReportEdit &edit)
{
    EditEntry entry;
    entry.edits = {edit};
    return entry;
}

struct Library {
    QTemporaryDir dir;
    std::shared_ptr<Database> database = *test::openStore(dir.filePath(QStringLiteral("library.db")),
                                                          ReportRepository::schema(), std::make_shared<SystemClock>());
    ReportRepository reports{database};
    ReportEdits edits{database};

    [[nodiscard]] Result<EditEntry> undo() { return edits.undo(Id, *edits.revision(Id)); }
    [[nodiscard]] Result<EditEntry> redo() { return edits.redo(Id, *edits.revision(Id)); }
    [[nodiscard]] QString answer(const QString &id = Id) const { return reports.load(id)->summary.answer->text; }
};

ReportFilter words(const QString &text)
{
    ReportFilter filter;
    filter.text = text;
    return filter;
}

} // namespace

class ReportEditsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEditLiesOverWhatWasComputed()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("Enter now."))));
        const auto computed = *library.reports.loadJson(Id);
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("Enter now."), QStringLiteral("Wait a year."))),
                                     0));
        const auto shown = *library.reports.load(Id);
        QCOMPARE(shown.summary.answer->text, QStringLiteral("Wait a year."));
        QCOMPARE(shown.summary.answer->grade, Grade::Person);
        QCOMPARE(shown.edits.size(), 1);
        QCOMPARE(shown.edits.first().state, EditState::Applied);
        QCOMPARE(shown.edits.first().note, QStringLiteral("agreed"));
        QCOMPARE(*library.reports.loadJson(Id), computed);
        QCOMPARE(toJson(withoutTextEdits(shown)), QJsonDocument::fromJson(computed).object());
        QCOMPARE(*library.reports.count(words(QStringLiteral("wait"))), 1);
        QCOMPARE(*library.reports.count(words(QStringLiteral("enter now"))), 0);
    }

    void aNumberThatWasGivenIsNeverGivenAgain()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        const auto seen = *library.edits.revision(Id);
        QVERIFY(library.undo());
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Three."))), 0));
        QVERIFY(*library.edits.revision(Id) > seen);
        // Who derived the report anew upon the step that is gone doesn't run over the one that came.
        const auto late = library.edits.record(Id, {}, seen, report(Id, QStringLiteral("Late.")));
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Busy);
        QCOMPARE(library.answer(), QStringLiteral("Three."));
    }

    void stepsAreTakenBackAndBroughtBack()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Three."))), 1));
        QCOMPARE(library.answer(), QStringLiteral("Three."));
        // As another process would see it.
        ReportEdits other(library.database);
        QVERIFY(other.undo(Id, 2));
        QCOMPARE(library.answer(), QStringLiteral("Two."));
        QVERIFY(other.undo(Id, 1));
        QCOMPARE(library.answer(), QStringLiteral("One."));
        QCOMPARE(other.undo(Id, 0).error().code, ErrorCode::NotFound);
        QVERIFY(other.redo(Id, 0));
        QVERIFY(other.redo(Id, 1));
        QCOMPARE(library.answer(), QStringLiteral("Three."));
        QCOMPARE(other.redo(Id, 2).error().code, ErrorCode::NotFound);
        QVERIFY(other.undo(Id, 2));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Four."))), 1));
        QCOMPARE(other.redo(Id, *other.revision(Id)).error().code, ErrorCode::NotFound);
        QCOMPARE(library.edits.history(Id)->size(), 2);
    }

    void anotherComputationIsAConflict()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        QVERIFY(library.reports.save(report(Id, QStringLiteral("Now another."))));
        const auto shown = *library.reports.load(Id);
        QCOMPARE(shown.summary.answer->text, QStringLiteral("Two."));
        QCOMPARE(conflictsOf(shown).size(), 1);
        QCOMPARE(conflictsOf(shown).first().base, QStringLiteral("One."));
        QCOMPARE(conflictsOf(shown).first().computed, QStringLiteral("Now another."));
    }

    void savingWhatIsShownKeepsWhatWasComputed()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        QVERIFY(library.reports.save(*library.reports.load(Id)));
        QCOMPARE(library.answer(), QStringLiteral("Two."));
        QVERIFY(library.undo());
        QCOMPARE(library.answer(), QStringLiteral("One."));
    }

    void aNewReportOnTheSameTakesEditsOver()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.carriedFor(QStringLiteral("acme"), QStringLiteral("Should we enter?"))->isEmpty());
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        const auto carried = *library.edits.carriedFor(QStringLiteral("acme"), QStringLiteral("Should we enter?"));
        QCOMPARE(carried.size(), 1);
        QVERIFY(library.edits.carriedFor(QStringLiteral("acme"), QStringLiteral("Else?"))->isEmpty());
        const auto next = withTextEdits(report(QStringLiteral("next"), QStringLiteral("Grown."), 2), carried);
        QVERIFY(library.reports.save(next));
        QCOMPARE(toJson(*library.reports.load(QStringLiteral("next"))), toJson(next));
        QCOMPARE(conflictsOf(*library.reports.load(QStringLiteral("next"))).size(), 1);
        // And on to the one after that.
        QCOMPARE(library.edits.carriedFor(QStringLiteral("acme"), QStringLiteral("Should we enter?"))->size(), 1);
    }

    void whatOthersDidMeanwhileIsNotRunOver()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Mine."))), 0));
        const auto late =
            library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Theirs."))), 0);
        QCOMPARE(late.error().code, ErrorCode::Busy);
        QVERIFY(late.error().retryable);
        // Another place stands beside it.
        QVERIFY(library.edits.record(
            Id, stepOf(textEdit(QStringLiteral("Rivals."), QStringLiteral("None."), QStringLiteral("risk"))), 0));
        // A report derived upon an older state would lose it.
        const auto revised = report(Id, QStringLiteral("Derived."));
        QCOMPARE(library.edits.record(Id, {}, 1, revised).error().code, ErrorCode::Busy);
        QCOMPARE(library.answer(), QStringLiteral("Mine."));
    }

    void aDerivedReportComesAndGoesWithItsStep()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        EditEntry entry;
        entry.request = QStringLiteral("data.x");
        entry.source = QStringLiteral("the annual report");
        QVERIFY(library.edits.record(Id, entry, 0, report(Id, QStringLiteral("Derived."))));
        QCOMPARE(library.answer(), QStringLiteral("Derived."));
        QVERIFY(library.undo());
        QCOMPARE(library.answer(), QStringLiteral("One."));
        QVERIFY(library.redo());
        QCOMPARE(library.answer(), QStringLiteral("Derived."));
        QCOMPARE(library.edits.history(Id)->first().source, QStringLiteral("the annual report"));
    }

    void aStepThatNobodyLookedAtIsNotTurned()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        const auto seen = *library.edits.revision(Id);
        // Somebody else, in between.
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Theirs."))), seen));
        bool isMoved = false;
        const auto late = library.edits.undo(Id, seen, [&](const EditEntry &) {
            isMoved = true;
            return Status();
        });
        QCOMPARE(late.error().code, ErrorCode::Busy);
        QVERIFY(late.error().retryable);
        QVERIFY(!isMoved);
        QCOMPARE(library.answer(), QStringLiteral("Theirs."));
        QVERIFY(library.undo());
        QCOMPARE(library.edits.redo(Id, seen + 1).error().code, ErrorCode::Busy);
        QCOMPARE(library.answer(), QStringLiteral("Two."));
    }

    void aStepWhoseOtherStoresFailIsNoStep()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        const auto fails = [](const EditEntry &) -> Status {
            return fail(ErrorCode::DiskFull, QStringLiteral("no room"));
        };
        const auto step = stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two.")));
        QCOMPARE(library.edits.record(Id, step, 0, std::nullopt, fails).error().code, ErrorCode::DiskFull);
        QCOMPARE(library.answer(), QStringLiteral("One."));
        QVERIFY(library.edits.history(Id)->isEmpty());
        QVERIFY(library.edits.record(Id, step, 0, report(Id, QStringLiteral("Derived."))));
        const auto shown = library.answer();
        QCOMPARE(library.edits.undo(Id, 1, fails).error().code, ErrorCode::DiskFull);
        QCOMPARE(library.answer(), shown);
        QList<bool> undone;
        const auto notes = [&](const EditEntry &entry) {
            undone.append(entry.isUndone);
            return Status();
        };
        QVERIFY(library.edits.undo(Id, 1, notes));
        QCOMPARE(library.edits.redo(Id, 0, fails).error().code, ErrorCode::DiskFull);
        QVERIFY(library.edits.history(Id)->first().isUndone);
        QVERIFY(library.edits.redo(Id, 0, notes));
        QCOMPARE(undone, (QList<bool>{true, false}));
    }

    void everyKindOfStepComesBackAsItWas()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        EditEntry kept;
        kept.action = EditAction::Keep;
        kept.subjects = {QStringLiteral("forecast.revenue"), QStringLiteral("valuation")};
        EditEntry answered;
        answered.request = QStringLiteral("data.parts");
        answered.source = QStringLiteral("segments.xlsx");
        answered.documents = {{QStringLiteral("00ff00ff00ff00ff"), QStringLiteral("/home/ada/segments.xlsx")}};
        EditEntry settled;
        settled.action = EditAction::Settle;
        settled.subjects = {QStringLiteral("gate-1")};
        settled.source = QStringLiteral("the client knows");
        for (auto *entry : {&kept, &answered, &settled})
            *entry = *library.edits.record(Id, *entry, *library.edits.revision(Id));
        QCOMPARE(*library.edits.history(Id), (QList<EditEntry>{kept, answered, settled}));
        // As earlier versions wrote it.
        QVERIFY(library.database->change([](const Connection &connection) {
            return connection
                .run(QStringLiteral("UPDATE report_edits SET entry = ? WHERE number = 3"),
                     {QStringLiteral(R"({"action":"set","request":"finding:gate-1","source":"the client knows"})")})
                .map([](const QSqlQuery &) {});
        }));
        QCOMPARE(library.edits.history(Id)->last(), settled);
    }

    void aReportThatIsGoneLeavesNothing()
    {
        Library library;
        QVERIFY(library.reports.save(report(Id, QStringLiteral("One."))));
        QVERIFY(library.edits.record(Id, stepOf(textEdit(QStringLiteral("One."), QStringLiteral("Two."))), 0));
        QVERIFY(library.reports.remove(Id, QDateTime::currentDateTimeUtc()));
        QCOMPARE(library.undo().error().code, ErrorCode::NotFound);
        QVERIFY(library.reports.purge(Id));
        QVERIFY(library.edits.history(Id)->isEmpty());
        QCOMPARE(library.edits.record(Id, {}, 0).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(ReportEditsTest)
#include "tst_report_edits.moc"

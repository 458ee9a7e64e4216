// SPDX-License-Identifier: GPL-3.0-or-later
// What steps bring into other stores than the library, and parts that are kept in a report.
#include "agents/editing/edit_history.h"
#include "editor_fixture.h"
#include "intake_fixture.h"

#include <QDir>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class ReportStepsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<EditorFixture>(); }

    void anAnswerLeavesTheCompanyAsItIsKnownByNow()
    {
        const auto path =
            m_desk->written(QStringLiteral("r.htm"), annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500));
        const auto taken = m_desk->intake->take(path, {QStringLiteral("Nimbus Robotics")});
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().toText()));
        auto asked = request(QStringLiteral("Nimbus Robotics"));
        asked.industry = QStringLiteral("automotive");
        const auto made = m_desk->service->analyse(asked, {}).takeResult();
        QVERIFY2(made, made ? "" : qPrintable(made.error().toText()));
        QVERIFY(m_desk->storage.reports->save(*made));
        auto renamed = *m_desk->facts->findCompany(QStringLiteral("Nimbus Robotics"));
        renamed.name = QStringLiteral("Cirrus Holdings");
        renamed.sector = QStringLiteral("Shipping");
        QVERIFY(m_desk->storage.facts->store(renamed, {}, QStringLiteral("told by the client")));
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        QVERIFY(asksFor(*made, answer.request));
        answer.value = 20'000;
        answer.source = QStringLiteral("the client");
        const auto answered = m_desk->editor->answer(made->id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        QCOMPARE(answered->report.company.id, renamed.id);
        QCOMPARE(answered->report.company.name, renamed.name);
        const auto known = [&] {
            const auto companies = *m_desk->storage.facts->companies();
            return *std::find_if(companies.cbegin(), companies.cend(),
                                 [&](const Company &one) { return one.id == renamed.id; });
        };
        QCOMPARE(known(), renamed);
        QVERIFY(m_desk->editor->undo(made->id));
        QVERIFY(m_desk->editor->redo(made->id));
        QCOMPARE(known(), renamed);
    }

    void anAnswersFactComesAndGoesWithItsStepAlone()
    {
        const auto target = m_desk->report.summary.answer->id;
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        answer.value = 5.5e8;
        answer.source = QStringLiteral("annual report, page 41");
        QVERIFY(m_desk->editor->answer(m_desk->report.id, answer));
        QVERIFY(hasAdvertising());
        const auto seen = m_desk->editor->history(m_desk->report.id)->last().number;
        // Somebody else's step comes before the undo of this one.
        QVERIFY(m_desk->editor->edit(m_desk->report.id, sentence(target, QStringLiteral("The answer is open."))));
        QCOMPARE(m_desk->editor->undo(m_desk->report.id, seen).error().code, ErrorCode::Busy);
        QVERIFY(hasAdvertising());
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QVERIFY(hasAdvertising());
        QVERIFY(m_desk->editor->undo(m_desk->report.id, seen));
        QVERIFY(!hasAdvertising());
        QCOMPARE(m_desk->editor->redo(m_desk->report.id, seen).error().code, ErrorCode::Busy);
        QVERIFY(!hasAdvertising());
        QVERIFY(m_desk->editor->redo(m_desk->report.id, 0));
        QVERIFY(hasAdvertising());
    }

    void aFileIsTakenInWithItsAnswerAndLetGoWithIt()
    {
        const auto page = annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500);
        const auto path = m_desk->written(QStringLiteral("r.htm"), page);
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.file = path;
        // Refused: nothing of the file stays.
        answer.value = 9;
        const auto refused = m_desk->editor->answer(m_desk->report.id, answer);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(m_desk->storage.documents->list()->isEmpty());
        QVERIFY(m_desk->storage.facts->facts(m_desk->report.company.id)->isEmpty());
        QVERIFY(QDir(m_desk->folder.filePath(QStringLiteral("documents"))).entryList(QDir::Files).isEmpty());
        QCOMPARE(comparable(*m_desk->storage.reports->load(m_desk->report.id)), comparable(m_desk->report));

        answer.value = 4;
        const auto answered = m_desk->editor->answer(m_desk->report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto documents = *m_desk->storage.documents->list();
        QCOMPARE(documents.size(), 1);
        QVERIFY(!m_desk->storage.facts->factsOfDocument(m_desk->report.company.id, documents.first().id)->isEmpty());
        QCOMPARE(m_desk->editor->history(m_desk->report.id)->last().documents.size(), 1);
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QVERIFY(m_desk->storage.documents->list()->isEmpty());
        QVERIFY(m_desk->storage.facts->facts(m_desk->report.company.id)->isEmpty());
        QCOMPARE(comparable(*m_desk->storage.reports->load(m_desk->report.id)), comparable(m_desk->report));
        QVERIFY(QFile::remove(path));
        QVERIFY(m_desk->editor->redo(m_desk->report.id));
        QCOMPARE(m_desk->storage.documents->list()->value(0).id, documents.first().id);
        QVERIFY(!m_desk->storage.facts->factsOfDocument(m_desk->report.company.id, documents.first().id)->isEmpty());
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        // A new step forgets what was undone, and so the file.
        QVERIFY(m_desk->editor->edit(m_desk->report.id,
                                     wish(EditKind::Score, QStringLiteral("porter.rivalry.score"), 4.9)));
        QVERIFY(QDir(m_desk->folder.filePath(QStringLiteral("documents"))).entryList(QDir::Files).isEmpty());
    }

    void aFileThatWasThereBeforeStays()
    {
        const auto path =
            m_desk->written(QStringLiteral("r.htm"), annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500));
        QVERIFY(m_desk->intake->take(path, {QStringLiteral("Tesla")}));
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.file = path;
        answer.value = 9;
        QVERIFY(!m_desk->editor->answer(m_desk->report.id, answer));
        answer.value = 4;
        QVERIFY(m_desk->editor->answer(m_desk->report.id, answer));
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QCOMPARE(m_desk->storage.documents->list()->size(), 1);
        QVERIFY(!m_desk->storage.facts->facts(m_desk->report.company.id)->isEmpty());
    }

    void whatIsKeptInAReportIsAStep()
    {
        const auto before = *m_desk->storage.reports->load(m_desk->report.id);
        Forecast forecast;
        forecast.concept_ = QStringLiteral("revenue");
        forecast.label = QStringLiteral("Revenue");
        const auto add = [&](Report report) -> Result<Report> {
            report.forecasts = {forecast};
            return report;
        };
        QVERIFY(m_desk->editor->edit(m_desk->report.id,
                                     sentence(m_desk->report.summary.answer->id, QStringLiteral("Our own answer."))));
        const auto kept = m_desk->editor->include(m_desk->report.id, add);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().toText()));
        QCOMPARE(kept->forecasts, QList<Forecast>{forecast});
        QCOMPARE(kept->summary.answer->text, QStringLiteral("Our own answer."));
        const auto steps = *m_desk->editor->history(m_desk->report.id);
        QCOMPARE(steps.size(), 2);
        QCOMPARE(historyJson(steps.last())[QStringLiteral("action")].toString(), QStringLiteral("keep"));
        QCOMPARE(steps.last().subjects, QStringList{QStringLiteral("forecast.revenue")});
        // The same again is nothing new.
        QVERIFY(m_desk->editor->include(m_desk->report.id, add));
        QCOMPARE(m_desk->editor->history(m_desk->report.id)->size(), 2);
        QVERIFY(m_desk->editor->undo(m_desk->report.id)->forecasts.isEmpty());
        QCOMPARE(m_desk->editor->redo(m_desk->report.id)->forecasts, QList<Forecast>{forecast});
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QCOMPARE(*m_desk->storage.reports->load(m_desk->report.id), before);
        const auto refuses = [](const Report &) -> Result<Report> {
            return fail(ErrorCode::NotDerivable, QStringLiteral("no years"));
        };
        QCOMPARE(m_desk->editor->include(m_desk->report.id, refuses).error().code, ErrorCode::NotDerivable);
        QCOMPARE(*m_desk->storage.reports->load(m_desk->report.id), before);
    }

private:
    /// Whether the store of facts has what an answer of the tests says.
    [[nodiscard]] bool hasAdvertising() const
    {
        const auto facts = *m_desk->storage.facts->facts(m_desk->report.company.id);
        return std::any_of(facts.cbegin(), facts.cend(),
                           [](const Fact &fact) { return fact.tag == QLatin1String("advertising"); });
    }

    std::unique_ptr<EditorFixture> m_desk;
};

QTEST_GUILESS_MAIN(ReportStepsTest)
#include "tst_report_steps.moc"

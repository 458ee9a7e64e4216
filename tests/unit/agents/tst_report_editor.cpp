// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/analysis_service.h"
#include "agents/editing/edit_history.h"
#include "agents/editing/report_editor.h"
#include "cache/cache_store.h"
#include "evidence/claims/claim_desk.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "intake_fixture.h"
#include "storage/storage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

AnalysisRequest request(const QString &company = QStringLiteral("Tesla"))
{
    AnalysisRequest request;
    request.company = company;
    request.frameworks = {QStringLiteral("porter"), QStringLiteral("swot")};
    return request;
}

EditWish wish(EditKind kind, const QString &target, double value)
{
    EditWish wish;
    wish.kind = kind;
    wish.target = target;
    wish.value = value;
    wish.author = QStringLiteral("Ada");
    return wish;
}

EditWish sentence(const QString &target, const QString &text)
{
    auto wish = ::wish(EditKind::Text, target, 0);
    wish.text = text;
    return wish;
}

const FrameworkSection *section(const Report &report, const char *id)
{
    for (const auto &section : report.framework(QStringLiteral("porter"))->sections) {
        if (section.id == QLatin1String(id))
            return &section;
    }
    return nullptr;
}

double weightsOf(const FrameworkSection &section)
{
    double sum = 0;
    for (const auto &driver : section.drivers)
        sum += driver.weight;
    return sum;
}

bool asksFor(const Report &report, const QString &id)
{
    return std::any_of(report.dataRequests.cbegin(), report.dataRequests.cend(),
                       [&id](const DataRequest &request) { return request.id == id; });
}

/// Without what is measured, not derived.
QJsonObject comparable(const Report &report)
{
    auto object = toJson(report);
    for (const auto *key : {"id", "created_at", "agents", "metadata"})
        object.remove(QLatin1String(key));
    return object;
}

} // namespace

class ReportEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_editor.reset();
        m_service.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_pool.setMaxThreadCount(7);
        m_storage = *Storage::open(m_folder->path(), m_clock);
        m_facts = *LocalFactStore::load(Resources, m_storage.facts);
        m_intake = *makeIntake(Resources, m_storage, m_folder->path(), m_facts);
        AnalysisSources sources{m_facts, m_storage.documents};
        sources.edits = [edits = m_storage.edits](const QString &company, const QString &question) {
            return edits->carriedFor(company, question);
        };
        m_service = std::make_shared<AnalysisService>(sources, Resources, &m_pool, m_clock);
        ReportEditor::Parts parts{m_storage.reports, m_storage.edits, m_storage.facts, m_service, m_clock, Resources};
        parts.claims = [facts = m_facts] { return makeClaimDesk(Resources, facts); };
        parts.intake = [this] { return Result<std::shared_ptr<const EvidenceIntake>>(m_intake); };
        parts.review = reportReviewer(Resources, m_facts);
        m_editor = std::make_unique<ReportEditor>(parts);
        m_report = analysed();
        QVERIFY(m_storage.reports->save(m_report));
    }

    void aSentenceIsTheirsAndChecked()
    {
        const auto target = m_report.summary.answer->id;
        const auto edited =
            m_editor->edit(m_report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
        const auto *edit = editOf(*edited, EditKind::Text, target);
        QVERIFY(edit != nullptr);
        QCOMPARE(edited->summary.answer->text, edit->text);
        QCOMPARE(edited->summary.answer->grade, Grade::Person);
        QVERIFY(edit->isDenied());
        QCOMPARE(edit->base, m_report.summary.answer->text);
        QCOMPARE(m_editor->edit(m_report.id, sentence(QStringLiteral("no.such"), QStringLiteral("x"))).error().code,
                 ErrorCode::NotFound);
        QCOMPARE(m_editor->edit(m_report.id, sentence(target, QStringLiteral("  "))).error().code,
                 ErrorCode::InvalidArgument);
        auto late = sentence(target, QStringLiteral("Else."));
        late.shown = m_report.summary.answer->text;
        QCOMPARE(m_editor->edit(m_report.id, late).error().code, ErrorCode::Busy);
        QVERIFY(m_editor->undo(m_report.id));
        QCOMPARE(m_storage.reports->load(m_report.id)->summary.answer->text, m_report.summary.answer->text);
    }

    void aScoreIsDerivedWith()
    {
        const auto target = QStringLiteral("porter.rivalry.score");
        const auto before = *section(m_report, "rivalry")->score;
        const auto edited = m_editor->edit(m_report.id, wish(EditKind::Score, target, 4.9));
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
        const auto &score = *section(*edited, "rivalry")->score;
        QCOMPARE(score.value, 4.9);
        QVERIFY(score.low <= before.low && score.high >= 4.9);
        QVERIFY(edited->evidence.contains(score.ref));
        // What follows from it is derived anew, in words too.
        QVERIFY(section(*edited, "rivalry")->summary->text.contains(QStringLiteral("very strong")));
        QVERIFY(
            edited->framework(QStringLiteral("porter"))->headline->text.contains(QStringLiteral("rivalry, at 4.9")));
        QCOMPARE(editOf(*edited, EditKind::Score, target)->computed, editNumber(before.value));
        QCOMPARE(m_editor->edit(m_report.id, wish(EditKind::Score, target, 7)).error().code,
                 ErrorCode::InvalidArgument);
        const auto back = m_editor->takeComputed(m_report.id, EditKind::Score, target);
        QCOMPARE(*section(*back, "rivalry")->score, before);
        QCOMPARE(section(*m_editor->undo(m_report.id), "rivalry")->score->value, 4.9);
        QCOMPARE(comparable(*m_editor->undo(m_report.id)), comparable(m_report));
    }

    void aWeightLeavesTheOthersTheirShares()
    {
        const auto edited =
            m_editor->edit(m_report.id, wish(EditKind::Weight, QStringLiteral("porter.rivalry.growth"), 0.6));
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
        const auto &rivalry = *section(*edited, "rivalry");
        QVERIFY(std::abs(weightsOf(rivalry) - 1) < 1e-9);
        for (qsizetype i = 0; i < rivalry.drivers.size(); ++i) {
            const auto was = section(m_report, "rivalry")->drivers[i].weight;
            const auto expected = rivalry.drivers[i].id == QLatin1String("growth") ? 0.6 : was * 0.4 / 0.8;
            QVERIFY(std::abs(rivalry.drivers[i].weight - expected) < 1e-9);
        }
        QVERIFY(rivalry.score->value != section(m_report, "rivalry")->score->value);
        QCOMPARE(
            m_editor->edit(m_report.id, wish(EditKind::Weight, QStringLiteral("porter.rivalry.operating_margin"), 0.5))
                .error()
                .code,
            ErrorCode::InvalidArgument);
    }

    void anAnsweredLineIsAFactOfTheCompany()
    {
        const auto id = QStringLiteral("data.ratio.advertising_intensity");
        QVERIFY(asksFor(m_report, id));
        DataAnswer answer;
        answer.request = id;
        answer.value = 5.5e8;
        answer.author = QStringLiteral("Ada");
        QCOMPARE(m_editor->answer(m_report.id, answer).error().code, ErrorCode::InvalidArgument); // no source
        answer.source = QStringLiteral("annual report, page 41");
        answer.unit = QStringLiteral("EUR");
        QCOMPARE(m_editor->answer(m_report.id, answer).error().code, ErrorCode::InvalidArgument);
        answer.unit.clear();
        const auto answered = m_editor->answer(m_report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        QVERIFY(answered->report.financials.ratio(QStringLiteral("advertising_intensity"), 2024).has_value());
        const auto facts = answered->report.evidence.facts();
        QVERIFY(std::any_of(facts.cbegin(), facts.cend(), [](const Fact &fact) {
            return fact.tag == QLatin1String("advertising") && fact.value() == 5.5e8
                   && fact.source == QLatin1String("answer of Ada: annual report, page 41");
        }));
        // The same as a report that is made with this fact.
        QCOMPARE(comparable(answered->report), comparable(analysed()));
        QVERIFY(m_editor->undo(m_report.id));
        QCOMPARE(comparable(*m_storage.reports->load(m_report.id)), comparable(m_report));
        QCOMPARE(comparable(analysed()), comparable(m_report));
        QVERIFY(m_editor->redo(m_report.id));
        QCOMPARE(comparable(analysed()), comparable(answered->report));
    }

    void anAnswerLeavesTheCompanyAsItIsKnownByNow()
    {
        const auto path = written(QStringLiteral("r.htm"), test::annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500));
        const auto taken = m_intake->take(path, {QStringLiteral("Nimbus Robotics")});
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().toText()));
        auto asked = request(QStringLiteral("Nimbus Robotics"));
        asked.industry = QStringLiteral("automotive");
        const auto made = m_service->analyse(asked, {}).takeResult();
        QVERIFY2(made, made ? "" : qPrintable(made.error().toText()));
        QVERIFY(m_storage.reports->save(*made));
        auto renamed = *m_facts->findCompany(QStringLiteral("Nimbus Robotics"));
        renamed.name = QStringLiteral("Cirrus Holdings");
        renamed.sector = QStringLiteral("Shipping");
        QVERIFY(m_storage.facts->store(renamed, {}, QStringLiteral("told by the client")));
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        QVERIFY(asksFor(*made, answer.request));
        answer.value = 20'000;
        answer.source = QStringLiteral("the client");
        const auto answered = m_editor->answer(made->id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        QCOMPARE(answered->report.company.id, renamed.id);
        QCOMPARE(answered->report.company.name, renamed.name);
        const auto known = [&] {
            const auto companies = *m_storage.facts->companies();
            return *std::find_if(companies.cbegin(), companies.cend(),
                                 [&](const Company &one) { return one.id == renamed.id; });
        };
        QCOMPARE(known(), renamed);
        QVERIFY(m_editor->undo(made->id));
        QVERIFY(m_editor->redo(made->id));
        QCOMPARE(known(), renamed);
    }

    void anAnswersFactComesAndGoesWithItsStepAlone()
    {
        const auto target = m_report.summary.answer->id;
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        answer.value = 5.5e8;
        answer.source = QStringLiteral("annual report, page 41");
        QVERIFY(m_editor->answer(m_report.id, answer));
        QVERIFY(hasAdvertising());
        const auto seen = m_editor->history(m_report.id)->last().number;
        // Somebody else's step comes before the undo of this one.
        QVERIFY(m_editor->edit(m_report.id, sentence(target, QStringLiteral("The answer is open."))));
        QCOMPARE(m_editor->undo(m_report.id, seen).error().code, ErrorCode::Busy);
        QVERIFY(hasAdvertising());
        QVERIFY(m_editor->undo(m_report.id));
        QVERIFY(hasAdvertising());
        QVERIFY(m_editor->undo(m_report.id, seen));
        QVERIFY(!hasAdvertising());
        QCOMPARE(m_editor->redo(m_report.id, seen).error().code, ErrorCode::Busy);
        QVERIFY(!hasAdvertising());
        QVERIFY(m_editor->redo(m_report.id, 0));
        QVERIFY(hasAdvertising());
    }

    void aFileIsTakenInWithItsAnswerAndLetGoWithIt()
    {
        const auto page = test::annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500);
        const auto path = written(QStringLiteral("r.htm"), page);
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.file = path;
        // Refused: nothing of the file stays.
        answer.value = 9;
        const auto refused = m_editor->answer(m_report.id, answer);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(m_storage.documents->list()->isEmpty());
        QVERIFY(m_storage.facts->facts(m_report.company.id)->isEmpty());
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("documents"))).entryList(QDir::Files).isEmpty());
        QCOMPARE(comparable(*m_storage.reports->load(m_report.id)), comparable(m_report));

        answer.value = 4;
        const auto answered = m_editor->answer(m_report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto documents = *m_storage.documents->list();
        QCOMPARE(documents.size(), 1);
        QVERIFY(!m_storage.facts->factsOfDocument(m_report.company.id, documents.first().id)->isEmpty());
        QCOMPARE(m_editor->history(m_report.id)->last().documents.size(), 1);
        QVERIFY(m_editor->undo(m_report.id));
        QVERIFY(m_storage.documents->list()->isEmpty());
        QVERIFY(m_storage.facts->facts(m_report.company.id)->isEmpty());
        QCOMPARE(comparable(*m_storage.reports->load(m_report.id)), comparable(m_report));
        QVERIFY(QFile::remove(path));
        QVERIFY(m_editor->redo(m_report.id));
        QCOMPARE(m_storage.documents->list()->value(0).id, documents.first().id);
        QVERIFY(!m_storage.facts->factsOfDocument(m_report.company.id, documents.first().id)->isEmpty());
        QVERIFY(m_editor->undo(m_report.id));
        // A new step forgets what was undone, and so the file.
        QVERIFY(m_editor->edit(m_report.id, wish(EditKind::Score, QStringLiteral("porter.rivalry.score"), 4.9)));
        QVERIFY(QDir(m_folder->filePath(QStringLiteral("documents"))).entryList(QDir::Files).isEmpty());
    }

    void aFileThatWasThereBeforeStays()
    {
        const auto path = written(QStringLiteral("r.htm"), test::annualReport(QStringLiteral("Nimbus Robotics"), 2024, 1500));
        QVERIFY(m_intake->take(path, {QStringLiteral("Tesla")}));
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.file = path;
        answer.value = 9;
        QVERIFY(!m_editor->answer(m_report.id, answer));
        answer.value = 4;
        QVERIFY(m_editor->answer(m_report.id, answer));
        QVERIFY(m_editor->undo(m_report.id));
        QCOMPARE(m_storage.documents->list()->size(), 1);
        QVERIFY(!m_storage.facts->facts(m_report.company.id)->isEmpty());
    }

    void whatIsKeptInAReportIsAStep()
    {
        const auto before = *m_storage.reports->load(m_report.id);
        Forecast forecast;
        forecast.concept_ = QStringLiteral("revenue");
        forecast.label = QStringLiteral("Revenue");
        const auto add = [&](Report report) -> Result<Report> {
            report.forecasts = {forecast};
            return report;
        };
        QVERIFY(m_editor->edit(m_report.id, sentence(m_report.summary.answer->id, QStringLiteral("Our own answer."))));
        const auto kept = m_editor->include(m_report.id, add);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().toText()));
        QCOMPARE(kept->forecasts, QList<Forecast>{forecast});
        QCOMPARE(kept->summary.answer->text, QStringLiteral("Our own answer."));
        const auto steps = *m_editor->history(m_report.id);
        QCOMPARE(steps.size(), 2);
        QCOMPARE(historyJson(steps.last())[QStringLiteral("action")].toString(), QStringLiteral("keep"));
        QCOMPARE(steps.last().subjects, QStringList{QStringLiteral("forecast.revenue")});
        // The same again is nothing new.
        QVERIFY(m_editor->include(m_report.id, add));
        QCOMPARE(m_editor->history(m_report.id)->size(), 2);
        QVERIFY(m_editor->undo(m_report.id)->forecasts.isEmpty());
        QCOMPARE(m_editor->redo(m_report.id)->forecasts, QList<Forecast>{forecast});
        QVERIFY(m_editor->undo(m_report.id));
        QVERIFY(m_editor->undo(m_report.id));
        QCOMPARE(*m_storage.reports->load(m_report.id), before);
        const auto refuses = [](const Report &) -> Result<Report> {
            return fail(ErrorCode::NotDerivable, QStringLiteral("no years"));
        };
        QCOMPARE(m_editor->include(m_report.id, refuses).error().code, ErrorCode::NotDerivable);
        QCOMPARE(*m_storage.reports->load(m_report.id), before);
    }

    void aRatioWithNothingToHoldItAgainstIsJudged()
    {
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        answer.value = 2;
        answer.unit = QStringLiteral("score");
        answer.source = QStringLiteral("the marketing plan");
        const auto answered = m_editor->answer(m_report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto &was = *section(m_report, "new_entrants")->score;
        const auto &is = *section(answered->report, "new_entrants")->score;
        QVERIFY(is.high - is.low < was.high - was.low);
        QVERIFY(!asksFor(answered->report, answer.request));
    }

    void anAnsweredDriverIsJudgedOnTheScale()
    {
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.value = 9;
        answer.source = QStringLiteral("talk with the sales manager");
        QVERIFY(asksFor(m_report, answer.request));
        QCOMPARE(m_editor->answer(m_report.id, answer).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(comparable(*m_storage.reports->load(m_report.id)), comparable(m_report));
        answer.value = 4;
        const auto answered = m_editor->answer(m_report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto &was = *section(m_report, "buyers")->score;
        const auto &is = *section(answered->report, "buyers")->score;
        QVERIFY(is.high - is.low < was.high - was.low);
        QVERIFY(!asksFor(answered->report, answer.request));
        for (const auto &claim : answered->report.claims()) {
            for (const auto &number : claim.numbers)
                QVERIFY(answered->report.evidence.contains(number.ref));
        }
    }

    void aRunAgainKeepsWhatPersonsSetAndTellsConflicts()
    {
        const auto target = m_report.summary.answer->id;
        QVERIFY(m_editor->edit(m_report.id, sentence(target, QStringLiteral("Our own answer."))));
        QVERIFY(m_editor->edit(m_report.id, wish(EditKind::Score, QStringLiteral("porter.buyers.score"), 2)));
        auto again = analysed();
        QVERIFY(again.id != m_report.id);
        QVERIFY(m_storage.reports->save(again));
        QCOMPARE(again.summary.answer->text, QStringLiteral("Our own answer."));
        QCOMPARE(section(again, "buyers")->score->value, 2.0);
        QCOMPARE(again.edits.size(), 2);
        QCOMPARE(conflictsOf(again).size(), 0);
        // The analysis comes to something else: a fact that was not known.
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.value = 5;
        answer.source = QStringLiteral("own knowledge");
        const auto answered = m_editor->answer(again.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto conflicts = conflictsOf(answered->report);
        QVERIFY(std::any_of(conflicts.cbegin(), conflicts.cend(), [](const ReportEdit &edit) {
            return edit.target == QLatin1String("porter.buyers.score") && edit.base != edit.computed;
        }));
        const auto kept = m_editor->keep(again.id, EditKind::Score, QStringLiteral("porter.buyers.score"));
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().toText()));
        QCOMPARE(editOf(*kept, EditKind::Score, QStringLiteral("porter.buyers.score"))->state, EditState::Applied);
        QCOMPARE(section(*kept, "buyers")->score->value, 2.0);
    }

    void theReviewIsDoneAnewWithEachStep()
    {
        const auto before = *m_storage.reports->load(m_report.id);
        QVERIFY(before.quality);
        const auto target = m_report.summary.answer->id;
        const auto wrong =
            m_editor->edit(m_report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY2(wrong, wrong ? "" : qPrintable(wrong.error().toText()));
        QVERIFY(!wrong->quality->isVerified());
        const auto found = std::find_if(
            wrong->quality->findings.cbegin(), wrong->quality->findings.cend(),
            [&](const QualityFinding &one) { return one.rule == QLatin1String("gate") && one.claim == target; });
        QVERIFY(found != wrong->quality->findings.cend());
        QVERIFY(wrong->quality->score < before.quality->score);
        const auto other = QStringLiteral("The answer is open.");
        QVERIFY(m_editor->edit(m_report.id, sentence(target, other))->quality->finding(found->id) == nullptr);
        QVERIFY(m_editor->undo(m_report.id));
        QVERIFY(m_editor->undo(m_report.id));
        QCOMPARE(*m_storage.reports->load(m_report.id), before);
        QCOMPARE(m_editor->redo(m_report.id)->quality, wrong->quality);
        const auto taken = m_editor->takeComputed(m_report.id, EditKind::Text, target);
        QVERIFY(taken);
        QCOMPARE(taken->quality, before.quality);
    }

    void aFindingIsSettledAndTakenBack()
    {
        const auto target = m_report.summary.answer->id;
        const auto edited =
            m_editor->edit(m_report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY(edited);
        const auto &findings = edited->quality->findings;
        const auto open =
            std::find_if(findings.cbegin(), findings.cend(), [](const QualityFinding &one) { return one.isOpen(); });
        QVERIFY(open != findings.cend());
        const auto reason = QStringLiteral("the client knows");
        QCOMPARE(m_editor->settle(m_report.id, open->id, {}, QStringLiteral("Ada")).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(m_editor->settle(m_report.id, open->id, reason, {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(m_editor->settle(m_report.id, QStringLiteral("none"), reason, QStringLiteral("Ada")).error().code,
                 ErrorCode::NotFound);
        QCOMPARE(m_editor->unsettle(m_report.id, open->id).error().code, ErrorCode::NotFound);
        const auto settled = m_editor->settle(m_report.id, open->id, reason, QStringLiteral("Ada"));
        QVERIFY2(settled, settled ? "" : qPrintable(settled.error().toText()));
        QCOMPARE(settled->quality->open(), edited->quality->open() - 1);
        // What is derived anew has the same finding in the same words: it stays settled.
        const auto moved =
            m_editor->edit(m_report.id, wish(EditKind::Score, QStringLiteral("porter.rivalry.score"), 4.9));
        QVERIFY(moved);
        QVERIFY(moved->quality->finding(open->id)->settled);
        QVERIFY(m_editor->undo(m_report.id));
        const auto again = m_editor->unsettle(m_report.id, open->id);
        QVERIFY(again);
        QCOMPARE(again->quality, edited->quality);
        QCOMPARE(m_editor->undo(m_report.id)->quality, settled->quality);
        QCOMPARE(m_editor->undo(m_report.id)->quality, edited->quality);
        QCOMPARE(findingOf(m_editor->history(m_report.id)->at(1)), open->id);
        // Other words are another finding.
        QVERIFY(m_editor->redo(m_report.id));
        const auto other =
            m_editor->edit(m_report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 13.0 B in FY2024.")));
        QVERIFY(other);
        for (const auto &finding : other->quality->findings) {
            if (finding.claim == target)
                QVERIFY(!finding.settled);
        }
    }

private:
    [[nodiscard]] QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qPrintable(name));
        return file.fileName();
    }

    /// Whether the store of facts has what an answer of the tests says.
    [[nodiscard]] bool hasAdvertising() const
    {
        const auto facts = *m_storage.facts->facts(m_report.company.id);
        return std::any_of(facts.cbegin(), facts.cend(),
                           [](const Fact &fact) { return fact.tag == QLatin1String("advertising"); });
    }

    Report analysed()
    {
        auto made = m_service->analyse(request(), {}).takeResult();
        if (!made)
            qFatal("%s", qPrintable(made.error().toText()));
        return *made;
    }

    std::shared_ptr<const Clock> m_clock = std::make_shared<const SystemClock>();
    std::unique_ptr<QTemporaryDir> m_folder;
    QThreadPool m_pool;
    Storage m_storage;
    std::shared_ptr<LocalFactStore> m_facts;
    std::shared_ptr<const EvidenceIntake> m_intake;
    std::shared_ptr<AnalysisService> m_service;
    std::unique_ptr<ReportEditor> m_editor;
    Report m_report;
};

QTEST_GUILESS_MAIN(ReportEditorTest)
#include "tst_report_editor.moc"

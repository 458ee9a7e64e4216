// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/editing/edit_history.h"
#include "editor_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

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

} // namespace

class ReportEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<EditorFixture>(); }

    void aSentenceIsTheirsAndChecked()
    {
        const auto target = m_desk->report.summary.answer->id;
        const auto edited = m_desk->editor->edit(
            m_desk->report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
        const auto *edit = editOf(*edited, EditKind::Text, target);
        QVERIFY(edit != nullptr);
        QCOMPARE(edited->summary.answer->text, edit->text);
        QCOMPARE(edited->summary.answer->grade, Grade::Person);
        QVERIFY(edit->isDenied());
        QCOMPARE(edit->base, m_desk->report.summary.answer->text);
        QCOMPARE(m_desk->editor->edit(m_desk->report.id, sentence(QStringLiteral("no.such"), QStringLiteral("x")))
                     .error()
                     .code,
                 ErrorCode::NotFound);
        QCOMPARE(m_desk->editor->edit(m_desk->report.id, sentence(target, QStringLiteral("  "))).error().code,
                 ErrorCode::InvalidArgument);
        auto late = sentence(target, QStringLiteral("Else."));
        late.shown = m_desk->report.summary.answer->text;
        QCOMPARE(m_desk->editor->edit(m_desk->report.id, late).error().code, ErrorCode::Busy);
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QCOMPARE(m_desk->storage.reports->load(m_desk->report.id)->summary.answer->text,
                 m_desk->report.summary.answer->text);
    }

    void aScoreIsDerivedWith()
    {
        const auto target = QStringLiteral("porter.rivalry.score");
        const auto before = *section(m_desk->report, "rivalry")->score;
        const auto edited = m_desk->editor->edit(m_desk->report.id, wish(EditKind::Score, target, 4.9));
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
        QCOMPARE(m_desk->editor->edit(m_desk->report.id, wish(EditKind::Score, target, 7)).error().code,
                 ErrorCode::InvalidArgument);
        const auto back = m_desk->editor->takeComputed(m_desk->report.id, EditKind::Score, target);
        QCOMPARE(*section(*back, "rivalry")->score, before);
        QCOMPARE(section(*m_desk->editor->undo(m_desk->report.id), "rivalry")->score->value, 4.9);
        QCOMPARE(comparable(*m_desk->editor->undo(m_desk->report.id)), comparable(m_desk->report));
    }

    void aWeightLeavesTheOthersTheirShares()
    {
        const auto edited = m_desk->editor->edit(m_desk->report.id,
                                                 wish(EditKind::Weight, QStringLiteral("porter.rivalry.growth"), 0.6));
        QVERIFY2(edited, edited ? "" : qPrintable(edited.error().toText()));
        const auto &rivalry = *section(*edited, "rivalry");
        QVERIFY(std::abs(weightsOf(rivalry) - 1) < 1e-9);
        for (qsizetype i = 0; i < rivalry.drivers.size(); ++i) {
            const auto was = section(m_desk->report, "rivalry")->drivers[i].weight;
            const auto expected = rivalry.drivers[i].id == QLatin1String("growth") ? 0.6 : was * 0.4 / 0.8;
            QVERIFY(std::abs(rivalry.drivers[i].weight - expected) < 1e-9);
        }
        QVERIFY(rivalry.score->value != section(m_desk->report, "rivalry")->score->value);
        QCOMPARE(m_desk->editor
                     ->edit(m_desk->report.id,
                            wish(EditKind::Weight, QStringLiteral("porter.rivalry.operating_margin"), 0.5))
                     .error()
                     .code,
                 ErrorCode::InvalidArgument);
    }

    void anAnsweredLineIsAFactOfTheCompany()
    {
        const auto id = QStringLiteral("data.ratio.advertising_intensity");
        QVERIFY(asksFor(m_desk->report, id));
        DataAnswer answer;
        answer.request = id;
        answer.value = 5.5e8;
        answer.author = QStringLiteral("Ada");
        QCOMPARE(m_desk->editor->answer(m_desk->report.id, answer).error().code,
                 ErrorCode::InvalidArgument); // no source
        answer.source = QStringLiteral("annual report, page 41");
        answer.unit = QStringLiteral("EUR");
        QCOMPARE(m_desk->editor->answer(m_desk->report.id, answer).error().code, ErrorCode::InvalidArgument);
        answer.unit.clear();
        const auto answered = m_desk->editor->answer(m_desk->report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        QVERIFY(answered->report.financials.ratio(QStringLiteral("advertising_intensity"), 2024).has_value());
        const auto facts = answered->report.evidence.facts();
        QVERIFY(std::any_of(facts.cbegin(), facts.cend(), [](const Fact &fact) {
            return fact.tag == QLatin1String("advertising") && fact.value() == 5.5e8
                   && fact.source == QLatin1String("answer of Ada: annual report, page 41");
        }));
        // The same as a report that is made with this fact.
        QCOMPARE(comparable(answered->report), comparable(m_desk->analysed()));
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QCOMPARE(comparable(*m_desk->storage.reports->load(m_desk->report.id)), comparable(m_desk->report));
        QCOMPARE(comparable(m_desk->analysed()), comparable(m_desk->report));
        QVERIFY(m_desk->editor->redo(m_desk->report.id));
        QCOMPARE(comparable(m_desk->analysed()), comparable(answered->report));
    }

    void aRatioWithNothingToHoldItAgainstIsJudged()
    {
        DataAnswer answer;
        answer.request = QStringLiteral("data.ratio.advertising_intensity");
        answer.value = 2;
        answer.unit = QStringLiteral("score");
        answer.source = QStringLiteral("the marketing plan");
        const auto answered = m_desk->editor->answer(m_desk->report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto &was = *section(m_desk->report, "new_entrants")->score;
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
        QVERIFY(asksFor(m_desk->report, answer.request));
        QCOMPARE(m_desk->editor->answer(m_desk->report.id, answer).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(comparable(*m_desk->storage.reports->load(m_desk->report.id)), comparable(m_desk->report));
        answer.value = 4;
        const auto answered = m_desk->editor->answer(m_desk->report.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto &was = *section(m_desk->report, "buyers")->score;
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
        const auto target = m_desk->report.summary.answer->id;
        QVERIFY(m_desk->editor->edit(m_desk->report.id, sentence(target, QStringLiteral("Our own answer."))));
        QVERIFY(
            m_desk->editor->edit(m_desk->report.id, wish(EditKind::Score, QStringLiteral("porter.buyers.score"), 2)));
        auto again = m_desk->analysed();
        QVERIFY(again.id != m_desk->report.id);
        QVERIFY(m_desk->storage.reports->save(again));
        QCOMPARE(again.summary.answer->text, QStringLiteral("Our own answer."));
        QCOMPARE(section(again, "buyers")->score->value, 2.0);
        QCOMPARE(again.edits.size(), 2);
        QCOMPARE(conflictsOf(again).size(), 0);
        // The analysis comes to something else: a fact that was not known.
        DataAnswer answer;
        answer.request = QStringLiteral("data.porter.buyers.customer_concentration");
        answer.value = 5;
        answer.source = QStringLiteral("own knowledge");
        const auto answered = m_desk->editor->answer(again.id, answer);
        QVERIFY2(answered, answered ? "" : qPrintable(answered.error().toText()));
        const auto conflicts = conflictsOf(answered->report);
        QVERIFY(std::any_of(conflicts.cbegin(), conflicts.cend(), [](const ReportEdit &edit) {
            return edit.target == QLatin1String("porter.buyers.score") && edit.base != edit.computed;
        }));
        const auto kept = m_desk->editor->keep(again.id, EditKind::Score, QStringLiteral("porter.buyers.score"));
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().toText()));
        QCOMPARE(editOf(*kept, EditKind::Score, QStringLiteral("porter.buyers.score"))->state, EditState::Applied);
        QCOMPARE(section(*kept, "buyers")->score->value, 2.0);
    }

    void theReviewIsDoneAnewWithEachStep()
    {
        const auto before = *m_desk->storage.reports->load(m_desk->report.id);
        QVERIFY(before.quality);
        const auto target = m_desk->report.summary.answer->id;
        const auto wrong = m_desk->editor->edit(
            m_desk->report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY2(wrong, wrong ? "" : qPrintable(wrong.error().toText()));
        QVERIFY(!wrong->quality->isVerified());
        const auto found = std::find_if(
            wrong->quality->findings.cbegin(), wrong->quality->findings.cend(),
            [&](const QualityFinding &one) { return one.rule == QLatin1String("gate") && one.claim == target; });
        QVERIFY(found != wrong->quality->findings.cend());
        QVERIFY(wrong->quality->score < before.quality->score);
        const auto other = QStringLiteral("The answer is open.");
        QVERIFY(m_desk->editor->edit(m_desk->report.id, sentence(target, other))->quality->finding(found->id)
                == nullptr);
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        QCOMPARE(*m_desk->storage.reports->load(m_desk->report.id), before);
        QCOMPARE(m_desk->editor->redo(m_desk->report.id)->quality, wrong->quality);
        const auto taken = m_desk->editor->takeComputed(m_desk->report.id, EditKind::Text, target);
        QVERIFY(taken);
        QCOMPARE(taken->quality, before.quality);
    }

    void aFindingIsSettledAndTakenBack()
    {
        const auto target = m_desk->report.summary.answer->id;
        const auto edited = m_desk->editor->edit(
            m_desk->report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024.")));
        QVERIFY(edited);
        const auto &findings = edited->quality->findings;
        const auto open =
            std::find_if(findings.cbegin(), findings.cend(), [](const QualityFinding &one) { return one.isOpen(); });
        QVERIFY(open != findings.cend());
        const auto reason = QStringLiteral("the client knows");
        QCOMPARE(m_desk->editor->settle(m_desk->report.id, open->id, {}, QStringLiteral("Ada")).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(m_desk->editor->settle(m_desk->report.id, open->id, reason, {}).error().code,
                 ErrorCode::InvalidArgument);
        QCOMPARE(m_desk->editor->settle(m_desk->report.id, QStringLiteral("none"), reason, QStringLiteral("Ada"))
                     .error()
                     .code,
                 ErrorCode::NotFound);
        QCOMPARE(m_desk->editor->unsettle(m_desk->report.id, open->id).error().code, ErrorCode::NotFound);
        const auto settled = m_desk->editor->settle(m_desk->report.id, open->id, reason, QStringLiteral("Ada"));
        QVERIFY2(settled, settled ? "" : qPrintable(settled.error().toText()));
        QCOMPARE(settled->quality->open(), edited->quality->open() - 1);
        // What is derived anew has the same finding in the same words: it stays settled.
        const auto moved =
            m_desk->editor->edit(m_desk->report.id, wish(EditKind::Score, QStringLiteral("porter.rivalry.score"), 4.9));
        QVERIFY(moved);
        QVERIFY(moved->quality->finding(open->id)->settled);
        QVERIFY(m_desk->editor->undo(m_desk->report.id));
        const auto again = m_desk->editor->unsettle(m_desk->report.id, open->id);
        QVERIFY(again);
        QCOMPARE(again->quality, edited->quality);
        QCOMPARE(m_desk->editor->undo(m_desk->report.id)->quality, settled->quality);
        QCOMPARE(m_desk->editor->undo(m_desk->report.id)->quality, edited->quality);
        QCOMPARE(findingOf(m_desk->editor->history(m_desk->report.id)->at(1)), open->id);
        // Other words are another finding.
        QVERIFY(m_desk->editor->redo(m_desk->report.id));
        const auto other = m_desk->editor->edit(
            m_desk->report.id, sentence(target, QStringLiteral("Tesla's revenue was USD 13.0 B in FY2024.")));
        QVERIFY(other);
        for (const auto &finding : other->quality->findings) {
            if (finding.claim == target)
                QVERIFY(!finding.settled);
        }
    }

private:
    std::unique_ptr<EditorFixture> m_desk;
};

QTEST_GUILESS_MAIN(ReportEditorTest)
#include "tst_report_editor.moc"

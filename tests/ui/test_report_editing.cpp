// SPDX-License-Identifier: GPL-3.0-or-later
// A report edited in the window: real stores, a real analysis.
#include "agents/analysis_service.h"
#include "base/paths.h"
#include "evidence/claims/claim_desk.h"
#include "evidence/local_fact_store.h"
#include "report/edit_bar.h"
#include "report/report_editing.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "storage/storage.h"
#include "widgets/claim_text.h"
#include "widgets/evidence_browser.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

constexpr int Limit = 60'000; ///< for a busy machine

} // namespace

class TestReportEditing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_pool.setMaxThreadCount(7);
        m_storage = *Storage::open(m_folder.path(), m_clock);
        m_facts = *LocalFactStore::load(resourceDir(), m_storage.facts);
        AnalysisSources sources{m_facts, nullptr};
        m_service = std::make_shared<AnalysisService>(sources, resourceDir(), &m_pool, m_clock);
        ReportEditor::Parts parts{m_storage.reports, m_storage.edits, m_storage.facts,
                                  m_service,         m_clock,         resourceDir()};
        parts.claims = [facts = m_facts] { return makeClaimDesk(resourceDir(), facts); };
        parts.review = reportReviewer(resourceDir(), m_facts);
        m_editor = std::make_shared<const ReportEditor>(parts);
    }

    void init()
    {
        AnalysisRequest request;
        request.company = QStringLiteral("Tesla");
        request.frameworks = {QStringLiteral("porter")};
        const auto made = m_service->analyse(request, {}).takeResult();
        QVERIFY(made);
        m_report = *made;
        QVERIFY(m_storage.reports->save(m_report));
        m_editing = std::make_unique<ReportEditing>(m_editor);
        m_tabs = std::make_unique<ReportTabs>();
        m_tabs->enableEditing(m_editing.get());
        m_tabs->open(std::make_shared<const Report>(m_report));
        m_tabs->resize(1'000, 700);
        m_tabs->setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(m_tabs.get()));
    }

    void cleanup()
    {
        m_tabs.reset();
        m_editing.reset();
    }

    void f2EditsTheSentenceUnderTheCursorAndCtrlZTakesItBack()
    {
        const auto answer = *m_report.summary.answer;
        QVERIFY(m_tabs->current()->showClaim(answer.id));
        auto *text = m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("summaryText"));
        text->setFocus();
        QTest::keyClick(text, Qt::Key_F2);
        auto *field = m_tabs->current()->findChild<QPlainTextEdit *>(QStringLiteral("editText"));
        QTRY_VERIFY(field->isVisible());
        QCOMPARE(field->toPlainText(), answer.text);
        field->setPlainText(QStringLiteral("We should wait a year."));
        m_tabs->current()->findChild<QLineEdit *>(QStringLiteral("editNote"))->setText(QStringLiteral("agreed"));
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        QCOMPARE(m_tabs->current()->report()->summary.answer->text, QStringLiteral("We should wait a year."));
        const auto shown =
            m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("summaryText"))->toPlainText();
        QVERIFY(shown.contains(QStringLiteral("We should wait a year.")));
        QVERIFY(m_tabs->current()->pageIds().contains(QStringLiteral("edits")));
        QTest::keyClick(m_tabs->current(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, Limit);
        QCOMPARE(m_tabs->current()->report()->summary.answer->text, answer.text);
    }

    void aGermanReportIsEditedInGerman()
    {
        m_tabs->readInTheirLanguages(&m_pool);
        auto report = m_report;
        report.id += QStringLiteral("de");
        report.request.language = QStringLiteral("de");
        QVERIFY(m_storage.reports->save(report));
        m_tabs->open(std::make_shared<const Report>(report));
        auto *text = m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("summaryText"));
        const auto computed = *m_report.summary.situation;
        QVERIFY(computed.numbers.size() > 1);
        const auto isGerman = [&text, this] { return !text->toPlainText().contains(m_report.summary.answer->text); };
        QTRY_VERIFY_WITH_TIMEOUT(isGerman(), Limit);
        m_tabs->current()->editPlace(EditKind::Text, computed.id);
        auto *field = m_tabs->current()->findChild<QPlainTextEdit *>(QStringLiteral("editText"));
        const auto german = field->toPlainText();
        QVERIFY2(german != computed.text && text->toPlainText().contains(german), qPrintable(german));
        // Titles of places are the window's words.
        bool hasTitle = false;
        for (const auto *label : m_tabs->current()->findChildren<QLabel *>())
            hasTitle = hasTitle || label->text() == QStringLiteral("Sentence of Executive summary");
        QVERIFY(hasTitle);
        // Nothing was changed, so nobody's words take the place of the computed ones.
        QSignalSpy refused(m_editing.get(), &ReportEditing::failed);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, Limit);
        QCOMPARE(m_storage.reports->load(report.id)->edits.size(), 0);
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        const auto words = german + QStringLiteral(" Wir warten.");
        field->setPlainText(words);
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        const auto kept = m_storage.reports->load(report.id);
        QCOMPARE(kept->summary.situation->text, words);
        // The numbers are still those of their evidence.
        QCOMPARE(kept->summary.situation->numbers.size(), computed.numbers.size());
        for (qsizetype i = 0; i < computed.numbers.size(); ++i)
            QCOMPARE(kept->summary.situation->numbers[i].ref, computed.numbers[i].ref);
        QCOMPARE(kept->quality->open(), m_report.quality->open());
        // It is German already, which needs no remark.
        text = m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("summaryText"));
        QTRY_VERIFY_WITH_TIMEOUT(isGerman(), Limit);
        QVERIFY(text->toPlainText().contains(words));
        QVERIFY(!text->toPlainText().contains(QStringLiteral("(im Wortlaut belassen)")));
        m_tabs->current()->editPlace(EditKind::Text, computed.id);
        field = m_tabs->current()->findChild<QPlainTextEdit *>(QStringLiteral("editText"));
        QCOMPARE(field->toPlainText(), words);
    }

    void aFindingIsAcceptedOnTheQualityPageAndTakenBack()
    {
        const auto wrong = m_editor->edit(m_report.id, {EditKind::Text,
                                                        m_report.summary.answer->id,
                                                        QStringLiteral("Tesla's revenue was USD 12.0 B in FY2024."),
                                                        0,
                                                        {},
                                                        QStringLiteral("Ada")});
        QVERIFY(wrong);
        const auto &findings = wrong->quality->findings;
        const auto open =
            std::find_if(findings.cbegin(), findings.cend(), [](const QualityFinding &one) { return one.isOpen(); });
        QVERIFY(open != findings.cend());
        m_tabs->replace(std::make_shared<const Report>(*wrong));
        m_tabs->current()->showPage(QStringLiteral("quality"));
        const auto link = [&](const char *scheme) { return evidenceLink(QLatin1String(scheme), open->id); };
        const auto page = [this] {
            return m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("qualityText"));
        };
        QVERIFY(page()->showLink(link("finding-settle")));
        Q_EMIT page()->evidenceActivated(QStringLiteral("finding-settle"), open->id);
        auto *reason = m_tabs->current()->findChild<QLineEdit *>(QStringLiteral("settleReason"));
        QVERIFY(reason->isVisible());
        auto *by = m_tabs->current()->findChild<QLineEdit *>(QStringLiteral("settleBy"));
        QVERIFY(!by->text().isEmpty());
        by->setText(QStringLiteral("A. Partner"));
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(m_tabs->current()->findChild<QLabel *>(QStringLiteral("settleProblem"))->isVisible());
        QTest::keyClicks(reason, QStringLiteral("the client knows"));
        QTest::keyClick(reason, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        QCOMPARE(m_tabs->current()->currentPage(), QStringLiteral("quality"));
        QCOMPARE(m_tabs->current()->report()->quality->open(), wrong->quality->open() - 1);
        QVERIFY(page()->toPlainText().contains(QStringLiteral("A. Partner")));
        QVERIFY(page()->showLink(link("finding-open")));
        Q_EMIT page()->evidenceActivated(QStringLiteral("finding-open"), open->id);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, Limit);
        QCOMPARE(m_tabs->current()->report()->quality, wrong->quality);
    }

    void escapeLeavesASentenceAsItIs()
    {
        m_tabs->current()->editPlace(EditKind::Text, m_report.summary.answer->id);
        auto *field = m_tabs->current()->findChild<QPlainTextEdit *>(QStringLiteral("editText"));
        QVERIFY(field->isVisible());
        field->setPlainText(QStringLiteral("Something."));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QCOMPARE(m_storage.reports->load(m_report.id)->edits.size(), 0);
    }

    void aScoreIsSetOnItsScale()
    {
        m_tabs->current()->showPage(QStringLiteral("framework:porter"));
        m_tabs->current()->editPlace(EditKind::Score, QStringLiteral("porter.rivalry.score"));
        auto *field = m_tabs->current()->findChild<QDoubleSpinBox *>(QStringLiteral("editValue"));
        QVERIFY(field->isVisible());
        QCOMPARE(field->maximum(), 5.0);
        field->setValue(4.9);
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        m_tabs->current()->findChild<QPushButton *>(QStringLiteral("editSave"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        QCOMPARE(m_tabs->current()->currentPage(), QStringLiteral("framework:porter"));
        QVERIFY(m_tabs->current()
                    ->report()
                    ->framework(QStringLiteral("porter"))
                    ->headline->text.contains(QStringLiteral("rivalry, at 4.9")));
    }

    void aDataRequestIsAnsweredWithItsSource()
    {
        const auto id = QStringLiteral("data.ratio.advertising_intensity");
        m_tabs->current()->showPage(QStringLiteral("data_requests"));
        m_tabs->current()->answerRequest(id);
        auto *value = m_tabs->current()->findChild<QLineEdit *>(QStringLiteral("answerValue"));
        QVERIFY(value->isVisible());
        value->setText(QStringLiteral("2"));
        auto *unit = m_tabs->current()->findChild<QComboBox *>(QStringLiteral("answerUnit"));
        unit->setCurrentIndex(unit->findData(QStringLiteral("score")));
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        auto *save = m_tabs->current()->findChild<QPushButton *>(QStringLiteral("answerSave"));
        save->click();
        QVERIFY(m_tabs->current()->findChild<QWidget *>(QStringLiteral("answerProblem"))->isVisible());
        m_tabs->current()
            ->findChild<QLineEdit *>(QStringLiteral("answerSource"))
            ->setText(QStringLiteral("annual report"));
        save->click();
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        for (const auto &request : m_tabs->current()->report()->dataRequests)
            QVERIFY(request.id != id);
        QVERIFY(m_editor->undo(m_report.id));
    }

    void aConflictIsToldAndSettled()
    {
        auto changedBeneath = m_report;
        QVERIFY(m_editor->edit(m_report.id, [this] {
            EditWish wish;
            wish.target = m_report.summary.answer->id;
            wish.text = QStringLiteral("Ours.");
            return wish;
        }()));
        changedBeneath.summary.answer->text = QStringLiteral("Computed otherwise.");
        changedBeneath.summary.answer->numbers.clear();
        QVERIFY(m_storage.reports->save(changedBeneath));
        m_tabs->replace(std::make_shared<const Report>(*m_storage.reports->load(m_report.id)));
        QVERIFY(m_tabs->current()->findChild<QWidget *>(QStringLiteral("conflictBanner")) != nullptr);
        m_tabs->current()->findChild<QPushButton *>(QStringLiteral("conflictSettle"))->click();
        QCOMPARE(m_tabs->current()->currentPage(), QStringLiteral("edits"));
        auto *page = m_tabs->current()->findChild<EvidenceBrowser *>(QStringLiteral("editsText"));
        QVERIFY(page->toPlainText().contains(QStringLiteral("Computed otherwise.")));
        QSignalSpy changed(m_editing.get(), &ReportEditing::changed);
        Q_EMIT page->evidenceActivated(QStringLiteral("edit-keep"),
                                       QStringLiteral("text/") + m_report.summary.answer->id);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, Limit);
        QCOMPARE(m_tabs->current()->report()->summary.answer->text, QStringLiteral("Ours."));
        QVERIFY(m_tabs->current()->findChild<QWidget *>(QStringLiteral("conflictBanner")) == nullptr);
    }

private:
    std::shared_ptr<const Clock> m_clock = std::make_shared<const SystemClock>();
    QTemporaryDir m_folder;
    QThreadPool m_pool;
    Storage m_storage;
    std::shared_ptr<LocalFactStore> m_facts;
    std::shared_ptr<AnalysisService> m_service;
    std::shared_ptr<const ReportEditor> m_editor;
    Report m_report;
    std::unique_ptr<ReportEditing> m_editing;
    std::unique_ptr<ReportTabs> m_tabs;
};

QTEST_MAIN(TestReportEditing)
#include "test_report_editing.moc"

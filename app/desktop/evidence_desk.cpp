// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence_desk.h"

#include "evidence/asking/question_desk.h"
#include "evidence/intake/document_company.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/pdf/helper_process.h"

#include <QCoreApplication>
#include <QMutexLocker>
#include <QTemporaryDir>

#include <chrono>

namespace consultantos {

namespace {

constexpr std::chrono::seconds LongestDrawing{20};

} // namespace

EvidenceDesk::EvidenceDesk(QString resourceDir, Storage storage, QString folder, std::shared_ptr<const FactStore> facts)
    : m_resourceDir(std::move(resourceDir))
    , m_storage(std::move(storage))
    , m_folder(std::move(folder))
    , m_facts(std::move(facts))
{
}

EvidenceDesk::~EvidenceDesk() = default;

Result<std::shared_ptr<const EvidenceIntake>> EvidenceDesk::intake()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_intake) {
        auto made = makeIntake(m_resourceDir, m_storage, m_folder, m_facts);
        if (!made)
            return made;
        m_intake = std::move(*made);
    }
    return m_intake;
}

Result<std::shared_ptr<const QuestionDesk>> EvidenceDesk::questions()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_questions) {
        auto answerer = QuestionAnswerer::load(m_resourceDir);
        if (!answerer)
            return tl::unexpected(answerer.error());
        m_questions = std::make_shared<const QuestionDesk>(
            QuestionDeskParts{std::make_shared<const QuestionAnswerer>(std::move(*answerer)), m_facts, m_storage.facts,
                              m_storage.documents});
    }
    return m_questions;
}

Result<Intake> EvidenceDesk::take(const QString &path, const QString &about, const CancellationToken &cancel)
{
    const auto ready = intake();
    if (!ready)
        return tl::unexpected(ready.error());
    // The brief's company is whom the user works on, not whom each of the files is about.
    return (*ready)->take(path, {about, false}, cancel);
}

Result<QImage> EvidenceDesk::renderPage(const QString &documentId, int page, double dpi)
{
    const auto ready = intake();
    if (!ready)
        return tl::unexpected(ready.error());
    const auto file = (*ready)->storedFile(documentId);
    if (!file)
        return tl::unexpected(file.error());
    if (!file->endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        return fail(ErrorCode::NotFound, QCoreApplication::translate("Engine", "Only pages of PDFs can be drawn."));
    const QTemporaryDir dir;
    const auto picture = dir.filePath(QStringLiteral("page.png"));
    pdf::HelperLimits limits;
    limits.deadline = QDeadlineTimer(LongestDrawing);
    QImage image;
    if (!pdf::drawPage(pdf::findHelper(), *file, page, qRound(dpi), picture, limits, {}) || !image.load(picture))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Engine", "The page can't be drawn; its text is shown instead."));
    return image;
}

Result<Answer> EvidenceDesk::ask(const QuestionScope &question)
{
    const auto ready = questions();
    if (!ready)
        return tl::unexpected(ready.error());
    return (*ready)->ask(question);
}

} // namespace consultantos

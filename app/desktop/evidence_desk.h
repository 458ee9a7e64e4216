// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "evidence/intake/evidence_intake.h"
#include "model/answer.h"
#include "storage/storage.h"

#include <QImage>
#include <QMutex>

#include <memory>

namespace consultantos {

class QuestionDesk;

/// What the window does with an engagement's documents: takes files, draws pages, answers questions. What that needs is
/// loaded when it is first used, so that the window doesn't wait for it. Thread-safe; does I/O.
class EvidenceDesk {
public:
    /// `folder` is where the files of `storage` are.
    EvidenceDesk(QString resourceDir, Storage storage, QString folder, std::shared_ptr<const FactStore> facts);
    ~EvidenceDesk();

    [[nodiscard]] Result<Intake> take(const QString &path, const QString &about, const CancellationToken &cancel);
    /// A page, from 1, of a PDF as an image; NotFound for other formats.
    [[nodiscard]] Result<QImage> renderPage(const QString &documentId, int page, double dpi);
    [[nodiscard]] Result<Answer> ask(const QuestionScope &question);

private:
    [[nodiscard]] Result<std::shared_ptr<const EvidenceIntake>> intake();
    [[nodiscard]] Result<std::shared_ptr<const QuestionDesk>> questions();

    QString m_resourceDir;
    Storage m_storage;
    QString m_folder;
    std::shared_ptr<const FactStore> m_facts;
    QMutex m_mutex; ///< over what follows
    std::shared_ptr<const EvidenceIntake> m_intake;
    std::shared_ptr<const QuestionDesk> m_questions;
};

} // namespace consultantos

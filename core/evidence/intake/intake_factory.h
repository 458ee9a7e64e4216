// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/intake/evidence_intake.h"
#include "evidence/pdf/text_recognition.h"
#include "storage/storage.h"

#include <QString>

#include <memory>

namespace consultantos {

struct IntakeOptions {
    TextRecognition recognition; ///< reads scanned pages
    CacheAccess cache;           ///< of parsed documents
};

/// An intake into the stores of `storage`, whose files are in `folder`, with every importer there is. An error names the
/// resource that can't be used. Without the PDF helper beside the program, PDFs alone are refused, each with a reason.
[[nodiscard]] Result<std::shared_ptr<const EvidenceIntake>> makeIntake(const QString &resourceDir,
                                                                       const Storage &storage, const QString &folder,
                                                                       std::shared_ptr<const FactStore> known,
                                                                       const IntakeOptions &options = {});

} // namespace consultantos

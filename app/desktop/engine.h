// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "evidence/pdf/text_recognition.h"
#include "storage/storage.h"

namespace consultantos {

/// The parts of core that the window program chooses: where evidence comes from and how reports become files.

/// Sets what works on the stores in `folder`: facts, documents, taking files, drawing pages, answering questions.
/// `recognition` reads scanned pages.
[[nodiscard]] Status addEvidence(AppServices &services, const Storage &storage, const QString &folder,
                                 const QString &resourceDir, const TextRecognition &recognition);
[[nodiscard]] ReportWriters reportWriters();

} // namespace consultantos

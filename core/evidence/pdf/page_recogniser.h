// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/text_recognition.h"

#include <optional>

namespace consultantos::pdf {

/// Reads pages that are pictures: the helper draws one, the recognising program reads the picture.
class PageRecogniser {
public:
    PageRecogniser(QString helper, TextRecognition recognition, HelperLimits limits, CancellationToken cancel);

    /// The words of page `number` (from 1) of the file at `path`, or nothing if a program failed or the time is up.
    [[nodiscard]] std::optional<QList<Word>> words(const QString &path, int number) const;

private:
    QString m_helper;
    TextRecognition m_recognition;
    HelperLimits m_limits;
    CancellationToken m_cancel;
};

} // namespace consultantos::pdf

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/language/wording.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace consultantos {

/// The languages that reports can be written in: English and one for each folder of resources/report_language, whose
/// phrases are read when they are first asked for. Copies share what was read. Thread-safe.
class ReportLanguages {
public:
    /// Only English.
    ReportLanguages();
    explicit ReportLanguages(const QString &resourceDir);

    /// ISO 639, English first: "en", "de".
    [[nodiscard]] QStringList codes() const;
    /// English for an empty code. InvalidArgument: the language isn't known, and there are these; or a phrase of it can't
    /// be used, named with its file.
    [[nodiscard]] Result<Wording> wording(const QString &code) const;

    bool operator==(const ReportLanguages &) const = default;

private:
    struct Shelf;
    std::shared_ptr<Shelf> m_shelf;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/policy.h"
#include "base/result.h"
#include "base/settings.h"
#include "report/language/report_languages.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// How the user's firm wants its documents to look. A value type; empty members leave the program's own look.
struct Brand {
    QString colour;       ///< "#1f3864"
    QString font;         ///< a family's name; a reader's program takes another one where it isn't installed
    QString footer;       ///< one line on each page, e.g. "Confidential"
    QByteArray logo;      ///< a PNG
    QString templatePath; ///< of a .pptx or .potx whose master, layouts and theme presentations take over

    bool operator==(const Brand &) const = default;
};

enum class PaperSize { A4, Letter };

struct ExportOptions {
    Brand brand;
    PaperSize paper = PaperSize::A4;
    Policy policy;             ///< whose formats alone renderReport() writes
    ReportLanguages languages; ///< that reports can be read in
    QString usualLanguage;     ///< of new reports for which none is chosen; empty: English
    QString language;          ///< of this document; empty: the one that the report was asked for in
    Wording wording;           ///< its words, which renderReport() sets

    bool operator==(const ExportOptions &) const = default;
};

/// The look that the settings "report_…" ask for, as Settings::describe() tells them. InvalidArgument: one of them is wrong;
/// Unreadable: a logo that is no PNG; what Policy::ofSystem() fails with.
[[nodiscard]] Result<ExportOptions> exportOptions(const QList<SettingDescription> &settings,
                                                  const Result<Policy> &policy = Policy::ofSystem());

/// The program's own look under the policy: for formats of text, which have no look. Fails as Policy::ofSystem() does.
[[nodiscard]] Result<ExportOptions> exportPolicy(const Result<Policy> &policy = Policy::ofSystem());

} // namespace consultantos

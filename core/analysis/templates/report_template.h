// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/request.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A kind of report: what it is made from and how it is laid out. A value; docs/templates.md describes its file.
struct ReportTemplate {
    QString title;
    QString about; ///< one sentence for who chooses
    int order = 1000;
    QStringList frameworks; ///< chosen with it; empty: the usual ones
    std::optional<Depth> depth{};
    RecommendationWeights weights{};
    ReportLayout layout; ///< its id is the template's

    /// The request as the template wants it. What the user chose stays: `keepsFrameworks`, `keepsDepth`; weights other than the
    /// usual ones stay, too.
    [[nodiscard]] AnalysisRequest applied(AnalysisRequest request, bool keepsFrameworks, bool keepsDepth) const;
};

/// Reads a template's file. Every fault is Malformed and says "FILE, line N: …": a misspelt key, a part or framework that
/// there isn't, a part twice, weights below zero. `frameworks`: ids of those that there are.
[[nodiscard]] Result<ReportTemplate> readReportTemplate(const QByteArray &bytes, const QString &fileName,
                                                        const QStringList &frameworks);

/// The templates that there are: those that come with the program, then the user's. Immutable, thread-safe.
class ReportTemplates {
public:
    /// `userDir`: the user's folder; empty or missing: none. A file that can't be read is left out and a fault; a user's
    /// template with an id that is taken replaces nothing and is a fault.
    [[nodiscard]] static ReportTemplates load(const QString &resourceDir, const QString &userDir,
                                              const QStringList &frameworks);
    /// The user's folder of templates within a data folder.
    [[nodiscard]] static QString folderIn(const QString &dataDir);

    [[nodiscard]] const QList<ReportTemplate> &all() const { return m_all; }
    [[nodiscard]] QStringList ids() const;
    /// InvalidArgument names those that there are.
    [[nodiscard]] Result<ReportTemplate> find(const QString &id) const;
    [[nodiscard]] const QList<Error> &faults() const { return m_faults; }

private:
    void addFolder(const QString &folder, const QStringList &frameworks);

    QList<ReportTemplate> m_all;
    QList<Error> m_faults;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/analysis_service.h"
#include "agents/editing/report_editor.h"
#include "cache/cache_store.h"
#include "evidence/claims/claim_desk.h"
#include "evidence/intake/intake_factory.h"
#include "evidence/local_fact_store.h"
#include "storage/storage.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>
#include <memory>

namespace consultantos::test {

inline AnalysisRequest request(const QString &company = QStringLiteral("Tesla"))
{
    AnalysisRequest request;
    request.company = company;
    request.frameworks = {QStringLiteral("porter"), QStringLiteral("swot")};
    return request;
}

inline EditWish wish(EditKind kind, const QString &target, double value)
{
    EditWish wish;
    wish.kind = kind;
    wish.target = target;
    wish.value = value;
    wish.author = QStringLiteral("Ada");
    return wish;
}

inline EditWish sentence(const QString &target, const QString &text)
{
    auto wish = test::wish(EditKind::Text, target, 0);
    wish.text = text;
    return wish;
}

inline bool asksFor(const Report &report, const QString &id)
{
    return std::any_of(report.dataRequests.cbegin(), report.dataRequests.cend(),
                       [&id](const DataRequest &request) { return request.id == id; });
}

/// Without what is measured, not derived.
inline QJsonObject comparable(const Report &report)
{
    auto object = toJson(report);
    for (const auto *key : {"id", "created_at", "agents", "metadata"})
        object.remove(QLatin1String(key));
    return object;
}

/// A library with one report on Tesla, and an editor of it, over real stores.
class EditorFixture {
public:
    EditorFixture()
    {
        m_pool.setMaxThreadCount(7);
        storage = *Storage::open(folder.path(), m_clock);
        facts = *LocalFactStore::load(m_resources, storage.facts);
        intake = *makeIntake(m_resources, storage, folder.path(), facts);
        AnalysisSources sources{facts, storage.documents};
        sources.edits = [edits = storage.edits](const QString &company, const QString &question) {
            return edits->carriedFor(company, question);
        };
        service = std::make_shared<AnalysisService>(sources, m_resources, &m_pool, m_clock);
        ReportEditor::Parts parts{storage.reports, storage.edits, storage.facts, service, m_clock, m_resources};
        parts.claims = [this] { return makeClaimDesk(m_resources, facts); };
        parts.intake = [this] { return Result<std::shared_ptr<const EvidenceIntake>>(intake); };
        parts.review = reportReviewer(m_resources, facts);
        editor = std::make_unique<ReportEditor>(parts);
        report = analysed();
        if (!storage.reports->save(report))
            qFatal("no report could be saved");
    }

    Report analysed(const AnalysisRequest &wanted = request())
    {
        auto made = service->analyse(wanted, {}).takeResult();
        if (!made)
            qFatal("%s", qPrintable(made.error().toText()));
        return *made;
    }

    [[nodiscard]] QString written(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s can't be written", qPrintable(name));
        return file.fileName();
    }

private:
    const QString m_resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
    std::shared_ptr<const Clock> m_clock = std::make_shared<const SystemClock>();
    QThreadPool m_pool; ///< outlives the service

public:
    QTemporaryDir folder;
    Storage storage;
    std::shared_ptr<LocalFactStore> facts;
    std::shared_ptr<const EvidenceIntake> intake;
    std::shared_ptr<AnalysisService> service;
    std::unique_ptr<ReportEditor> editor;
    Report report;
};

} // namespace consultantos::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/evidence_search.h"

#include "agents/model/sendable_evidence.h"
#include "analysis/asking/period_reference.h"
#include "analysis/asking/question_tokens.h"
#include "analysis/text/sentences.h"
#include "llm/privacy/sending_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostPassages = 6;
constexpr int MostClaims = 6;

/// What most questions about a company in general come down to; asked for by name, as a user would.
const QStringList &keyFigures()
{
    static const QStringList Figures{QStringLiteral("revenue"),          QStringLiteral("revenue growth"),
                                     QStringLiteral("gross margin"),     QStringLiteral("operating margin"),
                                     QStringLiteral("net income"),       QStringLiteral("operating cash flow"),
                                     QStringLiteral("return on equity"), QStringLiteral("total debt")};
    return Figures;
}

/// Of these the year before is given, too: the first of keyFigures().
constexpr qsizetype ComparedFigures = 5;

/// The label of the fiscal year before; empty if `label` names none.
QString yearBefore(const QString &label)
{
    const auto tokens = questionTokens(label);
    const auto found = tokens.isEmpty() ? std::nullopt : periodAt(tokens, 0);
    if (!found || found->period.kind != PeriodReference::Kind::Year)
        return {};
    auto earlier = found->period;
    --earlier.year;
    return earlier.label();
}

void addKeyFigures(const EvidenceWanted &wanted, const EvidenceSearch &search, ChatEvidence &evidence)
{
    const auto company = wanted.documents.isEmpty() ? wanted.company.id : QString();
    QString latest;
    const auto addFigure = [&](const QString &figure, const QString &period) {
        const auto answer = search.desk->ask({figure + QStringLiteral(" in ") + period, company, wanted.documents});
        if (!answer || answer->kind != AnswerKind::Figure)
            return;
        if (latest.isEmpty())
            latest = answer->period;
        SendableEvidence sendable(*search.model, answer->evidence);
        for (const auto &ref : answer->refs) {
            if (sendable.maySend(ref))
                evidence.add(answer->evidence, ref);
        }
    };
    for (const auto &figure : keyFigures())
        addFigure(figure, QStringLiteral("the latest year"));
    const auto before = yearBefore(latest);
    if (before.isEmpty())
        return;
    for (const auto &figure : keyFigures().mid(0, ComparedFigures))
        addFigure(figure, before);
}

void addPassages(const EvidenceWanted &wanted, const EvidenceSearch &search, ChatEvidence &evidence)
{
    const StoredPassages passages(search.documents, {wanted.company.id, wanted.documents}, search.likeness);
    const auto found = passages.find(wanted.question, MostPassages);
    if (!found)
        return;
    for (const auto &passage : *found) {
        if (maySendPassage(*search.model, passage.id))
            evidence.add(passage);
    }
}

QString reportOf(const EvidenceWanted &wanted, const ReportRepository &reports)
{
    if (!wanted.reportId.isEmpty() || wanted.company.id.isEmpty())
        return wanted.reportId;
    ReportFilter filter;
    filter.companyId = wanted.company.id;
    filter.limit = 1;
    const auto newest = reports.list(filter);
    return newest && !newest->isEmpty() ? newest->first().id : QString();
}

void addClaims(const EvidenceWanted &wanted, const EvidenceSearch &search, ChatEvidence &evidence)
{
    const auto id = reportOf(wanted, *search.reports);
    if (id.isEmpty())
        return;
    const auto report = search.reports->load(id);
    if (!report)
        return;
    SendableEvidence sendable(*search.model, report->evidence);
    QList<std::pair<double, Claim>> fitting;
    for (const auto &claim : report->claims()) {
        if (!sendable.maySend(claim))
            continue;
        const auto focus = focusOf(claim.text, wanted.question);
        if (focus > 0)
            fitting.append({focus, claim});
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto &one, const auto &other) { return one.first > other.first; });
    const auto name = QCoreApplication::translate("Agents", "Report on %1").arg(report->company.name);
    for (const auto &[focus, claim] : fitting.mid(0, MostClaims))
        evidence.add(claim, report->evidence, id, name);
}

} // namespace

ChatEvidence evidenceFor(const EvidenceWanted &wanted, const EvidenceSearch &search)
{
    ChatEvidence evidence;
    evidence.add(wanted.answer);
    const bool hasFigures = !wanted.company.id.isEmpty() || !wanted.documents.isEmpty();
    if (wanted.answer.kind != AnswerKind::Figure && hasFigures)
        addKeyFigures(wanted, search, evidence);
    addPassages(wanted, search, evidence);
    if (wanted.documents.isEmpty())
        addClaims(wanted, search, evidence);
    return evidence;
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/replay/recorded_facts.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

tl::unexpected<Error> notRecorded(const QString &what)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Replay", "\"%1\" is not among what was recorded.").arg(what));
}

} // namespace

RecordedFacts::RecordedFacts(const RecordedAnalysis &recorded)
    : m_companies{recorded.own}
    , m_industry(recorded.basis.company.industry)
    , m_region(recorded.basis.request.region)
    , m_anchors(recorded.anchors)
    , m_countryAnchors(recorded.countryAnchors)
{
    m_companies += recorded.peers;
}

QList<Company> RecordedFacts::companies() const
{
    QList<Company> companies;
    for (const auto &one : m_companies)
        companies.append(one.company);
    return companies;
}

Result<Company> RecordedFacts::findCompany(const QString &text) const
{
    for (const auto &one : m_companies) {
        if (one.company.id == text || one.company.name.compare(text, Qt::CaseInsensitive) == 0)
            return one.company;
    }
    return notRecorded(text);
}

QStringList RecordedFacts::nearestNames(const QString & /*text*/, int /*limit*/) const
{
    return {};
}

Result<QList<Fact>> RecordedFacts::facts(const QString &companyId) const
{
    for (const auto &one : m_companies) {
        if (one.company.id == companyId)
            return one.facts;
    }
    return notRecorded(companyId);
}

Result<QString> RecordedFacts::version(const QStringList & /*companyIds*/) const
{
    return QStringLiteral("recorded");
}

QList<Industry> RecordedFacts::industries() const
{
    return {};
}

Result<Industry> RecordedFacts::findIndustry(const QString &text) const
{
    return notRecorded(text);
}

QList<IndustryAnchor> RecordedFacts::anchors(const QString &industryId) const
{
    return industryId == m_industry ? m_anchors : QList<IndustryAnchor>();
}

QList<Fact> RecordedFacts::countryAnchors(const QString &region) const
{
    return region == m_region ? m_countryAnchors : QList<Fact>();
}

QString RecordedFacts::countryCode(const QString & /*region*/) const
{
    return {};
}

Result<Playbook> RecordedFacts::playbook(const QString &industryId) const
{
    return notRecorded(industryId);
}

} // namespace consultantos

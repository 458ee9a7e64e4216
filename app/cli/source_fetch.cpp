// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_fetch.h"

#include "command.h"
#include "evidence/fact_store.h"
#include "evidence/intake/source_intake.h"
#include "evidence/sources/network_access.h"
#include "evidence/sources/source_catalogue.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int FilingsLookedAt = 8; ///< a year of quarterly reports and the annual one before are among them

QStringList annualForms()
{
    return {QStringLiteral("10-K"), QStringLiteral("20-F"), QStringLiteral("40-F"), QStringLiteral("ESEF")};
}

/// The newest annual report, and a quarterly one if there is a newer one.
QList<Filing> newestReports(const QList<Filing> &filings)
{
    QList<Filing> chosen;
    const auto isAnnual = [](const Filing &filing) { return annualForms().contains(filing.form); };
    const auto annual = std::find_if(filings.begin(), filings.end(), isAnnual);
    if (!filings.isEmpty() && filings.begin() != annual)
        chosen.append(filings.first());
    if (annual != filings.end())
        chosen.append(*annual);
    return chosen;
}

/// Prints what became of each thing and remembers whether anything was taken.
class Fetch {
public:
    Fetch(SourceIntake intake, SourceCall call, Terminal &terminal)
        : m_intake(std::move(intake))
        , m_call(std::move(call))
        , m_terminal(terminal)
    {
    }

    void fromFilings(const FilingSource &source, const QString &text, const std::optional<Company> &known)
    {
        const auto title = networkSource(source.id()).title;
        const auto company = SourceIntake::company(source, text, known, m_call);
        if (!company)
            return tellFailure(title, company.error());
        tell(title, m_intake.takeFacts(source, *company, m_call));
        FilingFilter filter;
        if (source.id() == QLatin1String("sec_edgar"))
            filter.forms = annualForms() << QStringLiteral("10-Q");
        filter.limit = FilingsLookedAt;
        const auto filings = source.filings(company->id, filter, m_call);
        if (!filings)
            return tellFailure(title, filings.error());
        for (const auto &filing : newestReports(*filings)) {
            const auto filed = filing.filedOn ? filing.filedOn->toString(Qt::ISODate) : QString();
            tell(QStringLiteral("%1, %2 %3").arg(title, filing.form, filed).trimmed(),
                 m_intake.takeFiling(source, *company, filing, m_call));
        }
    }

    void fromFeeds(const FeedSource &source)
    {
        for (const auto &feed : source.feeds())
            tell(feed.host(), m_intake.takeFeed(source, feed, {}, m_call));
    }

    [[nodiscard]] bool hasTaken() const { return m_hasTaken; }

private:
    void tell(const QString &what, const Result<Intake> &taken)
    {
        if (!taken)
            return tellFailure(what, taken.error());
        m_hasTaken = true;
        m_terminal.line(what + QStringLiteral(": ") + taken->summary());
        for (const auto &warning : taken->warnings)
            m_terminal.line(QStringLiteral("  ") + warning);
    }

    void tellFailure(const QString &what, const Error &error)
    {
        if (m_call.cancel.isCancelled())
            return;
        m_terminal.line(what + QStringLiteral(": ") + error.message);
        if (!error.detail.isEmpty())
            m_terminal.line(QStringLiteral("  ") + error.detail);
    }

    SourceIntake m_intake;
    SourceCall m_call;
    Terminal &m_terminal;
    bool m_hasTaken = false;
};

} // namespace

ExitCode fetchFromSources(CliServices &services, const QString &company, const CancellationToken &cancel,
                          Terminal &terminal)
{
    const auto network = services.network();
    if (!network)
        return failed(terminal, network.error());
    const auto snapshot = (*network)->current();
    if (snapshot->sources.filings.empty() && !snapshot->sources.feeds)
        return failed(terminal,
                      {ErrorCode::Denied,
                       QCoreApplication::translate("Cli", "Nothing was fetched: no source of filings is switched on."),
                       QCoreApplication::translate("Cli", "consultantos-cli sources list names them and their "
                                                          "settings.")});
    const auto intake = services.intake();
    if (!intake)
        return failed(terminal, intake.error());
    const auto found = services.facts().findCompany(company);
    Fetch fetch(SourceIntake(*intake), {{}, cancel}, terminal);
    for (const auto &source : snapshot->sources.filings)
        fetch.fromFilings(*source, company, found ? std::optional(*found) : std::nullopt);
    if (snapshot->sources.feeds)
        fetch.fromFeeds(*snapshot->sources.feeds);
    if (cancel.isCancelled())
        return ExitCode::Interrupted;
    return fetch.hasTaken() ? ExitCode::Done : ExitCode::Failed;
}

} // namespace consultantos

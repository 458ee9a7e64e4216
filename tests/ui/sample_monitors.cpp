// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_monitors.h"

#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace consultantos::test {

namespace {

Fact fact(const QString &company, const QString &tag, int year, double value, const QDate &filed)
{
    Fact fact;
    fact.companyId = company;
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(year - 1, 9, 27);
    fact.end = QDate(year, 9, 26);
    fact.latest.value = value;
    fact.latest.form = QStringLiteral("10-K");
    fact.latest.filed = filed;
    fact.latest.accession = QStringLiteral("0000320193-%1-000105").arg(year % 100);
    fact.latest.fiscalYear = year;
    fact.latest.fiscalPeriod = QStringLiteral("FY");
    fact.source = QStringLiteral("SEC companyfacts");
    fact.id = factId(company, fact.taxonomy, tag, fact.unit, fact.start, fact.end);
    return fact;
}

Period fiscalYear(int year)
{
    return {QDate(year - 1, 9, 27), QDate(year, 9, 26), year, QStringLiteral("FY")};
}

MonitorAlert alertOf(const QString &id, const Monitor &monitor, AlertTopic topic, const QDateTime &created)
{
    MonitorAlert alert;
    alert.id = id;
    alert.monitorId = monitor.id;
    alert.monitorName = monitor.name;
    alert.companyId = monitor.companyId;
    alert.companyName = monitor.companyName;
    alert.topic = topic;
    alert.created = created;
    alert.changed = created;
    alert.history.append({created, QStringLiteral("raised"), {}, {}});
    return alert;
}

void addRevenue(MonitorAlert &alert)
{
    constexpr double Before = 274'515e6;
    constexpr double After = 365'817e6;
    const auto tag = QStringLiteral("RevenueFromContractWithCustomerExcludingAssessedTax");
    const auto former = fact(alert.companyId, tag, 2020, Before, QDate(2020, 10, 30));
    const auto latest = fact(alert.companyId, tag, 2021, After, QDate(2021, 10, 29));
    alert.before = alert.evidence.add(former, fiscalYear(2020));
    alert.after = alert.evidence.add(latest, fiscalYear(2021));
    Computation growth;
    growth.id = QStringLiteral("c/320193/revenue_growth/FY2021");
    growth.method = QStringLiteral("revenue_growth");
    growth.title = QStringLiteral("Revenue growth");
    growth.formula = QStringLiteral("now / before - 1");
    growth.bindings = {{QStringLiteral("now"), {latest.id}}, {QStringLiteral("before"), {former.id}}};
    growth.value = After / Before - 1;
    growth.unit = QStringLiteral("ratio");
    growth.period = fiscalYear(2021);
    (void)alert.evidence.add(growth);
    alert.change = After - Before;
    alert.relative = After / Before - 1;
    alert.evidenceIds = {latest.id, former.id, growth.id};
    alert.sources.append({QStringLiteral("filing"),
                          latest.latest.accession,
                          QStringLiteral("10-K"),
                          {},
                          QDate(2021, 10, 29),
                          2021,
                          {},
                          {},
                          {latest.id}});
}

} // namespace

QList<Monitor> sampleMonitors(const QDateTime &now)
{
    Monitor apple;
    apple.id = QStringLiteral("m1");
    apple.name = apple.companyName = QStringLiteral("Apple");
    apple.companyId = QStringLiteral("320193");
    apple.watch.frameworks = {QStringLiteral("porter")};
    apple.watch.lines = {{QStringLiteral("operating_margin"), 0.3}};
    apple.schedule.kind = MonitorSchedule::Kind::Cron;
    apple.schedule.cron = QStringLiteral("0 7 * * 1-5");
    apple.schedule.timeZone = QStringLiteral("Europe/Berlin");
    apple.created = now.addDays(-40);
    apple.lastCheck = now.addSecs(-3 * 3600);
    apple.nextCheck = now.addSecs(21 * 3600);
    apple.lastResult.outcome = CheckOutcome::Changed;
    apple.lastResult.raised = 2;
    auto nvidia = apple;
    nvidia.id = QStringLiteral("m2");
    nvidia.companyName = QStringLiteral("NVIDIA");
    nvidia.name = QStringLiteral("NVIDIA, quarters");
    nvidia.companyId = QStringLiteral("1045810");
    nvidia.watch = {};
    nvidia.watch.quarters = true;
    nvidia.watch.riskFactors = true;
    nvidia.watch.news = true;
    nvidia.schedule = {};
    nvidia.schedule.every = 6;
    nvidia.schedule.unit = MonitorSchedule::Unit::Hours;
    nvidia.lastCheck = now.addSecs(-1800);
    nvidia.nextCheck = now.addSecs(5 * 3600 + 1800);
    nvidia.lastResult = {};
    nvidia.lastResult.outcome = CheckOutcome::Unchanged;
    nvidia.lastResult.limits = {
        QStringLiteral("No annual report of the year before is stored, so its risk factors weren't compared.")};
    auto alphabet = nvidia;
    alphabet.id = QStringLiteral("m3");
    alphabet.name = alphabet.companyName = QStringLiteral("Alphabet");
    alphabet.companyId = QStringLiteral("1652044");
    alphabet.watch = {};
    alphabet.schedule = {};
    alphabet.lastCheck = now.addSecs(-7200);
    alphabet.nextCheck = now.addSecs(1200);
    alphabet.failures = 3;
    alphabet.lastResult = {};
    alphabet.lastResult.outcome = CheckOutcome::Failed;
    alphabet.lastResult.error = QStringLiteral("data.sec.gov could not be reached: the name was not found.");
    auto tesla = alphabet;
    tesla.id = QStringLiteral("m4");
    tesla.name = tesla.companyName = QStringLiteral("Tesla");
    tesla.companyId = QStringLiteral("1318605");
    tesla.isActive = false;
    tesla.nextCheck = {};
    tesla.lastResult = {};
    tesla.lastResult.outcome = CheckOutcome::FirstLook;
    tesla.failures = 0;
    tesla.schedule.every = 1;
    tesla.schedule.unit = MonitorSchedule::Unit::Weeks;
    return {alphabet, apple, nvidia, tesla};
}

QList<MonitorAlert> sampleAlerts(const QDateTime &now)
{
    const auto monitors = sampleMonitors(now);
    const auto &apple = monitors[1];
    const auto &nvidia = monitors[2];
    auto revenue = alertOf(QStringLiteral("a1"), apple, AlertTopic::Figure, now.addSecs(-3 * 3600));
    addRevenue(revenue);
    revenue.subject = QStringLiteral("figure/revenue/FY2021");
    revenue.title = QStringLiteral(
        "Revenue for fiscal year 2021 was filed: USD 365,817 M, 33.3 % above fiscal year 2020 (USD 274,515 M).");
    revenue.why = QStringLiteral("Its growth was 5.5 % in the year before; a change of this size carries through every "
                                 "margin and forecast.");
    revenue.details = {
        QStringLiteral("Operating income for fiscal year 2021 was filed: USD 108,949 M, 64.4 % above 2020."),
        QStringLiteral("Diluted earnings per share were USD 5.61, 71.0 % above 2020.")};
    revenue.folds = 2;
    revenue.changed = now.addSecs(-3 * 3600);
    revenue.created = now.addDays(-1);
    revenue.history.first().at = revenue.created;
    revenue.history.append({revenue.changed, QStringLiteral("folded"), {}, QStringLiteral("Operating income")});
    auto line = alertOf(QStringLiteral("a2"), apple, AlertTopic::Line, now.addSecs(-3 * 3600 - 60));
    line.title = QStringLiteral("Operating margin passed your line of 30.0 % upwards: 29.8 % in fiscal year 2021 "
                                "after 24.1 % in 2020.");
    line.why = QStringLiteral("You drew this line.");
    line.before = Figure{0.241, QStringLiteral("ratio"), fiscalYear(2020), {}};
    line.after = Figure{0.302, QStringLiteral("ratio"), fiscalYear(2021), {}};
    line.title = QStringLiteral("Operating margin passed your line of 30.0 % upwards: 30.2 % in fiscal year 2021 after "
                                "24.1 % in 2020.");
    line.change = 0.061;
    auto filing = alertOf(QStringLiteral("a3"), apple, AlertTopic::Filing, now.addDays(-1));
    filing.title = QStringLiteral("A 10-K for the year to 25 September 2021 was filed on 29 October 2021.");
    filing.why = QStringLiteral("It is the first annual report since October 2020.");
    auto risk = alertOf(QStringLiteral("a4"), nvidia, AlertTopic::RiskFactor, now.addDays(-2));
    risk.title =
        QStringLiteral("A risk factor was added to the annual report: “Export controls may limit sales of data "
                       "centre products.”");
    risk.why = QStringLiteral("Management names a risk that it did not name a year before.");
    auto news = alertOf(QStringLiteral("a5"), nvidia, AlertTopic::News, now.addDays(-3));
    news.title = QStringLiteral("“NVIDIA widens its supply agreement” (Example News, 24 November)");
    news.why = QStringLiteral("A headline names the company; nothing of it was checked.");
    auto snoozed = alertOf(QStringLiteral("a6"), nvidia, AlertTopic::Figure, now.addDays(-6));
    snoozed.title = QStringLiteral("Inventory rose to USD 2,605 M, 42.7 % above the year before.");
    snoozed.state = AlertState::Snoozed;
    snoozed.snoozedUntil = now.addDays(4);
    auto dismissed = alertOf(QStringLiteral("a7"), apple, AlertTopic::Restatement, now.addDays(-9));
    dismissed.title = QStringLiteral("Research and development of fiscal year 2020 was restated from USD 18,752 M to "
                                     "USD 18,700 M.");
    dismissed.state = AlertState::Dismissed;
    return {revenue, line, filing, risk, news, snoozed, dismissed};
}

MonitorBoard::MonitorBoard(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
{
}

void MonitorBoard::fill(const QList<Monitor> &monitors, const QList<MonitorAlert> &alerts)
{
    {
        const std::lock_guard lock(m_mutex);
        m_monitors = monitors;
        m_alerts = alerts;
    }
    tell({{}, {}, true, true});
}

void MonitorBoard::setFailure(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_failure = std::move(error);
}

void MonitorBoard::holdChecks(bool areHeld)
{
    const std::lock_guard lock(m_mutex);
    m_areChecksHeld = areHeld;
}

void MonitorBoard::raise(const MonitorAlert &alert)
{
    {
        const std::lock_guard lock(m_mutex);
        m_alerts.prepend(alert);
    }
    tell({{alert}, {}, false, true});
}

QList<Monitor> MonitorBoard::monitors() const
{
    const std::lock_guard lock(m_mutex);
    return m_monitors;
}

MonitorAlert MonitorBoard::alert(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    for (const auto &alert : m_alerts) {
        if (alert.id == id)
            return alert;
    }
    return {};
}

void MonitorBoard::tell(const MonitorService::News &news)
{
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener)
        m_listener(news);
}

Result<Monitor> MonitorBoard::add(Monitor monitor)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure)
            return tl::unexpected(*m_failure);
        if (monitor.companyId == QLatin1String("Nobody"))
            return fail(ErrorCode::InvalidArgument, QStringLiteral("No company is called \"Nobody\"."),
                        QStringLiteral("Did you mean Tesla?"));
        monitor.id = QStringLiteral("new%1").arg(++m_added);
        monitor.companyName = monitor.companyId;
        if (monitor.name.isEmpty())
            monitor.name = monitor.companyName;
        monitor.created = monitor.nextCheck = m_clock->nowUtc();
        m_monitors.append(monitor);
    }
    tell({{}, {}, true, false});
    return monitor;
}

Result<Monitor> MonitorBoard::edit(const Monitor &monitor)
{
    const std::lock_guard lock(m_mutex);
    for (auto &kept : m_monitors) {
        if (kept.id == monitor.id) {
            kept = monitor;
            return kept;
        }
    }
    return fail(ErrorCode::NotFound, QStringLiteral("This monitor is gone."));
}

Result<MonitorCheck> MonitorBoard::check(const QString &id, const CancellationToken &cancel)
{
    bool isHeld = false;
    {
        const std::lock_guard lock(m_mutex);
        isHeld = m_areChecksHeld;
    }
    while (isHeld && !cancel.isCancelled())
        (void)cancel.waitFor(std::chrono::milliseconds(50));
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("The check was cancelled."));
    MonitorCheck check;
    {
        const std::lock_guard lock(m_mutex);
        for (auto &monitor : m_monitors) {
            if (monitor.id != id)
                continue;
            monitor.lastCheck = m_clock->nowUtc();
            monitor.lastResult = {};
            monitor.lastResult.outcome = CheckOutcome::Unchanged;
            monitor.failures = 0;
            check.monitor = monitor;
        }
    }
    tell({{}, {}, true, false});
    return check;
}

Result<MonitorAlert> MonitorBoard::change(const QString &id, AlertState state, const QDateTime &until)
{
    const std::lock_guard lock(m_mutex);
    if (m_failure)
        return tl::unexpected(*m_failure);
    const QString words[] = {QStringLiteral("reopened"), QStringLiteral("snoozed"), QStringLiteral("dismissed")};
    for (auto &alert : m_alerts) {
        if (alert.id != id)
            continue;
        alert.state = state;
        alert.snoozedUntil = until;
        alert.changed = m_clock->nowUtc();
        alert.history.append({alert.changed, words[static_cast<std::size_t>(state)], {}, until.toString(Qt::ISODate)});
        return alert;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("This alert is gone."));
}

std::shared_ptr<const MonitorAccess> MonitorBoard::access()
{
    const auto self = shared_from_this();
    auto access = std::make_shared<MonitorAccess>();
    access->monitors = [self]() -> Result<QList<Monitor>> {
        const std::lock_guard lock(self->m_mutex);
        if (self->m_failure)
            return tl::unexpected(*self->m_failure);
        return self->m_monitors;
    };
    access->add = [self](const Monitor &monitor) { return self->add(monitor); };
    access->edit = [self](const Monitor &monitor) { return self->edit(monitor); };
    access->remove = [self](const QString &id) -> Status {
        const std::lock_guard lock(self->m_mutex);
        self->m_monitors.removeIf([&id](const Monitor &monitor) { return monitor.id == id; });
        return {};
    };
    access->restore = [self](const Monitor &monitor) -> Status {
        const std::lock_guard lock(self->m_mutex);
        self->m_monitors.append(monitor);
        return {};
    };
    access->setActive = [self](const QString &id, bool isActive) -> Result<Monitor> {
        const std::lock_guard lock(self->m_mutex);
        for (auto &monitor : self->m_monitors) {
            if (monitor.id != id)
                continue;
            monitor.isActive = isActive;
            return monitor;
        }
        return fail(ErrorCode::NotFound, QStringLiteral("This monitor is gone."));
    };
    access->check = [self](const QString &id, const CancellationToken &cancel) { return self->check(id, cancel); };
    access->alerts = [self](const AlertFilter &) -> Result<QList<MonitorAlert>> {
        const std::lock_guard lock(self->m_mutex);
        return self->m_alerts;
    };
    access->snooze = [self](const QString &id, const QDateTime &until) {
        return self->change(id, AlertState::Snoozed, until);
    };
    access->dismiss = [self](const QString &id) { return self->change(id, AlertState::Dismissed, {}); };
    access->reopen = [self](const QString &id) { return self->change(id, AlertState::Open, {}); };
    access->digest = [self](const QDateTime &from, const QDateTime &to) -> Result<AlertDigest> {
        const std::lock_guard lock(self->m_mutex);
        AlertDigest digest{from, to, {}, int(self->m_monitors.size()), 0};
        std::copy_if(self->m_alerts.begin(), self->m_alerts.end(), std::back_inserter(digest.alerts),
                     [&](const MonitorAlert &alert) { return alert.changed >= from && alert.changed < to; });
        return digest;
    };
    access->writeDigest = [](const AlertDigest &digest, const QString &format) -> Result<QByteArray> {
        if (format == QLatin1String("json"))
            return QJsonDocument(toJson(digest)).toJson();
        QByteArray text(format == QLatin1String("html") ? "<h1>Alerts</h1>" : "# Alerts\n");
        for (const auto &alert : digest.alerts)
            text += "<p>" + alert.title.toUtf8() + "</p>";
        return text;
    };
    access->testOutputs = [](const MonitorOutputs &outputs, const CancellationToken &) -> Status {
        if (outputs.webhook.contains(QLatin1String("invalid")))
            return fail(ErrorCode::Network, QStringLiteral("The webhook could not be reached."));
        return {};
    };
    access->figures = []() -> Result<QList<WatchedFigure>> {
        return QList<WatchedFigure>{
            {QStringLiteral("revenue"), QStringLiteral("Revenue"), QStringLiteral("currency")},
            {QStringLiteral("operating_margin"), QStringLiteral("Operating margin"), QStringLiteral("ratio")},
            {QStringLiteral("net_debt_to_ebitda"), QStringLiteral("Net debt to EBITDA"), QStringLiteral("multiple")}};
    };
    access->setListener = [self](const void *, MonitorService::Listener listener) {
        const std::lock_guard lock(self->m_listenerMutex);
        self->m_listener = std::move(listener);
    };
    return access;
}

} // namespace consultantos::test

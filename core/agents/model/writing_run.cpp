// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/model/writing_run.h"

#include "agents/model/answer_count.h"
#include "agents/standard_agents.h"
#include "analysis/wording/plain_sentence.h"
#include "base/logging.h"
#include "llm/providers/reply_builder.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>
#include <functional>

namespace consultantos {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr int MostAdditionsOfSection = 2;
/// A call may be repeated once where its reply isn't JSON: each has less than half of what is left.
constexpr double ShareOfTime = 0.45;
/// Of an agent's time, for statements one by one: agents wait for one another, and a user for all of them.
constexpr double ShareOfSteps = 0.5;
/// Of a statement's own tokens, for its place in the reply to all.
constexpr qint64 TokensAround = 60;
/// Beyond those of the statement itself, rather too many already: one that goes on and on is cut there.
constexpr qint64 TokensOfSentence = 32;
/// The name of a statement's part is the second word of its id.
constexpr int PartOfId = 1;

Milliseconds shareOf(Milliseconds time, double share)
{
    return Milliseconds(static_cast<qint64>(share * static_cast<double>(time.count())));
}

/// Limits hold no figures; a message of a server may ("HTTP 503").
QString withoutDigits(const QString &message)
{
    return std::any_of(message.cbegin(), message.cend(), [](QChar c) { return c.isDigit(); })
               ? QCoreApplication::translate("ModelWriter", "The list of agents says why.")
               : message;
}

/// Whether a model may do with one statement what it couldn't with all.
bool isTooMuch(const Error &error)
{
    return error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::Malformed
           || error.code == ErrorCode::TimedOut;
}

} // namespace

WritingRun::WritingRun(const LanguageModel &model, const WordingCheck &check, const Task &task)
    : m_model(model)
    , m_check(check)
    , m_task(task)
    , m_started(Clock::now())
{
    m_writing.use.provider = model.providerId();
    m_writing.use.model = model.model();
}

ModelWriting WritingRun::run(const CancellationToken &cancel)
{
    auto all = writingRequest(m_task.title, m_task.evidence, m_task.sections);
    all.agent = m_task.agent;
    all.reportId = m_task.reportId;
    // What it can do, one statement shows.
    const auto capacity = m_model.capacity();
    if (capacity.isOnThisMachine && !capacity.isSmall && !capacity.pace)
        writeEach(1, cancel);
    const bool isAtOnce = !m_error && fitsTogether(all);
    if (isAtOnce)
        writeTogether(std::move(all), cancel);
    const bool hasFailed =
        isAtOnce && m_writing.use.kept == 0 && capacity.isOnThisMachine && (!m_error || isTooMuch(*m_error));
    if ((!isAtOnce && !m_error) || hasFailed) {
        m_error.reset();
        writeEach(static_cast<int>(m_task.claims.size()), cancel);
        const auto claims = inTurn();
        m_writing.use.left = static_cast<int>(
            std::count_if(claims.cbegin(), claims.cend(), [this](const Claim &one) { return !isDone(one); }));
    }
    endWithLimits();
    return m_writing;
}

/// A model of elsewhere is taken to be fast enough; one of this machine shows it first.
bool WritingRun::fitsTogether(const LlmRequest &request) const
{
    const auto capacity = m_model.capacity();
    if (capacity.isSmall)
        return false;
    const auto input = estimatedTokens(request);
    qint64 output = 0;
    for (const auto &claim : m_task.claims)
        output += estimatedTokens(claim.text) + TokensAround;
    if (capacity.contextTokens && input + output > *capacity.contextTokens)
        return false;
    if (!capacity.isOnThisMachine)
        return true;
    return capacity.pace
           && capacity.pace->expected(input, output) <= shareOf(left(m_started + m_task.limit), ShareOfTime);
}

Milliseconds WritingRun::left(Clock::time_point deadline) const
{
    return std::chrono::duration_cast<Milliseconds>(deadline - Clock::now());
}

void WritingRun::writeTogether(LlmRequest request, const CancellationToken &cancel)
{
    const auto deadline = m_started + m_task.limit;
    if (const auto context = m_model.capacity().contextTokens)
        request.maxOutputTokens =
            static_cast<int>(std::clamp<qint64>(*context - estimatedTokens(request), 1, request.maxOutputTokens));
    const auto callUntil = [&] { return Clock::now() + shareOf(left(deadline), ShareOfTime); };
    const auto first = ask(request, callUntil(), cancel);
    if (!first) {
        m_error = first.error();
        return;
    }
    const auto refused = take(proposedSentences(*first));
    if (refused.isEmpty() || cancel.isCancelled())
        return strike(refused);
    // A correction that fails costs no more than what was to be corrected.
    const auto before = m_writing.reworded.size() + m_writing.additions.size();
    const auto second = ask(correctionRequest(request, refused), callUntil(), cancel);
    const auto again = second ? take(proposedSentences(*second).mid(0, refused.size())) : refused;
    const auto mended = m_writing.reworded.size() + m_writing.additions.size() - before;
    // What came right is none of those that are left; what was left out of the correction is struck with its first fault.
    auto stillWrong = again + refused.mid(again.size());
    strike(stillWrong.mid(0, std::max<qsizetype>(refused.size() - mended, 0)));
}

/// Those of each part in turn, so that a run that ends early has touched all parts; of a part the shortest first, which
/// take the least time and go wrong the least.
QList<Claim> WritingRun::inTurn() const
{
    QHash<QString, int> ofPart;
    QList<std::pair<int, Claim>> ranked;
    auto waiting = m_task.claims;
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const Claim &one, const Claim &other) { return one.text.size() < other.text.size(); });
    const auto hasEvidence = [this](const Claim &claim) {
        return std::any_of(claim.evidence.cbegin(), claim.evidence.cend(),
                           [this](const QString &ref) { return m_task.refs.contains(ref); });
    };
    waiting.erase(std::remove_if(waiting.begin(), waiting.end(), std::not_fn(hasEvidence)), waiting.end());
    for (const auto &claim : std::as_const(waiting))
        ranked.append({ofPart[claim.id.section(QLatin1Char('.'), PartOfId, PartOfId)]++, claim});
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    QList<Claim> claims;
    for (const auto &[rank, claim] : std::as_const(ranked))
        claims.append(claim);
    return claims;
}

bool WritingRun::isDone(const Claim &claim) const
{
    return m_seen.contains(claim.id)
           || std::any_of(m_writing.reworded.cbegin(), m_writing.reworded.cend(),
                          [&claim](const Claim &other) { return other.id == claim.id; });
}

void WritingRun::writeEach(int most, const CancellationToken &cancel)
{
    const auto deadline = m_started + shareOf(m_task.limit, ShareOfSteps);
    const auto began = Clock::now();
    int asked = 0;
    for (const auto &claim : inTurn()) {
        // With what it waits for other agents' calls in it.
        const auto each = asked > 0 ? (Clock::now() - began) / asked : Clock::duration(0);
        if (asked == most || cancel.isCancelled() || Clock::now() + each > deadline)
            return;
        if (isDone(claim))
            continue;
        if (!writeOne(claim, cancel))
            return;
        ++asked;
    }
}

/// False if it makes no sense to go on.
bool WritingRun::writeOne(const Claim &claim, const CancellationToken &cancel)
{
    const auto deadline = m_started + m_task.limit;
    ProposedSentence sentence;
    sentence.replaces = claim.id;
    for (const auto &ref : claim.evidence) {
        if (const auto name = m_task.refs.value(ref); !name.isEmpty())
            sentence.evidence.append(name);
    }
    auto request = sentenceRequest(claim.text);
    request.agent = m_task.agent;
    request.reportId = m_task.reportId;
    request.maxOutputTokens = static_cast<int>(estimatedTokens(claim.text) + TokensOfSentence);
    const auto reply = ask(request, deadline, cancel);
    if (!reply && reply.error().code != ErrorCode::Malformed) {
        m_error = reply.error();
        return false;
    }
    m_seen.insert(claim.id);
    if (!reply) {
        strike({{sentence, {QStringLiteral("it came to no end, or in another form than was asked for")}}});
        return true;
    }
    sentence.text = proposedSentence(*reply, claim.text, m_isCut);
    auto refused = take({sentence});
    // A small model makes the same mistake again, in the time of another statement.
    if (!refused.isEmpty() && !m_model.capacity().isSmall && !cancel.isCancelled()) {
        if (const auto second = ask(sentenceCorrection(request, refused.first()), deadline, cancel)) {
            sentence.text = proposedSentence(*second, claim.text, m_isCut);
            refused = take({sentence});
        }
    }
    strike(refused);
    return true;
}

Result<QJsonObject> WritingRun::ask(const LlmRequest &request, Clock::time_point deadline,
                                    const CancellationToken &cancel)
{
    LlmCall call;
    call.request = request;
    call.request.timeLimit = left(deadline);
    if (call.request.timeLimit <= Milliseconds(0))
        return fail(ErrorCode::TimedOut, QCoreApplication::translate("ModelWriter", "The agent's time is spent."));
    call.dataVersion = QCryptographicHash::hash(request.messages.first().text.toUtf8(), QCryptographicHash::Sha256)
                       + QByteArray::number(WritingVersion);
    call.reuse = m_task.reuse;
    auto answer = m_model.askStructured(call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    countAnswer(m_writing.use, *answer);
    m_isCut = answer->reply.finish == LlmFinish::Length;
    return answer->reply.json;
}

/// Keeps the statements that pass; gives the others back.
QList<RefusedSentence> WritingRun::take(const QList<ProposedSentence> &sentences)
{
    QList<RefusedSentence> refused;
    for (const auto &sentence : sentences) {
        auto verdict = m_check.check(sentence, newId(sentence));
        if (verdict.claim && place(sentence, *verdict.claim, verdict.faults))
            continue;
        if (!verdict.faults.isEmpty())
            refused.append({sentence, verdict.faults});
    }
    m_writing.use.kept = static_cast<int>(m_writing.reworded.size() + m_writing.additions.size());
    return refused;
}

QString WritingRun::newId(const ProposedSentence &sentence) const
{
    return QStringLiteral("%1.%2.model.%3")
        .arg(m_task.agent.section(QLatin1Char(':'), -1), sentence.section)
        .arg(m_writing.additions.size() + 1);
}

/// False, with no fault where it is dropped in silence (said already, or one too many).
bool WritingRun::place(const ProposedSentence &sentence, const Claim &claim, QStringList &faults)
{
    if (!sentence.replaces.isEmpty()) {
        const auto isThere = std::any_of(m_writing.reworded.cbegin(), m_writing.reworded.cend(),
                                         [&](const Claim &other) { return other.id == claim.id; });
        if (isThere)
            return false;
        // The same words again are the engine's.
        if (claim.text == claim.rewords->text) {
            ++m_writing.use.unchanged;
            return false;
        }
        m_writing.reworded.append(claim);
        return true;
    }
    const bool isSection = std::any_of(m_task.sections.cbegin(), m_task.sections.cend(),
                                       [&](const WritingSection &section) { return section.id == sentence.section; });
    if (!isSection) {
        faults.append(QStringLiteral("there is no part %1").arg(defusedText(sentence.section.left(40))));
        return false;
    }
    ModelAddition addition{sentence.section, {}};
    int inSection = 0;
    for (const auto &other : std::as_const(m_writing.additions)) {
        inSection += other.section == sentence.section ? 1 : 0;
        if (other.item.claim.text == claim.text)
            return false;
    }
    if (inSection >= MostAdditionsOfSection)
        return false;
    addition.item.id = claim.id.section(QLatin1Char('.'), 1);
    addition.item.claim = claim;
    for (const auto &link : sentence.links) {
        if (m_task.items.contains(link) && !addition.item.links.contains(link))
            addition.item.links.append(link);
    }
    m_writing.additions.append(std::move(addition));
    return true;
}

void WritingRun::strike(const QList<RefusedSentence> &refused)
{
    m_writing.use.struck += static_cast<int>(refused.size());
    for (const auto &one : refused) {
        const auto place = one.sentence.replaces.isEmpty() ? one.sentence.section : one.sentence.replaces;
        m_writing.use.reasons.append({defusedText(place.left(80)), one.faults.join(QStringLiteral("; "))});
    }
}

QString WritingRun::subject() const
{
    const auto name = m_task.agent.section(QLatin1Char(':'), -1);
    return name == agent_names::Synthesis ? QCoreApplication::translate("ModelWriter", "the summary")
                                          : QString(name).replace(QLatin1Char('_'), QLatin1Char(' '));
}

void WritingRun::endWithLimits()
{
    auto &use = m_writing.use;
    auto &limits = m_writing.limits;
    if (m_error && use.calls == 0) {
        use.failure = m_error->message;
        qCInfo(lcAgents) << m_task.agent << "goes on without the language model:" << m_error->message;
        limits.append(
            QCoreApplication::translate("ModelWriter", "The language model wrote nothing on %1; it is as computed. %2")
                .arg(subject(), withoutDigits(m_error->message)));
        return;
    }
    // The same words for all agents: a report says it once.
    if (use.struck > 0)
        limits.append(QCoreApplication::translate("ModelWriter",
                                                  "Statements of the language model failed the checks and were struck; "
                                                  "the list of agents counts them."));
    if (use.left > 0)
        limits.append(QCoreApplication::translate("ModelWriter", "There was no time for the language model to word "
                                                                 "everything; the rest is as computed."));
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/model/model_writer.h"

#include "agents/model/sendable_evidence.h"
#include "agents/standard_agents.h"
#include "analysis/wording/plain_sentence.h"
#include "base/logging.h"
#include "llm/privacy/sending_rules.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MostFigures = 70;
constexpr qsizetype MostPassages = 12;
constexpr int MostAdditionsOfSection = 2;
/// A call may be repeated once where its reply isn't JSON: each has less than half of what is left.
constexpr double ShareOfTime = 0.45;

/// Appends the id unless it is there.
void note(QStringList &refs, const QString &ref)
{
    if (!ref.isEmpty() && !refs.contains(ref))
        refs.append(ref);
}

void noteClaims(QStringList &refs, const QList<Claim> &claims)
{
    for (const auto &claim : claims) {
        for (const auto &number : claim.numbers)
            note(refs, number.ref);
        for (const auto &ref : claim.evidence)
            note(refs, ref);
    }
}

/// Figures first, cut to a number that a prompt can hold; then knowledge, then passages.
QStringList chosen(const QStringList &refs, const EvidenceBook &book)
{
    QStringList figures;
    QStringList knowledge;
    QStringList passages;
    for (const auto &ref : refs) {
        if (book.fact(ref) || book.computation(ref))
            figures.append(ref);
        else if (book.playbookEntry(ref))
            knowledge.append(ref);
        else if (book.passage(ref))
            passages.append(ref);
    }
    return figures.mid(0, MostFigures) + knowledge + passages.mid(0, MostPassages);
}

void addPassages(QStringList &refs, EvidenceBook &book, const QList<Passage> &passages)
{
    for (const auto &passage : passages) {
        book.add(passage);
        note(refs, passage.id);
    }
}

QList<Claim> rewordable(const QList<Claim> &claims)
{
    QList<Claim> found;
    std::copy_if(claims.cbegin(), claims.cend(), std::back_inserter(found), mayBeReworded);
    return found;
}

/// One agent's writing: asks, checks, asks again for what failed.
class WritingRun {
public:
    WritingRun(const ModelWriter::Parts &parts, const WordingCheck &check, const QList<WritingSection> &sections,
               const QSet<QString> &items, QString agent)
        : m_parts(parts)
        , m_check(check)
        , m_sections(sections)
        , m_items(items)
        , m_agent(std::move(agent))
    {
        m_writing.use.provider = parts.model->providerId();
        m_writing.use.model = parts.model->model();
    }

    ModelWriting run(LlmRequest request, const CancellationToken &cancel)
    {
        const auto deadline = std::chrono::steady_clock::now() + m_parts.limit;
        const auto first = ask(request, deadline, cancel);
        if (!first) {
            fail(first.error());
            return m_writing;
        }
        auto refused = take(proposedSentences(*first));
        if (!refused.isEmpty() && !cancel.isCancelled()) {
            request = correctionRequest(request, refused);
            // A correction that fails costs no more than what was to be corrected.
            if (const auto second = ask(request, deadline, cancel)) {
                const auto again = take(proposedSentences(*second).mid(0, refused.size()));
                m_writing.use.struck = static_cast<int>(refused.size()) - static_cast<int>(m_corrected);
                qCDebug(lcAgents) << m_agent << "statements still refused:" << again.size();
            } else {
                m_writing.use.struck = static_cast<int>(refused.size());
            }
        }
        m_writing.use.kept = static_cast<int>(m_writing.reworded.size() + m_writing.additions.size());
        if (m_writing.use.struck > 0)
            m_writing.limits.append(struckLine());
        return m_writing;
    }

private:
    Result<QJsonObject> ask(LlmRequest request, std::chrono::steady_clock::time_point deadline,
                            const CancellationToken &cancel)
    {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        request.timeLimit =
            std::chrono::milliseconds(static_cast<qint64>(ShareOfTime * static_cast<double>(left.count())));
        if (request.timeLimit <= std::chrono::milliseconds(0))
            return consultantos::fail(ErrorCode::TimedOut,
                                      QCoreApplication::translate("ModelWriter", "The agent's time is spent."));
        LlmCall call;
        call.dataVersion = QCryptographicHash::hash(request.messages.first().text.toUtf8(), QCryptographicHash::Sha256)
                           + QByteArray::number(WritingVersion);
        call.reuse = m_parts.reuse;
        call.request = std::move(request);
        auto answer = m_parts.model->askStructured(call, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        count(*answer);
        ++m_round;
        return answer->reply.json;
    }

    void count(const LlmAnswer &answer)
    {
        auto &use = m_writing.use;
        ++use.calls;
        if (const auto entry = QString::fromLatin1(answer.entry); !entry.isEmpty() && !use.entries.contains(entry))
            use.entries.append(entry);
        const bool isKept = answer.origin != LlmOrigin::Provider;
        if (isKept) {
            ++use.fromCache;
            return;
        }
        const auto &usage = answer.reply.usage;
        const auto add = [](std::optional<qint64> &sum, const std::optional<qint64> &part) {
            sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
        };
        add(use.inputTokens,
            usage ? std::optional(usage->input + usage->cachedInput + usage->cacheWrite) : std::nullopt);
        add(use.outputTokens, usage ? std::optional(usage->output + usage->reasoning) : std::nullopt);
        add(use.cost, answer.cost);
        if (!answer.currency.isEmpty())
            use.currency = answer.currency;
    }

    /// Keeps the statements that pass; gives the others back.
    QList<RefusedSentence> take(const QList<ProposedSentence> &sentences)
    {
        QList<RefusedSentence> refused;
        for (const auto &sentence : sentences) {
            auto verdict = m_check.check(sentence, newId(sentence));
            if (verdict.claim && place(sentence, *verdict.claim, verdict.faults)) {
                m_corrected += m_round > 1 ? 1 : 0;
                continue;
            }
            if (!verdict.faults.isEmpty())
                refused.append({sentence, verdict.faults});
        }
        return refused;
    }

    [[nodiscard]] QString newId(const ProposedSentence &sentence) const
    {
        return QStringLiteral("%1.%2.model.%3")
            .arg(m_agent.section(QLatin1Char(':'), -1), sentence.section)
            .arg(m_writing.additions.size() + 1);
    }

    /// False, with no fault where it is dropped in silence (said already, or one too many).
    bool place(const ProposedSentence &sentence, const Claim &claim, QStringList &faults)
    {
        const auto isSaid = [&claim](const Claim &other) { return other.text == claim.text; };
        if (!sentence.replaces.isEmpty()) {
            const auto isThere = std::any_of(m_writing.reworded.cbegin(), m_writing.reworded.cend(),
                                             [&](const Claim &other) { return other.id == claim.id; });
            // The same words again are the engine's.
            if (isThere || claim.text == claim.rewords->text)
                return false;
            m_writing.reworded.append(claim);
            return true;
        }
        const bool isSection = std::any_of(m_sections.cbegin(), m_sections.cend(), [&](const WritingSection &section) {
            return section.id == sentence.section;
        });
        if (!isSection) {
            faults.append(QStringLiteral("there is no part %1").arg(defusedText(sentence.section.left(40))));
            return false;
        }
        ModelAddition addition{sentence.section, {}};
        int inSection = 0;
        for (const auto &other : std::as_const(m_writing.additions)) {
            inSection += other.section == sentence.section ? 1 : 0;
            if (isSaid(other.item.claim))
                return false;
        }
        if (inSection >= MostAdditionsOfSection)
            return false;
        addition.item.id = claim.id.section(QLatin1Char('.'), 1);
        addition.item.claim = claim;
        for (const auto &link : sentence.links) {
            if (m_items.contains(link) && !addition.item.links.contains(link))
                addition.item.links.append(link);
        }
        m_writing.additions.append(std::move(addition));
        return true;
    }

    void fail(const Error &error)
    {
        m_writing.use.failure = error.message;
        qCInfo(lcAgents) << m_agent << "goes on without the language model:" << error.message;
        m_writing.limits.append(
            QCoreApplication::translate("ModelWriter", "The language model wrote nothing on %1; it is as computed. %2")
                .arg(subject(), withoutDigits(error.message)));
    }

    [[nodiscard]] QString struckLine() const
    {
        return m_writing.use.struck == 1
                   ? QCoreApplication::translate("ModelWriter",
                                                 "One statement of the language model on %1 failed the checks "
                                                 "and was struck.")
                         .arg(subject())
                   : QCoreApplication::translate("ModelWriter",
                                                 "Several statements of the language model on %1 failed the "
                                                 "checks and were struck; the list of agents counts them.")
                         .arg(subject());
    }

    [[nodiscard]] QString subject() const
    {
        const auto name = m_agent.section(QLatin1Char(':'), -1);
        return name == agent_names::Synthesis ? QCoreApplication::translate("ModelWriter", "the summary")
                                              : QString(name).replace(QLatin1Char('_'), QLatin1Char(' '));
    }

    /// Limits hold no figures; a message of a server may ("HTTP 503").
    static QString withoutDigits(const QString &message)
    {
        return std::any_of(message.cbegin(), message.cend(), [](QChar c) { return c.isDigit(); })
                   ? QCoreApplication::translate("ModelWriter", "The list of agents says why.")
                   : message;
    }

    const ModelWriter::Parts &m_parts;
    const WordingCheck &m_check;
    const QList<WritingSection> &m_sections;
    const QSet<QString> &m_items;
    QString m_agent;
    ModelWriting m_writing;
    int m_round = 0;
    qsizetype m_corrected = 0;
};

} // namespace

bool mayBeReworded(const Claim &claim)
{
    return claim.grade != Grade::Quoted && !claim.text.contains(QChar(0x201C))
           && std::none_of(claim.numbers.cbegin(), claim.numbers.cend(),
                           [](const NumberRef &number) { return number.unit == QLatin1String("quoted"); });
}

ModelWriter::ModelWriter(Parts parts)
    : m_parts(std::move(parts))
{
}

QString ModelWriter::cacheText() const
{
    return QString::number(WritingVersion) + QLatin1Char('\n') + m_parts.model->description();
}

ModelWriting ModelWriter::write(Task task, const FrameworkInput &input, const CancellationToken &cancel) const
{
    SendableEvidence sendableEvidence(*m_parts.model, task.book);
    const auto isKept = [&](const auto &piece) { return !sendableEvidence.maySend(piece); };
    task.refs.erase(std::remove_if(task.refs.begin(), task.refs.end(), isKept), task.refs.end());
    task.claims.erase(std::remove_if(task.claims.begin(), task.claims.end(), isKept), task.claims.end());
    task.refs = chosen(task.refs, task.book);
    const auto asked = sendable(*m_parts.model, input.request);
    const PromptEvidence evidence{input.company.name, asked.question, task.book, task.refs, task.claims};
    const auto prompt = evidencePrompt(evidence);
    WordingMaterial material;
    material.company = input.company;
    material.asked = asked.question + QLatin1Char(' ') + asked.region;
    material.facts = input.own.evidence.facts().values();
    material.book = task.book;
    material.ids = prompt.ids;
    material.claims = task.claims;
    const WordingCheck check(*m_parts.gate, *m_parts.words, material);
    auto request = writingRequest(task.title, prompt.text, task.sections);
    request.agent = task.agent;
    request.reportId = task.reportId;
    auto writing = WritingRun(m_parts, check, task.sections, task.items, task.agent).run(std::move(request), cancel);
    QStringList roots;
    for (const auto &addition : std::as_const(writing.additions))
        roots += addition.item.claim.evidence;
    writing.evidence = task.book.reachableFrom(roots);
    if (prompt.withheld > 0)
        writing.limits.append(QCoreApplication::translate(
            "ModelWriter", "Passages that speak to a language model rather than to a reader were not shown to it."));
    return writing;
}

ModelWriting ModelWriter::framework(const FrameworkOutput &output, const FrameworkInput &input, const QString &reportId,
                                    const CancellationToken &cancel) const
{
    Task task;
    task.agent = agent_names::FrameworkPrefix + output.result.id;
    task.title = output.result.title;
    task.reportId = reportId;
    task.book = output.evidence;
    task.claims = rewordable(output.result.claims());
    noteClaims(task.refs, output.result.claims());
    for (const auto &section : output.result.sections) {
        task.sections.append({section.id, section.title});
        for (const auto &driver : section.drivers) {
            note(task.refs, driver.figure ? driver.figure->ref : QString());
            note(task.refs, driver.reference ? driver.reference->ref : QString());
        }
        for (const auto &item : section.items)
            task.items.insert(item.id);
    }
    for (auto it = input.found.cbegin(); it != input.found.cend(); ++it) {
        if (it.key().startsWith(output.result.id + QLatin1Char('.')))
            addPassages(task.refs, task.book, it.value());
    }
    addPassages(task.refs, task.book, input.passages);
    return write(std::move(task), input, cancel);
}

ModelWriting ModelWriter::summary(const SynthesisOutput &output, const FrameworkInput &input, const QString &reportId,
                                  const CancellationToken &cancel) const
{
    Task task;
    task.agent = agent_names::Synthesis;
    task.title = QStringLiteral("Executive summary");
    task.reportId = reportId;
    task.book = output.evidence;
    auto claims = output.summary.claims();
    for (const auto &recommendation : output.recommendations)
        claims.append(recommendation.claim);
    task.claims = rewordable(claims);
    noteClaims(task.refs, claims);
    task.sections = {{QStringLiteral("supports"), QStringLiteral("what supports the answer")},
                     {QStringLiteral("risks"), QStringLiteral("what speaks against it")},
                     {QStringLiteral("next_steps"), QStringLiteral("what to do next")}};
    addPassages(task.refs, task.book, input.passages);
    for (const auto &found : input.found)
        addPassages(task.refs, task.book, found.mid(0, 1));
    return write(std::move(task), input, cancel);
}

} // namespace consultantos

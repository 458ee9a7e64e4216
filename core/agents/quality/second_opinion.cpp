// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/quality/second_opinion.h"

#include "agents/model/answer_count.h"
#include "agents/model/evidence_prompt.h"
#include "agents/model/sendable_evidence.h"
#include "agents/quality/opinion_request.h"
#include "analysis/quality/review_notes.h"
#include "analysis/wording/instruction_signs.h"
#include "analysis/wording/plain_sentence.h"
#include "base/logging.h"
#include "llm/privacy/sending_rules.h"
#include "llm/providers/reply_builder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MostStatementsShown = 150;
constexpr qsizetype MostEvidenceShown = 300;

/// What the model is shown.
struct Shown {
    PromptEvidence evidence;
    EvidencePrompt prompt;

    [[nodiscard]] const Claim *claim(const QString &id) const
    {
        for (const auto &one : evidence.claims) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }
};

/// The statements that may be sent, with all that they rest on; of those that don't fit together the first.
Shown shownOf(const Report &report, const LanguageModel &model)
{
    Shown shown;
    auto &evidence = shown.evidence;
    evidence.company = report.company.name;
    evidence.question = sendable(model, report.request).question;
    evidence.book = report.evidence;
    SendableEvidence mayGo(model, report.evidence);
    for (const auto &statement : statementsOf(report)) {
        const auto &claim = *statement.claim;
        // A quotation says what it says, and a person's sentence is nobody else's to read.
        const bool isAsked = claim.grade != Grade::Quoted && claim.grade != Grade::Person && !claim.text.isEmpty()
                             && !claim.evidence.isEmpty() && shown.claim(claim.id) == nullptr && mayGo.maySend(claim);
        if (!isAsked)
            continue;
        auto refs = claim.evidence;
        for (const auto &number : claim.numbers)
            refs.append(number.ref);
        auto all = evidence.refs;
        for (const auto &ref : std::as_const(refs)) {
            if (!ref.isEmpty() && !all.contains(ref) && mayGo.maySend(ref))
                all.append(ref);
        }
        if (evidence.claims.size() == MostStatementsShown || all.size() > MostEvidenceShown)
            break;
        evidence.refs = all;
        evidence.claims.append(claim);
    }
    shown.prompt = evidencePrompt(evidence);
    return shown;
}

/// Digits of a reason that the statements it speaks of don't have.
bool hasOwnFigures(const QString &reason, const QString &known)
{
    static const QRegularExpression Figure(QStringLiteral("\\d[\\d.,]*\\d|\\d"));
    for (auto matches = Figure.globalMatch(reason); matches.hasNext();) {
        if (!known.contains(matches.next().captured()))
            return true;
    }
    return false;
}

class Judge {
public:
    Judge(const Shown &shown, const ClaimGate *gate, const ClaimEvidence &evidence)
        : m_shown(shown)
        , m_gate(gate)
        , m_evidence(evidence)
    {
    }

    /// Why the objection is struck; empty if it stands, and then `reason` is as readers see it.
    [[nodiscard]] QString fault(const Objection &objection, QString &reason) const
    {
        const auto *claim = m_shown.claim(objection.statement);
        if (claim == nullptr)
            return QStringLiteral("there is no such statement");
        auto known = claim->text;
        const bool isContradiction = objection.kind == QLatin1String("contradictory");
        if (isContradiction) {
            const auto *other = m_shown.claim(objection.against);
            if (other == claim || (other == nullptr && !m_shown.prompt.ids.contains(objection.against)))
                return QStringLiteral("it contradicts nothing that is there");
            if (other != nullptr)
                known += QLatin1Char(' ') + other->text;
        } else if (objection.kind != QLatin1String("unsupported")) {
            return QStringLiteral("it is of no kind that was asked for");
        }
        const auto sentence = plainSentence(objection.reason);
        if (!sentence.fault.isEmpty() || sentence.text.trimmed().isEmpty())
            return sentence.fault.isEmpty() ? QStringLiteral("it has no reason") : sentence.fault;
        if (speaksToModel(sentence.text))
            return QStringLiteral("its reason speaks to a model");
        if (hasOwnFigures(sentence.text, known))
            return QStringLiteral("its reason has figures of its own");
        reason = sentence.text;
        return deniedByGate(*claim, sentence.text, known, isContradiction);
    }

private:
    [[nodiscard]] QString deniedByGate(const Claim &claim, const QString &reason, const QString &known,
                                       bool isContradiction) const
    {
        if (m_gate == nullptr || m_evidence.subjects.isEmpty())
            return {};
        // In words, too: "twelve billion".
        for (const auto &number : m_gate->check(reason, m_evidence).numbers) {
            if (!known.contains(number.text))
                return QStringLiteral("its reason has figures of its own");
            if (number.verdict == ClaimVerdict::Mismatch)
                return QStringLiteral("the claim gate denies a figure of its reason");
        }
        if (isContradiction || claim.grade != Grade::Computed)
            return {};
        const auto numbers = m_gate->check(claim.text, m_evidence).numbers;
        const bool isGiven = !numbers.isEmpty() && std::all_of(numbers.cbegin(), numbers.cend(), [](const auto &one) {
            return one.verdict == ClaimVerdict::Match;
        });
        return isGiven ? QStringLiteral("the claim gate finds the statement's figures in the filings") : QString();
    }

    const Shown &m_shown;
    const ClaimGate *m_gate;
    const ClaimEvidence &m_evidence;
};

/// Whether a provider may have read the question before the call failed: what that took isn't known then.
bool mayHaveCost(const Error &error)
{
    return !error.isTurnedAway
           && (error.code == ErrorCode::Malformed || error.code == ErrorCode::TimedOut
               || error.code == ErrorCode::Network);
}

QualityFinding findingOf(const Objection &objection, const Claim &claim, const QString &reason)
{
    QualityFinding finding;
    finding.id = quality_rules::Opinion + QLatin1Char('/') + claim.id;
    finding.rule = quality_rules::Opinion;
    finding.severity = FindingSeverity::Note;
    finding.place = claim.id;
    finding.claim = claim.id;
    finding.words = claim.text; // an opinion on other words than these is none
    finding.text = objection.kind == QLatin1String("contradictory")
                       ? QStringLiteral("The language model holds it contradictory to another statement or its "
                                        "evidence: %1")
                             .arg(reason)
                       : QStringLiteral("The language model holds it unsupported: %1").arg(reason);
    finding.settle = QStringLiteral("An opinion opens nothing; where it is right, the sentence can be edited.");
    return finding;
}

} // namespace

SecondOpinion::SecondOpinion(Parts parts)
    : m_parts(std::move(parts))
{
}

void SecondOpinion::addTo(QualityReview &review, const Report &report, const ClaimEvidence &evidence,
                          const CancellationToken &cancel) const
{
    const auto &model = *m_parts.model;
    ModelUse use;
    use.provider = model.providerId();
    use.model = model.model();
    const auto failed = [&](const QString &why) {
        qCInfo(lcAgents) << "no second opinion:" << why;
        use.failure = why;
        review.opinion = use;
    };
    const auto shown = shownOf(report, model);
    if (shown.evidence.claims.isEmpty())
        return;
    LlmCall call;
    call.request = opinionRequest(shown.prompt.text);
    call.request.agent = quality_rules::Opinion;
    call.request.reportId = report.id;
    call.request.timeLimit = m_parts.limit;
    call.dataVersion = QCryptographicHash::hash(shown.prompt.text.toUtf8(), QCryptographicHash::Sha256)
                       + QByteArray::number(SecondOpinionVersion);
    call.reuse = m_parts.reuse;
    const auto capacity = model.capacity();
    const auto read = estimatedTokens(call.request);
    const auto written = call.request.maxOutputTokens;
    const bool isTooSlow =
        capacity.isOnThisMachine && capacity.pace && capacity.pace->expected(read, written) > m_parts.limit;
    if (capacity.isSmall || isTooSlow || (capacity.contextTokens && read + written > *capacity.contextTokens)) {
        qCInfo(lcAgents) << "no second opinion: the language model can't read a whole report";
        return;
    }
    const auto answer = model.askStructured(call, cancel);
    if (!answer) {
        if (mayHaveCost(answer.error()))
            use.inputTokens = use.outputTokens = use.cost = std::nullopt;
        return failed(answer.error().message);
    }
    countAnswer(use, *answer);
    const Judge judge(shown, m_parts.gate.get(), evidence);
    QualityCheck check;
    check.rule = quality_rules::Opinion;
    check.title = QStringLiteral("A language model's second opinion");
    check.checked = static_cast<int>(shown.evidence.claims.size());
    for (const auto &objection : objectionsOf(answer->reply.json)) {
        QString reason;
        auto fault = judge.fault(objection, reason);
        if (fault.isEmpty() && use.kept == MostObjections)
            fault = QStringLiteral("there are too many");
        if (fault.isEmpty() && review.finding(quality_rules::Opinion + QLatin1Char('/') + objection.statement))
            fault = QStringLiteral("there is one to this statement");
        if (!fault.isEmpty()) {
            constexpr qsizetype LongestPlace = 80;
            ++use.struck;
            use.reasons.append({defusedText(objection.statement.left(LongestPlace)), fault});
            continue;
        }
        review.findings.append(findingOf(objection, *shown.claim(objection.statement), reason));
        ++use.kept;
    }
    review.checks.append(check);
    review.opinion = use;
    weigh(review);
}

bool asksSecondOpinion(const QList<SettingDescription> &settings)
{
    return std::none_of(settings.cbegin(), settings.cend(), [](const SettingDescription &one) {
        return one.key == QLatin1String("llm_second_opinion") && one.value == QLatin1String("false");
    });
}

} // namespace consultantos

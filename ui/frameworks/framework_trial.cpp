// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_trial.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// Stands before faults; nothing in it may look like a line.
const QString FileName = QStringLiteral("text");

bool areSame(const QList<EvidenceQuery> &left, const QList<EvidenceQuery> &right)
{
    return std::equal(left.cbegin(), left.cend(), right.cbegin(), right.cend(),
                      [](const EvidenceQuery &one, const EvidenceQuery &other) {
                          return one.id == other.id && one.words == other.words && one.pattern == other.pattern
                                 && one.sections == other.sections;
                      });
}

QString withDetail(const QString &message, const Error &error)
{
    return error.detail.isEmpty() ? message : message + QLatin1Char(' ') + error.detail;
}

} // namespace

FrameworkFault faultOf(const Error &error, const QString &fileName)
{
    // "FILE, line 12: …", in any language: the first number behind the file's name is the line's. French has a space, often
    // a no-break one, before the colon.
    static const QRegularExpression Place(QStringLiteral("^,[^:\\d]*(\\d+)[ \\x{a0}\\x{202f}]?: (.*)$"),
                                          QRegularExpression::DotMatchesEverythingOption);
    if (error.message.startsWith(fileName)) {
        const auto match = Place.match(error.message.mid(fileName.size()));
        if (match.hasMatch())
            return {match.captured(1).toInt(), withDetail(match.captured(2), error)};
    }
    return {0, withDetail(error.message, error)};
}

FrameworkTrials::FrameworkTrials(QString resourceDir, ReadTrialInput read)
    : m_resourceDir(std::move(resourceDir))
    , m_read(std::move(read))
{
}

FrameworkTrial FrameworkTrials::run(const QString &text, const QString &savedText, const QString &company)
{
    FrameworkTrial trial;
    if (!m_loader) {
        auto loader = FrameworkLoader::load(m_resourceDir);
        if (!loader) {
            trial.problem = loader.error().message;
            return trial;
        }
        m_loader = std::move(*loader);
        if (const auto pestel = m_loader->readFile(m_resourceDir + QStringLiteral("/frameworks/pestel.json")))
            m_pestel = pestel->framework;
    }
    trial.ratios = QStringList(m_loader->vocabulary().ratios.cbegin(), m_loader->vocabulary().ratios.cend());
    trial.ratios.sort();
    trial.figures = QStringList(m_loader->vocabulary().figures.cbegin(), m_loader->vocabulary().figures.cend());
    trial.figures.sort();
    if (const auto root = LocatedJson::parse(text.toUtf8(), FileName); root && root->isObject())
        trial.labels = m_loader->vocabulary()
                           .blocks.value(root->textOr(QStringLiteral("derivation"), {}).value_or(QString()))
                           .labels;
    QElapsedTimer timer;
    timer.start();
    const auto read = m_loader->read(text.toUtf8(), FileName);
    if (!read) {
        for (const auto &error : read.error())
            trial.faults.append(faultOf(error, FileName));
        return trial;
    }
    trial.title = read->file.title;
    if (company.isEmpty())
        return trial;
    const auto beforeReading = timer.elapsed();
    if (const auto ready = prepare(company, read->file.queries); !ready) {
        trial.problem = ready.error().message;
        return trial;
    }
    timer.restart();
    auto output = derive(*read->framework);
    if (!output) {
        trial.problem = output.error().message;
        return trial;
    }
    trial.output = std::move(*output);
    trial.milliseconds = static_cast<double>(beforeReading) + static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (savedText == text) {
        trial.saved = trial.output;
    } else if (const auto saved = m_loader->read(savedText.toUtf8(), FileName)) {
        if (auto before = derive(*saved->framework))
            trial.saved = std::move(*before);
    }
    return trial;
}

Status FrameworkTrials::prepare(const QString &company, const QList<EvidenceQuery> &queries)
{
    if (m_basis && m_basis->company == company && areSame(m_basis->queries, queries))
        return {};
    m_basis.reset();
    auto input = m_read(company, queries);
    if (!input)
        return tl::unexpected(input.error());
    auto basis = std::make_shared<TrialBasis>(TrialBasis{company, queries, std::move(*input), {}});
    if (m_pestel) {
        if (auto output = m_pestel->derive(basis->input, {}, {}))
            basis->earlier.append(std::move(*output));
    }
    m_basis = std::move(basis);
    return {};
}

Result<FrameworkOutput> FrameworkTrials::derive(const Framework &framework) const
{
    QList<FrameworkOutput> earlier;
    const auto wanted = framework.reads();
    for (const auto &output : m_basis->earlier) {
        if (wanted.contains(output.result.id))
            earlier.append(output);
    }
    return framework.derive(m_basis->input, earlier, {});
}

} // namespace consultantos

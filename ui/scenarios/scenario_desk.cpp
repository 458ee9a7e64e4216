// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_desk.h"

#include "analysis/scenarios/scenario_preview.h"
#include "scenarios/quantity_title.h"
#include "widgets/async.h"

#include <QJsonDocument>
#include <QUndoCommand>

#include <algorithm>
#include <chrono>

namespace consultantos {

using namespace std::chrono_literals;

namespace {

/// How long sliders rest before tornado, shares and worlds follow.
constexpr auto Rest = 200ms;

Result<ScenarioFigures> figuresOf(ScenarioPreview &preview)
{
    auto outputs = preview.update();
    if (!outputs)
        return tl::unexpected(outputs.error());
    ScenarioFigures figures{std::move(*outputs), {}};
    for (const auto &line : preview.model().lines)
        figures.lines.append(probabilityAtLeast(preview.draws(line.output), line.value));
    return figures;
}

ScenarioStudy studyOf(const ScenarioModel &model, const QString &output, QThreadPool *pool,
                      const CancellationToken &cancellation)
{
    ScenarioStudy study;
    study.output = output;
    if (auto bars = tornado(model, output))
        study.tornado = std::move(*bars);
    else
        study.noTornado = bars.error().message;
    VarianceShareOptions shareOptions;
    shareOptions.points = 256;
    shareOptions.pool = pool;
    shareOptions.cancellation = cancellation;
    if (auto shares = varianceShares(model, output, shareOptions))
        study.shares = std::move(*shares);
    else
        study.noShares = shares.error().message;
    if (model.axes.isEmpty())
        return study;
    SimulationOptions options;
    options.method = DrawMethod::Sobol;
    options.pool = pool;
    options.cancellation = cancellation;
    if (auto worlds = scenarioWorlds(model, options))
        study.worlds = std::move(*worlds);
    else
        study.noWorlds = worlds.error().message;
    return study;
}

} // namespace

/// A model before and after; small enough to be kept whole.
class ScenarioDesk::Edit : public QUndoCommand {
public:
    Edit(ScenarioDesk &desk, ScenarioModel after, std::optional<DecisionTree> decision, const QString &text)
        : QUndoCommand(text)
        , m_desk(desk)
        , m_before(desk.m_model)
        , m_after(std::move(after))
        , m_decisionBefore(desk.m_decision)
        , m_decisionAfter(std::move(decision))
    {
    }
    void undo() override { m_desk.apply(m_before, m_decisionBefore); }
    void redo() override { m_desk.apply(m_after, m_decisionAfter); }

private:
    ScenarioDesk &m_desk;
    ScenarioModel m_before;
    ScenarioModel m_after;
    std::optional<DecisionTree> m_decisionBefore;
    std::optional<DecisionTree> m_decisionAfter;
};

struct ScenarioDesk::Job {
    std::shared_ptr<ScenarioPreview> preview;
    Result<ScenarioFigures> figures;
};

ScenarioDesk::ScenarioDesk(QThreadPool *pool, QObject *parent, std::optional<int> draws)
    : QObject(parent)
    , m_pool(pool)
    , m_draws(draws.value_or(ScenarioPreview::UsualDraws))
    , m_decisionAnalysis(tl::unexpected(Error()))
    , m_found(tl::unexpected(Error()))
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(Rest);
    connect(&m_rest, &QTimer::timeout, this, &ScenarioDesk::startStudy);
}

ScenarioDesk::~ScenarioDesk()
{
    if (m_studyCancel)
        m_studyCancel->cancel();
}

void ScenarioDesk::setModel(const ScenarioModel &model, const std::optional<DecisionTree> &decision,
                            const QString &path)
{
    m_path = path;
    m_pins.clear();
    m_output = model.outputs.value(0);
    apply(model, decision);
    m_undo.clear();
    Q_EMIT pinsChanged();
}

QByteArray ScenarioDesk::bytes() const
{
    QJsonObject object;
    if (hasModel())
        object = toJson(m_model);
    if (m_decision) {
        auto decision = toJson(*m_decision);
        if (hasModel())
            object[QStringLiteral("decision")] = decision;
        else
            object = decision;
    }
    return QJsonDocument(object).toJson();
}

void ScenarioDesk::setSaved(const QString &path)
{
    m_path = path;
    m_undo.setClean();
    Q_EMIT modelChanged();
}

Status ScenarioDesk::edit(const ScenarioModel &changed, const QString &text)
{
    if (changed == m_model)
        return {};
    if (const auto sound = checkScenarioModel(changed); !sound)
        return sound;
    m_undo.push(new Edit(*this, changed, m_decision, text));
    return {};
}

Status ScenarioDesk::edit(const ScenarioModel &changed, const std::optional<DecisionTree> &decision,
                          const QString &text)
{
    if (!changed.drivers.isEmpty()) {
        if (const auto sound = checkScenarioModel(changed); !sound)
            return sound;
    }
    m_undo.push(new Edit(*this, changed, decision, text));
    return {};
}

void ScenarioDesk::apply(const ScenarioModel &model, const std::optional<DecisionTree> &decision)
{
    m_decision = decision;
    m_decisionAnalysis = decision ? analyseDecision(*decision) : Result<DecisionAnalysis>(tl::unexpected(Error()));
    apply(model);
}

void ScenarioDesk::apply(const ScenarioModel &model)
{
    m_model = model;
    // Drivers and outputs may have come and gone.
    for (const auto &name : m_pins.keys()) {
        if (model.findDriver(name) == nullptr)
            m_pins.remove(name);
    }
    if (!model.outputs.contains(m_output))
        m_output = model.outputs.value(0);
    m_spans.resize(model.drivers.size());
    for (qsizetype i = 0; i < m_spans.size(); ++i) {
        if (const auto &spec = model.drivers[i].distribution; m_spans[i].of != spec || m_spans[i].median == 0)
            m_spans[i] = spanOf(spec);
    }
    ++m_generation;
    m_preview.reset();
    m_unpinned.reset();
    Q_EMIT modelChanged();
    compute();
}

Status ScenarioDesk::setDriver(int row, const ScenarioDriver &driver)
{
    if (row < 0 || row >= m_model.drivers.size())
        return fail(ErrorCode::InvalidArgument, tr("There is no such driver."));
    auto changed = m_model;
    changed.drivers[row] = driver;
    return edit(changed, tr("Change \"%1\"").arg(quantityTitle(m_model, m_model.drivers[row].name)));
}

Status ScenarioDesk::setLines(const QList<ScenarioLine> &lines)
{
    auto changed = m_model;
    changed.lines = lines;
    return edit(changed, tr("Change the lines"));
}

void ScenarioDesk::setPinned(const QString &driver, std::optional<double> value)
{
    if (pinned(driver) == value)
        return;
    if (value)
        m_pins.insert(driver, *value);
    else
        m_pins.remove(driver);
    Q_EMIT pinsChanged();
    compute();
}

void ScenarioDesk::releaseAll()
{
    if (m_pins.isEmpty())
        return;
    m_pins.clear();
    Q_EMIT pinsChanged();
    compute();
}

std::optional<double> ScenarioDesk::pinned(const QString &driver) const
{
    const auto found = m_pins.constFind(driver);
    return found == m_pins.constEnd() ? std::nullopt : std::optional(*found);
}

ScenarioDesk::Span ScenarioDesk::spanOf(const DistributionSpec &spec)
{
    const auto distribution = Distribution::make(spec);
    if (!distribution)
        return {spec};
    const double median = distribution->median();
    if (!distribution->isConstant())
        return {spec, {distribution->quantile(0.01), distribution->quantile(0.99)}, median};
    if (median == 0)
        return {spec, {-1, 1}, 0};
    return {spec, std::minmax({median / 2, median * 1.5}), median};
}

void ScenarioDesk::setOutput(const QString &name)
{
    if (name == m_output || !m_model.outputs.contains(name))
        return;
    m_output = name;
    Q_EMIT figuresChanged();
    startStudy();
}

ScenarioModel ScenarioDesk::pinnedModel() const
{
    auto model = m_model;
    for (auto &driver : model.drivers) {
        if (const auto value = pinned(driver.name))
            driver.distribution = DistributionSpec::constant(*value);
    }
    return model;
}

void ScenarioDesk::compute()
{
    m_rest.stop();
    if (m_studyCancel)
        m_studyCancel->cancel();
    if (m_isComputing) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    if (!hasModel()) {
        m_figures.reset();
        m_study.reset();
        Q_EMIT figuresChanged();
        Q_EMIT studyChanged();
        return;
    }
    m_isComputing = true;
    runAsync(
        m_pool, this,
        [preview = std::exchange(m_preview, nullptr), model = m_model, wanted = pinnedModel(),
         draws = m_draws]() mutable -> Job {
            if (!preview) {
                auto made = ScenarioPreview::make(model, draws);
                if (!made)
                    return {nullptr, tl::unexpected(made.error())};
                preview = std::make_shared<ScenarioPreview>(std::move(*made));
            }
            for (qsizetype i = 0; i < wanted.drivers.size(); ++i) {
                const auto &driver = wanted.drivers[i];
                if (preview->model().drivers[i].distribution == driver.distribution)
                    continue;
                if (const auto set = preview->setDistribution(driver.name, driver.distribution); !set)
                    return {nullptr, tl::unexpected(set.error())};
            }
            return {preview, figuresOf(*preview)};
        },
        [this, generation = m_generation, isPinned = hasPins()](const Job &job) {
            m_isComputing = false;
            if (generation == m_generation) {
                m_preview = job.preview;
                if (job.figures) {
                    m_figures = *job.figures;
                    if (!isPinned)
                        m_unpinned = *job.figures;
                } else {
                    m_figures.reset();
                    m_study.reset();
                }
                Q_EMIT figuresChanged();
                if (!job.figures) {
                    Q_EMIT studyChanged();
                    Q_EMIT failed(job.figures.error());
                }
            }
            if (m_isStale)
                compute();
            else if (m_figures)
                m_rest.start();
        });
}

void ScenarioDesk::startStudy()
{
    if (m_studyCancel)
        m_studyCancel->cancel();
    if (!hasModel())
        return;
    m_studyCancel.emplace();
    runAsync(
        m_pool, this,
        [model = pinnedModel(), output = m_output, pool = m_pool, token = m_studyCancel->token()] {
            return studyOf(model, output, pool, token);
        },
        [this, token = m_studyCancel->token()](const ScenarioStudy &study) {
            if (token.isCancelled())
                return;
            m_study = study;
            Q_EMIT studyChanged();
        });
}

void ScenarioDesk::seek(const GoalSeekRequest &request)
{
    runAsync(
        m_pool, this, [model = pinnedModel(), request] { return goalSeek(model, request); },
        [this](const Result<GoalSeek> &found) {
            m_found = found;
            Q_EMIT sought();
        });
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/decision_tree.h"
#include "analysis/scenarios/goal_seek.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_worlds.h"
#include "analysis/scenarios/simulation.h"
#include "analysis/scenarios/tornado.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <memory>
#include <optional>

class QThreadPool;

namespace consultantos {

class ScenarioPreview;

/// What a slider's step gives: where each output lies and how probable each line is.
struct ScenarioFigures {
    QList<DrawSummary> outputs;       ///< in the model's order
    QList<CrossingProbability> lines; ///< in the model's order
};

/// What takes longer and follows when the sliders rest.
struct ScenarioStudy {
    QString output;
    std::optional<Tornado> tornado;
    QString noTornado; ///< why there is none
    std::optional<VarianceShares> shares;
    QString noShares;
    std::optional<ScenarioWorlds> worlds;
    QString noWorlds;
};

/// A scenario on the table: the model with undo, the sliders' positions, and its figures, computed on the pool. While sliders move,
/// only their newest positions are computed; an edit of the model ends what is being computed of an older one. Without widgets.
class ScenarioDesk : public QObject {
    Q_OBJECT
public:
    /// `draws` of a slider's step; none: as many as ScenarioPreview usually takes.
    explicit ScenarioDesk(QThreadPool *pool, QObject *parent = nullptr, std::optional<int> draws = {});
    ~ScenarioDesk() override;

    /// Replaces all; there is nothing to undo afterwards. A path that may be saved to again, or empty.
    void setModel(const ScenarioModel &model, const std::optional<DecisionTree> &decision = {},
                  const QString &path = {});
    [[nodiscard]] bool isEmpty() const { return m_model.drivers.isEmpty() && !m_decision; }
    [[nodiscard]] bool hasModel() const { return !m_model.outputs.isEmpty(); }
    [[nodiscard]] const ScenarioModel &model() const { return m_model; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QUndoStack &undo() { return m_undo; }
    [[nodiscard]] QByteArray bytes() const; ///< as the file format has it
    void setSaved(const QString &path);

    // Edits with undo. InvalidArgument, and nothing changed, for what can't be.
    [[nodiscard]] Status setDriver(int row, const ScenarioDriver &driver);
    [[nodiscard]] Status setLines(const QList<ScenarioLine> &lines);
    /// Any other change of the model, under the words that undo shows. Errors as of checkScenarioModel().
    [[nodiscard]] Status edit(const ScenarioModel &changed, const QString &text);
    /// The decision tree, too. A model without drivers is none.
    [[nodiscard]] Status edit(const ScenarioModel &changed, const std::optional<DecisionTree> &decision,
                              const QString &text);

    /// A driver's slider: a value in place of its distribution, or none. Not part of the model.
    void setPinned(const QString &driver, std::optional<double> value);
    void releaseAll();
    [[nodiscard]] std::optional<double> pinned(const QString &driver) const;
    [[nodiscard]] bool hasPins() const { return !m_pins.isEmpty(); }
    /// Where a driver's slider may go: between its 1 and 99 % quantiles; a constant, from half to half as much again.
    [[nodiscard]] std::pair<double, double> sliderRange(int row) const { return m_spans[row].range; }
    [[nodiscard]] double median(int row) const { return m_spans[row].median; }

    /// The output that is shown.
    void setOutput(const QString &name);
    [[nodiscard]] const QString &output() const { return m_output; }
    [[nodiscard]] const std::optional<ScenarioFigures> &figures() const { return m_figures; }
    [[nodiscard]] const std::optional<ScenarioFigures> &unpinned() const { return m_unpinned; }
    [[nodiscard]] const std::optional<ScenarioStudy> &study() const { return m_study; }
    [[nodiscard]] const std::optional<DecisionTree> &decision() const { return m_decision; }
    [[nodiscard]] const Result<DecisionAnalysis> &decisionAnalysis() const { return m_decisionAnalysis; }
    /// The model with the sliders' values in place of distributions.
    [[nodiscard]] ScenarioModel pinnedModel() const;

    /// Answers by sought().
    [[nodiscard]] const Result<GoalSeek> &found() const { return m_found; }
    void seek(const GoalSeekRequest &request);

Q_SIGNALS:
    void modelChanged();   ///< other drivers, titles or assumptions
    void pinsChanged();    ///< sliders
    void figuresChanged(); ///< also when they have gone
    void studyChanged();
    void sought();                   ///< see found()
    void failed(const Error &error); ///< of computing; figures are empty then

private:
    class Edit;
    struct Job;
    /// Where a driver lies: asked at each step of a slider, so it is kept.
    struct Span {
        DistributionSpec of;
        std::pair<double, double> range{0, 1};
        double median = 0;
    };

    [[nodiscard]] static Span spanOf(const DistributionSpec &spec);
    void apply(const ScenarioModel &model);
    void apply(const ScenarioModel &model, const std::optional<DecisionTree> &decision);
    void compute();
    void startStudy();

    QThreadPool *m_pool;
    int m_draws;
    QUndoStack m_undo;
    ScenarioModel m_model;
    QList<Span> m_spans; ///< of the drivers
    QString m_path;
    QString m_output;
    QHash<QString, double> m_pins;
    std::optional<ScenarioFigures> m_figures;
    std::optional<ScenarioFigures> m_unpinned;
    std::optional<ScenarioStudy> m_study;
    std::optional<DecisionTree> m_decision;
    Result<DecisionAnalysis> m_decisionAnalysis;
    Result<GoalSeek> m_found;
    std::shared_ptr<ScenarioPreview> m_preview; ///< null while a job has it
    bool m_isComputing = false;
    bool m_isStale = false; ///< something changed while computing
    int m_generation = 0;   ///< of the model
    std::optional<CancellationSource> m_studyCancel;
    QTimer m_rest;
};

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// The company's level on one factor of the canvas.
struct FactorLevel {
    const CanvasFactor *factor = nullptr;
    Figure own;
    Figure level;            ///< 0 … 10
    Figure reference;        ///< peers' median or published average
    QString basis;           ///< "peers" or "anchor"
    qsizetype peerCount = 0; ///< that report it
};

/// Computes the levels of the strategy canvas, factor by factor.
class StrategyCanvas {
public:
    StrategyCanvas(Workbench &bench, const FrameworkDefinitions &definitions);

    void build();
    /// Empty where no factor has a level.
    [[nodiscard]] const std::optional<Canvas> &canvas() const { return m_canvas; }
    [[nodiscard]] const QList<FactorLevel> &ownLevels() const { return m_ownLevels; }

private:
    void choosePeers();
    void addFactor(const CanvasFactor &factor);
    void requestFactor(const CanvasFactor &factor, const QString &reason);
    [[nodiscard]] bool addAmongPeers(const CanvasFactor &factor, const Figure &own, qsizetype atLeast);
    [[nodiscard]] bool addAgainstAverage(const CanvasFactor &factor, const Figure &own);

    Workbench &m_bench;
    const FrameworkDefinitions &m_definitions;
    QList<PeerYear> m_peers; ///< those on the canvas
    Canvas m_building;
    Canvas::Line m_average;
    std::optional<Canvas> m_canvas;
    QList<FactorLevel> m_ownLevels;
};

} // namespace consultantos

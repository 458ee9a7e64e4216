// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/experts.h"

#include <vector>

namespace consultantos::eviction {

/// LIRS (Jiang, Zhang, "LIRS: An Efficient Low Inter-reference Recency Set Replacement Policy to Improve Buffer Cache
/// Performance", SIGMETRICS 2002): nearly all bytes are for those with the shortest distance between their last two uses;
/// the rest is a queue through which all others pass. The stack holds them in the order of their last use, down to the
/// oldest of the first kind; of those that it no longer keeps, for one and a half times the capacity.
class LirsExpert : public ExpertBase {
public:
    LirsExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped);

    void hit(NodeId node);
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);

private:
    void putOnStack(NodeId node);
    void takeFromStack(NodeId node);
    void makeLir(NodeId node);
    /// Who isn't of the first kind and lies at the bottom of the stack has no distance that counts.
    void prune();
    void fit();

    NodeList stack_;
    NodeList queue_;  ///< kept, not of the first kind
    NodeList ghosts_; ///< on the stack, not kept
    quint64 lirCapacity_;
    quint64 ghostCapacity_;
    quint64 lirBytes_ = 0;
};

} // namespace consultantos::eviction

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/lirs_expert.h"

#include <algorithm>

namespace consultantos::eviction {

namespace {
constexpr quint64 QueueShare = 50; // a fiftieth of the bytes
} // namespace

LirsExpert::LirsExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
    : ExpertBase(nodes, Lirs, capacity, dropped)
    , stack_(nodes, LirsStackLinks)
    , queue_(nodes, Lirs)
    , ghosts_(nodes, LirsGhostLinks)
    , lirCapacity_(capacity - std::min(capacity, std::max<quint64>(capacity / QueueShare, 1)))
    , ghostCapacity_(capacity + capacity / 2)
{
}

void LirsExpert::hit(NodeId node)
{
    auto &n = nodes_[node];
    if (n.isLir != 0) {
        const bool wasBottom = stack_.oldest() == node;
        stack_.moveToNewest(node);
        if (wasBottom)
            prune();
    } else if (n.isInStack != 0) {
        queue_.remove(node);
        makeLir(node);
        fit();
    } else {
        queue_.moveToNewest(node);
        putOnStack(node);
    }
}

void LirsExpert::admit(NodeId node)
{
    markIn(node);
    auto &n = nodes_[node];
    if (n.isInStack != 0) {
        ghosts_.remove(node);
        makeLir(node);
    } else if (lirBytes_ + n.size <= lirCapacity_) {
        makeLir(node);
    } else {
        queue_.pushNewest(node);
        putOnStack(node);
    }
    fit();
}

void LirsExpert::putOnStack(NodeId node)
{
    nodes_[node].isInStack = 1;
    stack_.pushNewest(node);
}

void LirsExpert::takeFromStack(NodeId node)
{
    nodes_[node].isInStack = 0;
    stack_.remove(node);
}

void LirsExpert::makeLir(NodeId node)
{
    if (nodes_[node].isInStack != 0)
        stack_.moveToNewest(node);
    else
        putOnStack(node);
    nodes_[node].isLir = 1;
    lirBytes_ += nodes_[node].size;
    prune();
}

void LirsExpert::prune()
{
    while (stack_.oldest() != NoNode && nodes_[stack_.oldest()].isLir == 0) {
        const auto node = stack_.oldest();
        takeFromStack(node);
        if (!nodes_[node].isIn(Lirs)) {
            ghosts_.remove(node);
            dropped_.push_back(node);
        }
    }
}

void LirsExpert::fit()
{
    while (lirBytes_ > lirCapacity_) {
        const auto node = stack_.oldest();
        nodes_[node].isLir = 0;
        lirBytes_ -= nodes_[node].size;
        takeFromStack(node);
        queue_.pushNewest(node);
        prune();
    }
    while (lirBytes_ + queue_.bytes() > capacity_) {
        const auto node = queue_.oldest();
        queue_.remove(node);
        drop(node);
        if (nodes_[node].isInStack != 0)
            ghosts_.pushNewest(node);
    }
    while (ghosts_.bytes() > ghostCapacity_) {
        const auto node = ghosts_.oldest();
        ghosts_.remove(node);
        takeFromStack(node);
        dropped_.push_back(node);
    }
}

void LirsExpert::forget(NodeId node)
{
    auto &n = nodes_[node];
    if (n.isLir != 0) {
        n.isLir = 0;
        lirBytes_ -= n.size;
    } else if (n.isIn(Lirs)) {
        queue_.remove(node);
    } else if (n.isInStack != 0) {
        ghosts_.remove(node);
    }
    if (n.isInStack != 0)
        takeFromStack(node);
    markOut(node);
    prune();
}

void LirsExpert::resized(NodeId node, qint64 change)
{
    const auto &n = nodes_[node];
    if (n.isInStack != 0)
        stack_.resized(change);
    if (n.isLir != 0)
        lirBytes_ += static_cast<quint64>(change);
    else if (n.isIn(Lirs))
        queue_.resized(change);
    else if (n.isInStack != 0)
        ghosts_.resized(change);
    fit();
}

} // namespace consultantos::eviction

// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/eviction_nodes.h"

namespace consultantos::eviction {

static_assert(NoNode == HashIndex::Nothing);

NodeId NodeTable::take(quint64 id)
{
    auto node = firstFree_;
    if (node == NoNode) {
        node = static_cast<NodeId>(nodes_.size());
        nodes_.emplace_back();
    } else {
        firstFree_ = nodes_[node].nextFree;
        nodes_[node] = Node{};
    }
    nodes_[node].id = id;
    nodes_[node].isTaken = 1;
    index_.insert(id, node);
    return node;
}

void NodeTable::release(NodeId node)
{
    index_.erase(nodes_[node].id, node);
    nodes_[node].isTaken = 0;
    nodes_[node].nextFree = firstFree_;
    firstFree_ = node;
}

size_t NodeTable::bytes() const
{
    return nodes_.capacity() * sizeof(Node) + index_.bytes();
}

void NodeList::pushNewest(NodeId node)
{
    linksOf(node) = {NoNode, newest_};
    if (newest_ != NoNode)
        linksOf(newest_).newer = node;
    else
        oldest_ = node;
    newest_ = node;
    bytes_ += nodes_[node].size;
    ++count_;
}

void NodeList::remove(NodeId node)
{
    const auto links = linksOf(node);
    (links.newer == NoNode ? newest_ : linksOf(links.newer).older) = links.older;
    (links.older == NoNode ? oldest_ : linksOf(links.older).newer) = links.newer;
    bytes_ -= nodes_[node].size;
    --count_;
}

} // namespace consultantos::eviction

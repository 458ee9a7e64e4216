// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/eviction/eviction_nodes.h"

namespace consultantos::eviction {

namespace {
constexpr size_t FirstBuckets = 16;
}

NodeTable::NodeTable()
    : buckets_(FirstBuckets, NoNode)
{
}

NodeId NodeTable::find(quint64 id) const
{
    auto node = buckets_[bucketOf(id)];
    while (node != NoNode && nodes_[node].id != id)
        node = nodes_[node].nextInBucket;
    return node;
}

NodeId NodeTable::take(quint64 id)
{
    if (count_ >= buckets_.size())
        grow();
    auto node = firstFree_;
    if (node == NoNode) {
        node = static_cast<NodeId>(nodes_.size());
        nodes_.emplace_back();
    } else {
        firstFree_ = nodes_[node].nextInBucket;
        nodes_[node] = Node{};
    }
    nodes_[node].id = id;
    nodes_[node].isTaken = 1;
    auto &bucket = buckets_[bucketOf(id)];
    nodes_[node].nextInBucket = bucket;
    bucket = node;
    ++count_;
    return node;
}

void NodeTable::release(NodeId node)
{
    auto *place = &buckets_[bucketOf(nodes_[node].id)];
    while (*place != node)
        place = &nodes_[*place].nextInBucket;
    *place = nodes_[node].nextInBucket;
    nodes_[node].isTaken = 0;
    nodes_[node].nextInBucket = firstFree_;
    firstFree_ = node;
    --count_;
}

size_t NodeTable::bytes() const
{
    return nodes_.capacity() * sizeof(Node) + buckets_.capacity() * sizeof(NodeId);
}

void NodeTable::grow()
{
    std::vector<NodeId> old(buckets_.size() * 2, NoNode);
    old.swap(buckets_);
    for (auto node : old) {
        while (node != NoNode) {
            const auto next = nodes_[node].nextInBucket;
            auto &bucket = buckets_[bucketOf(nodes_[node].id)];
            nodes_[node].nextInBucket = bucket;
            bucket = node;
            node = next;
        }
    }
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

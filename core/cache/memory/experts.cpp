// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/experts.h"

#include <algorithm>

namespace consultantos::eviction {

// ---- LRU ---------------------------------------------------------------------------------------------------------

void RecencyExpert::hit(NodeId node)
{
    if (moves_ - nodes_[node].movedAt < queue_.count() / 8)
        return;
    queue_.moveToNewest(node);
    nodes_[node].movedAt = ++moves_;
}

void RecencyExpert::admit(NodeId node)
{
    makeRoom(nodes_[node].size);
    queue_.pushNewest(node);
    nodes_[node].movedAt = ++moves_;
    markIn(node);
}

void RecencyExpert::makeRoom(quint32 size)
{
    while (queue_.bytes() + size > capacity_) {
        const auto victim = queue_.oldest();
        queue_.remove(victim);
        drop(victim);
    }
}

void RecencyExpert::resized(NodeId node, qint64 change)
{
    if (!nodes_[node].isIn(Recency))
        return;
    queue_.resized(change);
    makeRoom(0);
}

void RecencyExpert::forget(NodeId node)
{
    queue_.remove(node);
    markOut(node);
}

// ---- SIEVE -------------------------------------------------------------------------------------------------------

void SieveExpert::admit(NodeId node)
{
    while (queue_.bytes() + nodes_[node].size > capacity_)
        evictOne();
    queue_.pushNewest(node);
    nodes_[node].sieveVisited = 0;
    markIn(node);
}

void SieveExpert::resized(NodeId node, qint64 change)
{
    if (!nodes_[node].isIn(Sieve))
        return;
    queue_.resized(change);
    while (queue_.bytes() > capacity_)
        evictOne();
}

void SieveExpert::evictOne()
{
    auto node = hand_ == NoNode ? queue_.oldest() : hand_;
    while (nodes_[node].sieveVisited != 0) {
        nodes_[node].sieveVisited = 0;
        node = nodes_[node].links[self_].newer;
        if (node == NoNode)
            node = queue_.oldest();
    }
    hand_ = nodes_[node].links[self_].newer;
    queue_.remove(node);
    drop(node);
}

void SieveExpert::forget(NodeId node)
{
    if (hand_ == node)
        hand_ = nodes_[node].links[self_].newer;
    queue_.remove(node);
    markOut(node);
}

// ---- S3-FIFO -----------------------------------------------------------------------------------------------------

namespace {
constexpr quint8 InMain = 4; // of Node::queue
constexpr quint32 MoveToMainAt = 2;
} // namespace

S3FifoExpert::S3FifoExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
    : ExpertBase(nodes, S3Fifo, capacity, dropped)
    , small_(nodes, S3Fifo)
    , main_(nodes, S3Fifo)
    , ghosts_(nodes, S3GhostLinks)
    , smallCapacity_(std::max<quint64>(capacity / 10, 1))
    , ghostCapacity_(capacity / 10 * 9 + capacity % 10 * 9 / 10)
{
}

void S3FifoExpert::hit(NodeId node)
{
    auto &n = nodes_[node];
    n.s3Count = n.s3Count < 3 ? (n.s3Count + 1) & 3 : 3;
}

void S3FifoExpert::admit(NodeId node)
{
    auto &n = nodes_[node];
    const bool wasGhost = n.isGhost != 0;
    if (wasGhost) {
        n.isGhost = 0;
        ghosts_.remove(node);
    }
    if (n.size > smallCapacity_ && !wasGhost) {
        remember(node);
        return;
    }
    while (small_.bytes() + main_.bytes() + n.size > capacity_)
        evictOne();
    n.s3Count = 0;
    if (wasGhost) {
        n.queue = static_cast<quint8>(n.queue | InMain);
        main_.pushNewest(node);
    } else {
        n.queue = static_cast<quint8>(n.queue & ~InMain);
        small_.pushNewest(node);
    }
    markIn(node);
}

void S3FifoExpert::evictOne()
{
    if (main_.bytes() > capacity_ - smallCapacity_ || small_.count() == 0)
        evictFromMain();
    else
        evictFromSmall();
}

void S3FifoExpert::evictFromSmall()
{
    while (small_.count() > 0) {
        const auto node = small_.oldest();
        auto &n = nodes_[node];
        small_.remove(node);
        if (n.s3Count < MoveToMainAt) {
            remember(node);
            drop(node);
            return;
        }
        n.s3Count = 0;
        n.queue = static_cast<quint8>(n.queue | InMain);
        main_.pushNewest(node);
    }
}

void S3FifoExpert::evictFromMain()
{
    while (main_.count() > 0) {
        const auto node = main_.oldest();
        main_.remove(node);
        auto &n = nodes_[node];
        if (n.s3Count == 0) {
            drop(node);
            return;
        }
        n.s3Count = (n.s3Count - 1) & 3;
        main_.pushNewest(node);
    }
}

void S3FifoExpert::remember(NodeId node)
{
    const auto size = nodes_[node].size;
    if (size > ghostCapacity_)
        return;
    while (ghosts_.bytes() + size > ghostCapacity_) {
        const auto oldest = ghosts_.oldest();
        ghosts_.remove(oldest);
        nodes_[oldest].isGhost = 0;
        dropped_.push_back(oldest);
    }
    nodes_[node].isGhost = 1;
    ghosts_.pushNewest(node);
}

void S3FifoExpert::forget(NodeId node)
{
    auto &n = nodes_[node];
    if (n.isGhost != 0) {
        n.isGhost = 0;
        ghosts_.remove(node);
    }
    if (!n.isIn(S3Fifo))
        return;
    ((n.queue & InMain) != 0 ? main_ : small_).remove(node);
    markOut(node);
}

void S3FifoExpert::resized(NodeId node, qint64 change)
{
    const auto &n = nodes_[node];
    if (n.isGhost != 0)
        ghosts_.resized(change); // the next to be remembered makes room
    if (!n.isIn(S3Fifo))
        return;
    ((n.queue & InMain) != 0 ? main_ : small_).resized(change);
    while (small_.bytes() + main_.bytes() > capacity_)
        evictOne();
}

// ---- W-TinyLFU ---------------------------------------------------------------------------------------------------

namespace {
constexpr double WindowShare = 0.01;
} // namespace

TinyLfuExpert::TinyLfuExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
    : ExpertBase(nodes, TinyLfu, capacity, dropped)
    , window_(nodes, TinyLfu)
    , probation_(nodes, TinyLfu)
    , protected_(nodes, TinyLfu)
    , windowCapacity_(std::max<quint64>(static_cast<quint64>(static_cast<double>(capacity) * WindowShare), 1))
    , protectedCapacity_((capacity - windowCapacity_) / 5 * 4 + (capacity - windowCapacity_) % 5 * 4 / 5)
{
}

NodeList &TinyLfuExpert::listOf(NodeId node)
{
    switch (queueOf(node)) {
    case Window:
        return window_;
    case Probation:
        return probation_;
    case Protected:
        break;
    }
    return protected_;
}

void TinyLfuExpert::setQueue(NodeId node, Queue queue)
{
    nodes_[node].queue = static_cast<quint8>((nodes_[node].queue & ~3U) | queue);
}

void TinyLfuExpert::hit(NodeId node)
{
    if (queueOf(node) != Probation) {
        listOf(node).moveToNewest(node);
        return;
    }
    probation_.remove(node);
    setQueue(node, Protected);
    protected_.pushNewest(node);
    fitProtected();
}

void TinyLfuExpert::fitProtected()
{
    while (protected_.bytes() > protectedCapacity_) {
        const auto demoted = protected_.oldest();
        protected_.remove(demoted);
        setQueue(demoted, Probation);
        probation_.pushNewest(demoted);
    }
}

void TinyLfuExpert::admit(NodeId node)
{
    sketch_.makeRoomFor(window_.count() + probation_.count() + protected_.count() + 1);
    setQueue(node, Window);
    window_.pushNewest(node);
    markIn(node);
    fitWindow();
}

void TinyLfuExpert::resized(NodeId node, qint64 change)
{
    if (!nodes_[node].isIn(TinyLfu))
        return;
    listOf(node).resized(change);
    fitProtected();
    fitWindow();
}

void TinyLfuExpert::fitWindow()
{
    while (window_.bytes() > windowCapacity_) {
        const auto candidate = window_.oldest();
        window_.remove(candidate);
        setQueue(candidate, Probation);
        probation_.pushNewest(candidate);
        makeRoom(candidate);
    }
    makeRoom(NoNode);
}

void TinyLfuExpert::makeRoom(NodeId candidate)
{
    while (total() > capacity_) {
        auto *list = &probation_;
        if (probation_.count() == (candidate == NoNode ? 0U : 1U))
            list = protected_.count() > 0 ? &protected_ : candidate == NoNode ? &window_ : &probation_;
        auto victim = list->oldest();
        const bool isContest = candidate != NoNode && victim != candidate;
        if (isContest && sketch_.estimate(nodes_[candidate].id) <= sketch_.estimate(nodes_[victim].id)) {
            victim = candidate;
            list = &probation_;
        }
        list->remove(victim);
        drop(victim);
        if (victim == candidate)
            return;
    }
}

void TinyLfuExpert::forget(NodeId node)
{
    listOf(node).remove(node);
    markOut(node);
}

// ---- GreedyDual-Size-Frequency -----------------------------------------------------------------------------------

double WorthExpert::priorityOf(NodeId node) const
{
    const auto &n = nodes_[node];
    return n.worthClock + n.worthCount * static_cast<double>(n.worth) / n.size;
}

void WorthExpert::hit(NodeId node)
{
    // The heap isn't touched: the new priority is the higher one, and is looked at when the node comes to its front.
    auto &n = nodes_[node];
    n.worthClock = clock_;
    if (n.worthCount < std::numeric_limits<quint8>::max())
        ++n.worthCount;
}

void WorthExpert::admit(NodeId node)
{
    while (bytes_ + nodes_[node].size > capacity_)
        evictOne();
    nodes_[node].worthClock = clock_;
    nodes_[node].worthCount = 1;
    bytes_ += nodes_[node].size;
    heap_.push_back({});
    put(heap_.size() - 1, {priorityOf(node), node});
    siftUp(heap_.size() - 1);
    markIn(node);
}

void WorthExpert::resized(NodeId node, qint64 change)
{
    if (!nodes_[node].isIn(Worth))
        return;
    bytes_ += static_cast<quint64>(change);
    // What is larger is less worth: the heap's key may now be above it, which it must never be.
    const auto place = static_cast<size_t>(nodes_[node].heapPlace);
    heap_[place].key = priorityOf(node);
    siftUp(place);
    siftDown(nodes_[node].heapPlace);
    while (bytes_ > capacity_)
        evictOne();
}

void WorthExpert::put(size_t place, Place value)
{
    heap_[place] = value;
    nodes_[value.node].heapPlace = static_cast<NodeId>(place);
}

void WorthExpert::siftUp(size_t place)
{
    const auto value = heap_[place];
    while (place > 0 && value.key < heap_[(place - 1) / 2].key) {
        put(place, heap_[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    put(place, value);
}

void WorthExpert::siftDown(size_t place)
{
    const auto value = heap_[place];
    while (true) {
        auto child = 2 * place + 1;
        if (child >= heap_.size())
            break;
        if (child + 1 < heap_.size() && heap_[child + 1].key < heap_[child].key)
            ++child;
        if (heap_[child].key >= value.key)
            break;
        put(place, heap_[child]);
        place = child;
    }
    put(place, value);
}

void WorthExpert::evictOne()
{
    while (true) {
        const auto node = heap_.front().node;
        const auto priority = priorityOf(node);
        if (priority <= heap_.front().key) {
            clock_ = priority;
            forget(node);
            dropped_.push_back(node);
            return;
        }
        heap_.front().key = priority;
        siftDown(0);
    }
}

void WorthExpert::forget(NodeId node)
{
    const auto place = static_cast<size_t>(nodes_[node].heapPlace);
    const auto last = heap_.back();
    heap_.pop_back();
    if (last.node != node) {
        put(place, last);
        siftUp(place);
        siftDown(nodes_[last.node].heapPlace);
    }
    bytes_ -= nodes_[node].size;
    markOut(node);
}

} // namespace consultantos::eviction

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/eviction_nodes.h"
#include "cache/memory/frequency_sketch.h"

#include <vector>

namespace consultantos::eviction {

/// One policy of the tournament: manages an imagined cache of `capacity` bytes over the common nodes. What it throws out
/// it adds to `dropped` after clearing the node's bit; what it takes in gets the bit. A node larger than the capacity is
/// never given to it. A node that has become larger by `change` bytes stays where it is (resized()), whether it is kept, a
/// ghost or neither.
class ExpertBase {
public:
    ExpertBase(NodeTable &nodes, Expert self, quint64 capacity, std::vector<NodeId> &dropped)
        : nodes_(nodes)
        , self_(self)
        , capacity_(capacity)
        , dropped_(dropped)
    {
    }

protected:
    void markIn(NodeId node) { nodes_[node].residentIn = static_cast<quint8>(nodes_[node].residentIn | 1U << self_); }
    void markOut(NodeId node)
    {
        nodes_[node].residentIn = static_cast<quint8>(nodes_[node].residentIn & ~(1U << self_));
    }
    void drop(NodeId node)
    {
        markOut(node);
        dropped_.push_back(node);
    }

    NodeTable &nodes_;
    Expert self_;
    quint64 capacity_;
    std::vector<NodeId> &dropped_;
};

/// LRU. A node that was moved to the front a short while ago stays where it is: the order among the newest eighth never
/// decides who goes.
class RecencyExpert : public ExpertBase {
public:
    RecencyExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
        : ExpertBase(nodes, Recency, capacity, dropped)
        , queue_(nodes, Recency)
    {
    }

    void hit(NodeId node);
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);

private:
    void makeRoom(quint32 size);

    NodeList queue_;
    quint32 moves_ = 0;
};

/// SIEVE (Zhang, Yang, Yue, Vigfusson, Rashmi, "SIEVE is Simpler than LRU", NSDI 2024).
class SieveExpert : public ExpertBase {
public:
    SieveExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
        : ExpertBase(nodes, Sieve, capacity, dropped)
        , queue_(nodes, Sieve)
    {
    }

    void hit(NodeId node) { nodes_[node].sieveVisited = 1; }
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);

private:
    void evictOne();

    NodeList queue_;
    NodeId hand_ = NoNode;
};

/// S3-FIFO (Yang, Zhang, Qiu, Yue, Rashmi, "FIFO Queues are All You Need for Cache Eviction", SOSP 2023): a tenth of the
/// bytes for newcomers, ghosts for as much as the rest. What is too large for the newcomers' part must come twice.
class S3FifoExpert : public ExpertBase {
public:
    S3FifoExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped);

    void hit(NodeId node);
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);

private:
    void evictOne();
    void evictFromMain();
    void evictFromSmall();
    void remember(NodeId node);

    NodeList small_;
    NodeList main_;
    NodeList ghosts_;
    quint64 smallCapacity_;
    quint64 ghostCapacity_;
};

/// W-TinyLFU (Einziger, Friedman, Manes, ACM Transactions on Storage 13(4), 2017): a window by LRU, behind it a main part
/// in two segments, into which only who was seen more often than the one to leave gets.
class TinyLfuExpert : public ExpertBase {
public:
    TinyLfuExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped);

    void see(quint64 id) { sketch_.add(id); }
    void hit(NodeId node);
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);
    [[nodiscard]] size_t bytes() const { return sketch_.bytes(); }

private:
    enum Queue : quint8 { Window, Probation, Protected };

    NodeList &listOf(NodeId node);
    void setQueue(NodeId node, Queue queue);
    [[nodiscard]] Queue queueOf(NodeId node) const { return static_cast<Queue>(nodes_[node].queue & 3U); }
    [[nodiscard]] quint64 total() const { return window_.bytes() + probation_.bytes() + protected_.bytes(); }
    void fitWindow();
    void fitProtected();
    void makeRoom(NodeId candidate);

    NodeList window_;
    NodeList probation_;
    NodeList protected_;
    quint64 windowCapacity_;
    quint64 protectedCapacity_;
    FrequencySketch sketch_;
};

/// GreedyDual-Size-Frequency (Cherkasova, "Improving WWW Proxies Performance with Greedy-Dual-Size-Frequency Caching
/// Policy", HP Laboratories 98-69, 1998): the least of clock + uses × worth / size goes, and the clock takes its value.
class WorthExpert : public ExpertBase {
public:
    WorthExpert(NodeTable &nodes, quint64 capacity, std::vector<NodeId> &dropped)
        : ExpertBase(nodes, Worth, capacity, dropped)
    {
    }

    void hit(NodeId node);
    void admit(NodeId node);
    void forget(NodeId node);
    void resized(NodeId node, qint64 change);
    [[nodiscard]] size_t bytes() const { return heap_.capacity() * sizeof(Place); }

private:
    struct Place {
        double key; ///< the priority when it was last put right: never above the true one
        NodeId node;
    };

    [[nodiscard]] double priorityOf(NodeId node) const;
    void put(size_t place, Place value);
    void siftUp(size_t place);
    void siftDown(size_t place);
    void evictOne();

    std::vector<Place> heap_; ///< least in front
    quint64 bytes_ = 0;
    double clock_ = 0;
};

} // namespace consultantos::eviction

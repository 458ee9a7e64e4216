// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/hash_index.h"

#include <QtGlobal>

#include <array>
#include <limits>
#include <vector>

namespace consultantos::eviction {

using NodeId = quint32;
inline constexpr NodeId NoNode = std::numeric_limits<NodeId>::max();

/// The policies that compete. The values index Node's arrays.
enum Expert : quint8 { Recency, Sieve, S3Fifo, TinyLfu, Worth, Lirs };
inline constexpr int ExpertCount = 6;
inline constexpr quint8 AllExperts = (1U << ExpertCount) - 1;

/// Which of a node's links a list goes by. An expert's number: those of its main queue, and of the outsiders that it doesn't
/// keep. Besides these:
enum LinkPlace : quint8 { LirsStackLinks = ExpertCount, LirsGhostLinks, S3GhostLinks, LinkPlaceCount };

/// What is known of one key: whether the real cache keeps it, and what each expert's imagined cache thinks of it. One
/// record for all, so that an access finds everything by one look-up.
struct alignas(64) Node {
    struct Links {
        NodeId newer = NoNode;
        NodeId older = NoNode;
    };

    // What a hit reads stands in front, on one cache line.
    quint64 id = 0;              ///< the key's hash
    NodeId nextFree = NoNode;    ///< of NodeTable
    quint32 slot = 0;            ///< of the owner of the tournament
    quint32 touchedAt = 0;       ///< the tournament's count of accesses when it was last told to the experts
    quint8 residentIn = 0;       ///< bit e: expert e keeps it
    quint8 outsideOf = 0;        ///< bit e: it is real and in the list of expert e's outsiders
    quint8 queue = 0;            ///< of TinyLfu (two bits) and S3Fifo (the next bit)
    quint8 isTaken : 1 = 0;      ///< of NodeTable: not among the free nodes
    quint8 isReal : 1 = 0;       ///< the real cache keeps it
    quint8 isGhost : 1 = 0;      ///< S3Fifo remembers that it threw it out
    quint8 sieveVisited : 1 = 0; ///< of Sieve
    quint8 s3Count : 2 = 0;      ///< of S3Fifo: uses, at most 3
    quint8 isLir : 1 = 0;        ///< of Lirs: one of those with the shortest distance between uses
    quint8 isInStack : 1 = 0;    ///< of Lirs: whether it keeps it or not
    quint32 size = 0;            ///< in bytes, above 0
    float worth = 1;             ///< what a hit saves, above 0
    std::array<Links, LinkPlaceCount> links;
    double worthClock = 0;     ///< of Worth: its clock at the last access
    NodeId heapPlace = NoNode; ///< of Worth
    quint32 movedAt = 0;       ///< of Recency: when it was last put in front
    quint8 worthCount = 0;     ///< of Worth: uses, at most 255

    [[nodiscard]] bool isIn(Expert expert) const { return (residentIn >> expert & 1U) != 0; }
};

/// All nodes, found by id or by number. Not thread-safe. References to nodes end with the next take().
class NodeTable {
public:
    [[nodiscard]] Node &operator[](NodeId node) { return nodes_[node]; }
    [[nodiscard]] const Node &operator[](NodeId node) const { return nodes_[node]; }
    [[nodiscard]] NodeId find(quint64 id) const
    {
        return index_.find(id, [this, id](NodeId node) { return nodes_[node].id == id; });
    }
    /// A new node for an id that isn't there.
    NodeId take(quint64 id);
    /// Forgets a node; its number will be given to another.
    void release(NodeId node);
    /// What the table occupies.
    [[nodiscard]] size_t bytes() const;

private:
    std::vector<Node> nodes_;
    HashIndex index_;
    NodeId firstFree_ = NoNode;
};

/// A queue of nodes through one of their links: newest in front, oldest behind. Counts their bytes.
class NodeList {
public:
    /// `links`: an Expert or a LinkPlace.
    NodeList(NodeTable &nodes, quint8 links)
        : nodes_(nodes)
        , links_(links)
    {
    }

    void pushNewest(NodeId node);
    void remove(NodeId node);
    void moveToNewest(NodeId node)
    {
        if (node == newest_)
            return;
        remove(node);
        pushNewest(node);
    }
    /// A node in it has become larger by `change` bytes.
    void resized(qint64 change) { bytes_ += static_cast<quint64>(change); }
    [[nodiscard]] NodeId oldest() const { return oldest_; }
    [[nodiscard]] NodeId newest() const { return newest_; }
    [[nodiscard]] quint64 bytes() const { return bytes_; }
    [[nodiscard]] quint32 count() const { return count_; }

private:
    [[nodiscard]] Node::Links &linksOf(NodeId node) { return nodes_[node].links[links_]; }

    NodeTable &nodes_;
    quint8 links_;
    NodeId newest_ = NoNode;
    NodeId oldest_ = NoNode;
    quint64 bytes_ = 0;
    quint32 count_ = 0;
};

} // namespace consultantos::eviction

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/memory/lirs_expert.h"

#include <array>
#include <vector>

namespace consultantos::eviction {

/// Decides what a cache of bounded bytes keeps. No single policy is best on every workload: LRU fails on loops, LFU on
/// changes of phase. So six imagined caches (experts.h, lirs_expert.h) run beside the real one, over keys alone; each is credited
/// with the worth of what it would have had, and the real cache throws out what the leading one doesn't keep, as in
/// Subramanian, Smaragdakis, Loh, "Adaptive Caches: Effective Shaping of Cache Behavior to Workloads" (MICRO 2006). A
/// challenger takes the lead once it is ahead by a share of what the real cache would have to fetch anew, and by more than
/// chance would make of so many accesses at which the two differed: so the lead doesn't go to and fro. Old credit fades.
///
/// With equal sizes and worths that is the hit ratio; with different ones the worth that hits save. Not thread-safe.
class EvictionTournament {
public:
    /// What a node carries for the cache that uses this.
    using Slot = quint32;

    /// `capacity` in bytes (or any unit that sizes are given in).
    explicit EvictionTournament(quint64 capacity);
    EvictionTournament(const EvictionTournament &) = delete;
    EvictionTournament &operator=(const EvictionTournament &) = delete;

    /// The node that the cache keeps for this id; NoNode if it keeps none.
    [[nodiscard]] NodeId find(quint64 id) const
    {
        const auto node = nodes_.find(id);
        return node != NoNode && nodes_[node].isReal != 0 ? node : NoNode;
    }
    [[nodiscard]] Slot slotOf(NodeId node) const { return nodes_[node].slot; }
    /// A kept node was used. If all experts keep it and were told of a use a moment ago, they learn nothing from another:
    /// it would give each the same credit.
    void hit(NodeId node)
    {
        ++hits_;
        if (!isKeptByAll(node) || hits_ - toldAt(node) >= quietSpan())
            access(node);
    }
    /// So many uses weren't told, as they would have taught nothing.
    void passOver(quint32 uses) { hits_ += uses; }
    /// Something not kept is to be: of `size` > 0 bytes, and saving `worth` > 0 at each hit. The slots of what must go for
    /// it are added to `victims`. NoNode where it isn't worth its room or doesn't fit; there may be victims all the same.
    NodeId admit(quint64 id, quint32 size, float worth, Slot slot, std::vector<Slot> &victims);
    /// A kept node has a new value: keeps its age and how often it was used. What must go for it is added to `victims`, which
    /// may be the node itself. 0 < `size` ≤ capacity.
    void renew(NodeId node, quint32 size, float worth, std::vector<Slot> &victims);
    /// A kept node was removed by its owner: forgets all about it but how often it was seen.
    void remove(NodeId node);
    /// All experts keep it: the next quietSpan() uses after toldAt() teach them nothing.
    [[nodiscard]] bool isKeptByAll(NodeId node) const { return nodes_[node].residentIn == AllExperts; }
    /// The count of hits() when experts were last told of a use.
    [[nodiscard]] quint32 toldAt(NodeId node) const { return nodes_[node].touchedAt; }
    [[nodiscard]] quint32 quietSpan() const { return keptCount_ / SilentShare; }
    /// Uses so far; may wrap around.
    [[nodiscard]] quint32 hits() const { return hits_; }

    [[nodiscard]] quint64 bytes() const { return keptBytes_; }
    [[nodiscard]] quint32 count() const { return keptCount_; }
    [[nodiscard]] quint64 capacity() const { return capacity_; }
    [[nodiscard]] Expert leader() const { return leader_; }
    /// Worth of the hits that each expert would have had so far, faded.
    [[nodiscard]] const std::array<double, ExpertCount> &credits() const { return credits_; }
    /// What all this bookkeeping occupies.
    [[nodiscard]] size_t ownBytes() const;

private:
    static constexpr quint32 SilentShare = 32; ///< a moment: as many hits as this share of the kept nodes

    template <typename Visitor>
    void forEachExpert(Visitor visit);
    void access(NodeId node);
    bool makeRoom(quint32 size, std::vector<Slot> &victims);
    void takeDropped(Expert number, NodeId except);
    void compare(NodeId node);
    void fade();
    void forgetImagined(NodeId node);
    void putOutside(NodeId node, Expert expert);
    void takeFromOutside(NodeId node, Expert expert);
    void releaseIfUnknown(NodeId node);
    void throwOut(NodeId node);
    void chooseLeader();

    quint64 capacity_;
    NodeTable nodes_;
    std::vector<NodeId> dropped_; ///< by an expert in the step that runs
    RecencyExpert recency_;
    SieveExpert sieve_;
    S3FifoExpert s3Fifo_;
    TinyLfuExpert tinyLfu_;
    WorthExpert worth_;
    LirsExpert lirs_;
    std::array<NodeList, ExpertCount>
        outsiders_; ///< what the real cache keeps and the expert doesn't; oldest goes first
    std::array<double, ExpertCount> credits_{};
    /// Sum of the squared worths of the accesses at which one of two would have had a hit and the other not, faded.
    std::array<std::array<double, ExpertCount>, ExpertCount> differences_{};
    double meanWorth_ = 0; ///< of what was admitted, moving
    quint64 accesses_ = 0; ///< since credits were last halved
    quint64 keptBytes_ = 0;
    quint32 keptCount_ = 0;
    quint32 hits_ = 0; ///< may wrap around
    Expert leader_ = Lirs;
};

} // namespace consultantos::eviction

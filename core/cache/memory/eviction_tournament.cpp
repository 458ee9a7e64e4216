// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/memory/eviction_tournament.h"

#include <algorithm>
#include <cmath>

namespace consultantos::eviction {

namespace {

// Credits are halved once as many accesses went by as this many times the entries kept.
constexpr quint64 MemoryInTurnovers = 256;
// The lead changes for this share of what the real cache would miss of the new leader's. Chosen on public and synthetic
// traces (tests/bench/cache_hit_ratios).
constexpr double LeadForChange = 0.1;
// And it must be ahead by so many standard deviations of a sum of as many steps up or down.
constexpr double DeviationsForChange = 1;
// How fast the mean worth follows.
constexpr double WorthSmoothing = 1.0 / 256;

constexpr quint8 bitOf(Expert expert)
{
    return static_cast<quint8>(1U << expert);
}

} // namespace

EvictionTournament::EvictionTournament(quint64 capacity)
    : capacity_(capacity)
    , recency_(nodes_, capacity, dropped_)
    , sieve_(nodes_, capacity, dropped_)
    , s3Fifo_(nodes_, capacity, dropped_)
    , tinyLfu_(nodes_, capacity, dropped_)
    , worth_(nodes_, capacity, dropped_)
    , lirs_(nodes_, capacity, dropped_)
    , outsiders_{NodeList(nodes_, Recency), NodeList(nodes_, Sieve), NodeList(nodes_, S3Fifo),
                 NodeList(nodes_, TinyLfu), NodeList(nodes_, Worth), NodeList(nodes_, Lirs)}
{
}

template <typename Visitor>
void EvictionTournament::forEachExpert(Visitor visit)
{
    visit(recency_, Recency);
    visit(sieve_, Sieve);
    visit(s3Fifo_, S3Fifo);
    visit(tinyLfu_, TinyLfu);
    visit(worth_, Worth);
    visit(lirs_, Lirs);
}

void EvictionTournament::access(NodeId node)
{
    nodes_[node].touchedAt = hits_;
    tinyLfu_.see(nodes_[node].id);
    compare(node);
    forEachExpert([this, node](auto &expert, Expert number) {
        dropped_.clear();
        if (nodes_[node].isIn(number)) {
            credits_[number] += nodes_[node].worth;
            expert.hit(node);
        } else {
            takeFromOutside(node, number);
            expert.admit(node);
            putOutside(node, number);
        }
        takeDropped(number, node);
    });
    if (++accesses_ > MemoryInTurnovers * (keptCount_ + 1))
        fade();
}

void EvictionTournament::compare(NodeId node)
{
    const auto &n = nodes_[node];
    if (n.residentIn == 0 || n.residentIn == AllExperts)
        return;
    const auto square = static_cast<double>(n.worth) * n.worth;
    for (int one = 0; one < ExpertCount; ++one) {
        for (int other = 0; other < one; ++other) {
            if (n.isIn(static_cast<Expert>(one)) != n.isIn(static_cast<Expert>(other)))
                differences_[static_cast<size_t>(one)][static_cast<size_t>(other)] += square;
        }
    }
}

void EvictionTournament::fade()
{
    accesses_ = 0;
    for (auto &credit : credits_)
        credit /= 2;
    for (auto &row : differences_) {
        for (auto &difference : row)
            difference /= 2;
    }
}

void EvictionTournament::takeDropped(Expert number, NodeId except)
{
    for (const auto dropped : dropped_) {
        if (dropped == except)
            continue;
        putOutside(dropped, number);
        releaseIfUnknown(dropped);
    }
}

NodeId EvictionTournament::admit(quint64 id, quint32 size, float worth, Slot slot, std::vector<Slot> &victims)
{
    if (size > capacity_)
        return NoNode;
    auto node = nodes_.find(id);
    if (node == NoNode)
        node = nodes_.take(id);
    else if (nodes_[node].size != size)
        forgetImagined(node);
    nodes_[node].size = size;
    nodes_[node].worth = worth;
    nodes_[node].slot = slot;
    meanWorth_ += (worth - meanWorth_) * (meanWorth_ > 0 ? WorthSmoothing : 1);
    access(node);

    if (!makeRoom(size, victims)) {
        releaseIfUnknown(node);
        return NoNode;
    }
    nodes_[node].isReal = 1;
    keptBytes_ += size;
    ++keptCount_;
    for (int expert = 0; expert < ExpertCount; ++expert)
        putOutside(node, static_cast<Expert>(expert));
    return node;
}

bool EvictionTournament::makeRoom(quint32 size, std::vector<Slot> &victims)
{
    if (keptBytes_ + size <= capacity_)
        return true;
    chooseLeader();
    while (keptBytes_ + size > capacity_) {
        const auto victim = outsiders_[leader_].oldest();
        // What is kept is then all the leader's, and leaves no room: the newcomer isn't the leader's.
        if (victim == NoNode)
            return false;
        victims.push_back(nodes_[victim].slot);
        throwOut(victim);
    }
    return true;
}

void EvictionTournament::renew(NodeId node, quint32 size, float worth, std::vector<Slot> &victims)
{
    nodes_[node].worth = worth;
    const auto change = qint64{size} - nodes_[node].size;
    if (change == 0)
        return;
    nodes_[node].size = size;
    keptBytes_ += static_cast<quint64>(change);
    for (int expert = 0; expert < ExpertCount; ++expert) {
        if ((nodes_[node].outsideOf & bitOf(static_cast<Expert>(expert))) != 0)
            outsiders_[static_cast<size_t>(expert)].resized(change);
    }
    forEachExpert([this, node, change](auto &expert, Expert number) {
        dropped_.clear();
        expert.resized(node, change);
        takeDropped(number, NoNode);
    });
    makeRoom(0, victims);
}

void EvictionTournament::chooseLeader()
{
    // The leader keeps its place while nobody is far enough ahead of it.
    auto best = leader_;
    double bestLead = 0;
    for (int number = 0; number < ExpertCount; ++number) {
        const auto expert = static_cast<Expert>(number);
        const auto costOfChange = LeadForChange * meanWorth_ * outsiders_[expert].count();
        const auto chance =
            DeviationsForChange * std::sqrt(differences_[std::max(expert, leader_)][std::min(expert, leader_)]);
        const auto lead = credits_[expert] - credits_[leader_] - costOfChange - chance;
        if (lead > bestLead) {
            best = expert;
            bestLead = lead;
        }
    }
    leader_ = best;
}

void EvictionTournament::remove(NodeId node)
{
    forgetImagined(node);
    throwOut(node);
}

void EvictionTournament::forgetImagined(NodeId node)
{
    forEachExpert([this, node](auto &expert, Expert number) {
        const auto &n = nodes_[node];
        dropped_.clear();
        if (n.isIn(number) || (number == S3Fifo && n.isGhost != 0) || (number == Lirs && n.isInStack != 0))
            expert.forget(node);
        takeDropped(number, node);
    });
}

void EvictionTournament::throwOut(NodeId node)
{
    for (int expert = 0; expert < ExpertCount; ++expert)
        takeFromOutside(node, static_cast<Expert>(expert));
    nodes_[node].isReal = 0;
    keptBytes_ -= nodes_[node].size;
    --keptCount_;
    releaseIfUnknown(node);
}

void EvictionTournament::putOutside(NodeId node, Expert expert)
{
    auto &n = nodes_[node];
    if (n.isReal == 0 || n.isIn(expert) || (n.outsideOf & bitOf(expert)) != 0)
        return;
    n.outsideOf = static_cast<quint8>(n.outsideOf | bitOf(expert));
    outsiders_[expert].pushNewest(node);
}

void EvictionTournament::takeFromOutside(NodeId node, Expert expert)
{
    auto &n = nodes_[node];
    if ((n.outsideOf & bitOf(expert)) == 0)
        return;
    n.outsideOf = static_cast<quint8>(n.outsideOf & ~bitOf(expert));
    outsiders_[expert].remove(node);
}

void EvictionTournament::releaseIfUnknown(NodeId node)
{
    const auto &n = nodes_[node];
    if (n.isTaken != 0 && n.isReal == 0 && n.residentIn == 0 && n.isGhost == 0 && n.isInStack == 0)
        nodes_.release(node);
}

size_t EvictionTournament::ownBytes() const
{
    return sizeof(*this) + nodes_.bytes() + tinyLfu_.bytes() + worth_.bytes();
}

} // namespace consultantos::eviction

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/redis/redis_scripts.h"

namespace consultantos {

/// What the work queue does in Redis, each in one step that nothing comes between. ARGV[1] is the prefix of all keys, which
/// holds one hash tag, so that they stay together. For Redis 6.2 and later (XAUTOCLAIM).
///
/// | key | what |
/// |---|---|
/// | q:CLASS:USER | stream of a user's waiting jobs; class r (given back), h, n or l; group "workers" |
/// | streams | set of all streams that there are |
/// | turn:CLASS | sorted set of users with waiting jobs, by when each was last served |
/// | seq, wheel | counters of turns |
/// | waiting | hash: jobs that wait, of each user and, by the empty name, of all |
/// | held | hash: job → worker |
/// | job:ID | hash: state, user, stream, entry, worker, seq, cancel, e:AGENT → last event, end → the job as it ended |
/// | bell | list that workers without work wait at |
/// | workers | hash: worker → what it says of itself |
/// | dead | stream of jobs that were given up |
namespace work_scripts {

/// job, user, class, most that wait in all, most of one user (0: any). Returns 1; 0 if it is there already; -1, -2: full.
[[nodiscard]] const RedisScript &submit();
/// worker. Returns job, user, stream, entry; nil if nothing waits.
[[nodiscard]] const RedisScript &take();
/// worker, job, user, stream, entry. Keeps the job from being reclaimed. Returns state (1 held, 0 lost), whether it is to be
/// cancelled, stream and entry, which are others where the queue has lost the job and takes it over anew.
[[nodiscard]] const RedisScript &hold();
/// worker, job, stream, entry, state, end, seconds to keep it. Returns 1; 0 if another worker has it.
[[nodiscard]] const RedisScript &complete();
/// worker, job, user, stream, entry. Returns 1; 0 if another worker has it.
[[nodiscard]] const RedisScript &handBack();
/// milliseconds. Gives back what nobody has held for so long. Returns the jobs.
[[nodiscard]] const RedisScript &reclaim();
/// job, end, seconds to keep it. Takes a waiting job out, or marks a running one. Returns 1 if it was waiting.
[[nodiscard]] const RedisScript &cancel();
/// job, then agent and event in turns. Returns whether the job runs.
[[nodiscard]] const RedisScript &tell();

} // namespace work_scripts

} // namespace consultantos

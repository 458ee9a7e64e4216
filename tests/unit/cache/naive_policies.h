// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache_policies/cache_policy.h"

namespace consultantos::bench {

/// The policies of makePolicy() once more, written down from their papers with plain vectors and no cleverness, to compare
/// with; null for "ours".
std::unique_ptr<CachePolicy> makeNaivePolicy(std::string_view name, quint64 capacity);

} // namespace consultantos::bench

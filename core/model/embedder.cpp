// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/embedder.h"

namespace consultantos {

Result<std::vector<std::vector<float>>> Embedder::embedAll(const QStringList &texts) const
{
    std::vector<std::vector<float>> vectors;
    vectors.reserve(static_cast<std::size_t>(texts.size()));
    for (const auto &text : texts) {
        auto vector = embed(text);
        if (!vector)
            return tl::unexpected(vector.error());
        vectors.push_back(*std::move(vector));
    }
    return vectors;
}

} // namespace consultantos

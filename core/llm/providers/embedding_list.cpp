// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/embedding_list.h"

#include <algorithm>

namespace consultantos {

std::optional<std::vector<float>> vectorOf(const QJsonArray &numbers)
{
    std::vector<float> vector;
    vector.reserve(static_cast<size_t>(numbers.size()));
    for (const auto &number : numbers) {
        if (!number.isDouble())
            return std::nullopt;
        vector.push_back(static_cast<float>(number.toDouble()));
    }
    return vector.empty() ? std::nullopt : std::optional(vector);
}

bool areEmbeddings(const QList<std::vector<float>> &vectors, qsizetype count)
{
    return vectors.size() == count
           && std::all_of(vectors.begin(), vectors.end(), [&](const std::vector<float> &vector) {
                  return !vector.empty() && vector.size() == vectors.front().size();
              });
}

} // namespace consultantos

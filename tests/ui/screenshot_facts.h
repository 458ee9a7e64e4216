// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace consultantos {
class FactStore;
}

namespace consultantos::test {

/// What the pictures show: the starter facts.
[[nodiscard]] std::shared_ptr<const FactStore> screenshotFacts();

} // namespace consultantos::test

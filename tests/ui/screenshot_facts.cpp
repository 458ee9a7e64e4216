// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot_facts.h"

#include "fixture_facts.h"

namespace consultantos::test {

std::shared_ptr<const FactStore> screenshotFacts()
{
    return std::make_shared<FixtureFacts>();
}

} // namespace consultantos::test

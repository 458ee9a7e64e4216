// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot_facts.h"

#include "base/paths.h"
#include "evidence/local_fact_store.h"

#include <QtDebug>

namespace consultantos::test {

std::shared_ptr<const FactStore> screenshotFacts()
{
    auto store = LocalFactStore::load(resourceDir(), nullptr);
    if (!store)
        qFatal("%s", qPrintable(store.error().toText()));
    return *store;
}

} // namespace consultantos::test

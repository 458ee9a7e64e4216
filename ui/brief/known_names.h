// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <functional>

namespace consultantos {

class BriefPage;

/// Reads the companies, industries and documents that can be named, on the pool, and gives them to the page; then calls
/// `done`.
/// Dropped if the page is gone by then.
void loadKnownNames(const AppServices &services, BriefPage *page, std::function<void()> done);

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace consultantos::client_workbook {

/// Leaves of a workbook's text and tables what the user has written, with the labels beside it: neither our own
/// explanations nor the ids of the hidden column are anything to find or to quote. Addresses stay.
void keepUsersText(Document &document);

} // namespace consultantos::client_workbook

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos::test {

/// A table as a spreadsheet puts it onto the clipboard: `columns` made-up monthly series of five years with trend, season and
/// noise that are the same at every run. With `hasFaults` the last two are text and a single value.
[[nodiscard]] QString sampleSeriesTable(int columns, bool hasFaults);

} // namespace consultantos::test

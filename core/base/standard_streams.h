// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

/// To be called once, before anything is read or written: standard input, output and error pass bytes on as they are, and a
/// console shows them as UTF-8. On POSIX systems they do already.
void prepareStandardStreams();

} // namespace consultantos

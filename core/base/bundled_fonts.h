// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

/// Where the system has no fonts of its own (/etc/fonts is missing) and the program was installed with some
/// (../share/fonts beside its bin folder), tells fontconfig of these by FONTCONFIG_FILE, so that text isn't boxes. Does
/// nothing where the variable is set already, and on systems without fontconfig. To be called before a QGuiApplication
/// is made, in the main thread.
void useBundledFonts();

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos {

/// Where the program was installed with fonts (../share/fonts beside its bin folder) and the system has none of its own
/// (/etc/fonts is missing), tells fontconfig of these by FONTCONFIG_FILE, so that text isn't boxes. On Windows it tells Qt
/// of them by QT_QPA_FONTDIR, which counts off screen alone, where Qt doesn't ask Windows. Does nothing where the variable
/// is set already. To be called before a QGuiApplication is made, in the main thread.
void useBundledFonts();

} // namespace consultantos

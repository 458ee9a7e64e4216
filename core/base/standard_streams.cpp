// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/standard_streams.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <cstdio>

#include <fcntl.h>
#include <io.h>
#include <windows.h>
#endif

namespace consultantos {

void prepareStandardStreams()
{
#ifdef Q_OS_WIN
    for (auto *stream : {stdin, stdout, stderr})
        _setmode(_fileno(stream), _O_BINARY); // or every line's end would become two bytes
    SetConsoleOutputCP(CP_UTF8);
    SetConsoleCP(CP_UTF8);
#endif
}

} // namespace consultantos

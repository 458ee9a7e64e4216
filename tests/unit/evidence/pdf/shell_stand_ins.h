// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// At the start of a test whose stand-in for another program is a script of a shell.
#ifdef Q_OS_WIN
#define SKIP_WITHOUT_SHELL() QSKIP("the stand-ins are scripts of a shell")
#else
#define SKIP_WITHOUT_SHELL() static_cast<void>(0)
#endif

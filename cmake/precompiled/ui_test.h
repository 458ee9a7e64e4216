// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most tests of the window include. Not <QTest> itself: what it holds depends on the libraries that a test links.
#include "ui.h"

#include <QCborMap>
#include <QCborValue>
#include <QSignalSpy>
#include <QtTest/qbenchmark.h>
#include <QtTest/qtestcase.h>
#include <QtTest/qtestdata.h>

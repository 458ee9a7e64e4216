// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What most files of the window include.
#include "core.h"

#include <QAbstractTableModel>
#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QWidget>

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QList>

class QObject;

namespace consultantos {

class KeyField;

/// Tells each field where its key is, looked up on the pool; nothing once `owner`, which has the fields, is gone.
void lookUpKeys(const AppServices &services, QObject *owner, const QList<KeyField *> &fields);

} // namespace consultantos

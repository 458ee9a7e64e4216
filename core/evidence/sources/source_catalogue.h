// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "egress/egress_options.h"

#include <QList>
#include <QString>

namespace consultantos {

/// A network source as settings and window know it.
struct SourceInfo {
    QString id;          ///< its settings are "<id>_enabled" and "<id>_url"
    QString title;       ///< a proper name
    QString secretName;  ///< of its key, e.g. "tavily_api_key"; empty if it wants none
    RateLimit rate;      ///< what its terms allow, or what is polite
    QStringList urlKeys; ///< of settings with its addresses, as Settings::sourceUrl() takes them; they share the rate
};

/// All that there are.
[[nodiscard]] const QList<SourceInfo> &networkSources();
/// The one of that id, which must exist.
[[nodiscard]] const SourceInfo &networkSource(const QString &id);

/// The options with the sources' rates for the hosts of their addresses.
[[nodiscard]] EgressOptions withSourceRates(EgressOptions options, const Settings &settings);

} // namespace consultantos

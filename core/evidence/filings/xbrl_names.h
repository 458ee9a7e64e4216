// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringView>

namespace consultantos {

/// The prefixes that a filing declares, read as the ones its taxonomies are known by: a filer may bind any prefix to
/// http://fasb.org/us-gaap/2023, but the fact is us-gaap's.
class XbrlNames {
public:
    void declare(QStringView prefix, QStringView uri);

    struct Name {
        QString taxonomy; ///< the usual prefix of a known taxonomy, else the filing's own; empty if there is none
        QString local;
    };
    /// Of a name as a filing writes it, "us-gaap:Revenues".
    [[nodiscard]] Name resolved(QStringView qualified) const;
    /// The same as one text with ':' between.
    [[nodiscard]] QString canonical(QStringView qualified) const;

private:
    QHash<QString, QString> m_usual; ///< by the filing's prefix, only where they differ
};

/// "ScheduleOfSegmentReportingInformationBySegmentTextBlock" → "Schedule Of Segment Reporting Information By Segment"
[[nodiscard]] QString wordsOfTag(QString tag);

} // namespace consultantos

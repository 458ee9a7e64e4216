// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A report as a list of recent ones shows it.
struct RecentReport {
    QString id;
    QString title; ///< the company's name
    bool operator==(const RecentReport &) const = default;
};

/// What was worked with lately in an engagement, last first, and the companies that the user pinned. Kept in recent.json of
/// the engagement's folder, so that no client shows in another's window. Pinned reports are those that the engagement
/// keeps whatever its rules of retention; see EngagementRetention.
struct RecentItems {
    static constexpr qsizetype MostReports = 12;
    static constexpr qsizetype MostCompanies = 8;

    QList<RecentReport> reports;
    QStringList companies;
    QStringList pinnedCompanies; ///< in the order of their being pinned
    QStringList commands;        ///< keys of the palette's entries

    void noteReport(const RecentReport &report);
    void forgetReport(const QString &id);
    void noteCompany(const QString &name);
    void pinCompany(const QString &name, bool isPinned);
    /// Pinned ones, then the others of the recent ones.
    [[nodiscard]] QStringList companiesToOffer() const;

    /// Nothing where there is no file. One that can't be read is as good as none: it is only a convenience.
    [[nodiscard]] static RecentItems load(const QString &folder);
    /// Does I/O, in one step.
    [[nodiscard]] Status save(const QString &folder) const;
    bool operator==(const RecentItems &) const = default;
};

} // namespace consultantos

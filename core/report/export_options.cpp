// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/export_options.h"

#include <QColor>
#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QImage>

namespace consultantos {

Result<ExportOptions> exportOptions(const QList<SettingDescription> &settings, const Result<Policy> &policy)
{
    if (!policy)
        return tl::unexpected(policy.error());
    const auto prefix = QStringLiteral("report_");
    QHash<QString, QString> look;
    for (const auto &setting : settings) {
        if (!setting.key.startsWith(prefix))
            continue;
        if (!setting.error.isEmpty())
            return fail(ErrorCode::InvalidArgument, setting.error);
        look.insert(setting.key.mid(prefix.size()), setting.value);
    }
    ExportOptions options;
    options.policy = *policy;
    auto &brand = options.brand;
    brand.colour = look.value(QStringLiteral("colour"));
    brand.font = look.value(QStringLiteral("font"));
    brand.footer = look.value(QStringLiteral("footer"));
    brand.templatePath = look.value(QStringLiteral("template"));
    const auto language = look.value(QStringLiteral("language"));
    options.usualLanguage = language == QLatin1String("en") ? QString() : language;
    if (look.value(QStringLiteral("paper")) == QLatin1String("letter"))
        options.paper = PaperSize::Letter;
    if (!brand.colour.isEmpty() && !QColor::isValidColorName(brand.colour))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("ReportFile", "The setting report_colour is no colour: \"%1\".")
                        .arg(brand.colour),
                    QCoreApplication::translate("ReportFile", "Write it as #1f3864, or leave it empty."));
    const auto logo = look.value(QStringLiteral("logo"));
    if (logo.isEmpty())
        return options;
    constexpr qint64 MostBytes = 10'000'000;
    QFile file(logo);
    if (file.open(QIODevice::ReadOnly) && file.size() <= MostBytes)
        brand.logo = file.readAll();
    if (QImage::fromData(brand.logo, "PNG").isNull())
        return fail(
            ErrorCode::Unreadable,
            QCoreApplication::translate("ReportFile", "The logo %1 could not be read as a PNG file.").arg(logo),
            QCoreApplication::translate("ReportFile", "Choose another one by the setting report_logo, or none."));
    return options;
}

Result<ExportOptions> exportPolicy(const Result<Policy> &policy)
{
    if (!policy)
        return tl::unexpected(policy.error());
    ExportOptions options;
    options.policy = *policy;
    return options;
}

} // namespace consultantos

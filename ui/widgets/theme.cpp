// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include "widgets/clear_style.h"
#include "widgets/motion.h"

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace consultantos {

namespace {

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0xf5, 0xf6, 0xf8));
    palette.setColor(QPalette::WindowText, QColor(0x1b, 0x22, 0x2c));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::AlternateBase, QColor(0xf8, 0xf9, 0xfb));
    palette.setColor(QPalette::Text, QColor(0x1b, 0x22, 0x2c));
    palette.setColor(QPalette::Button, QColor(0xff, 0xff, 0xff));
    palette.setColor(QPalette::ButtonText, QColor(0x1b, 0x22, 0x2c));
    palette.setColor(QPalette::ToolTipBase, QColor(0x1b, 0x22, 0x2c));
    palette.setColor(QPalette::ToolTipText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x5f, 0x6b, 0x7a));
    palette.setColor(QPalette::Highlight, QColor(0x0b, 0x5c, 0xad));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x0b, 0x5c, 0xad));
    palette.setColor(QPalette::LinkVisited, QColor(0x0b, 0x5c, 0xad));
    palette.setColor(QPalette::Mid, QColor(0xcf, 0xd5, 0xdd));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x8a, 0x97));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0xb9, 0xc2, 0xce));
    return palette;
}

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x1b, 0x1f, 0x26));
    palette.setColor(QPalette::WindowText, QColor(0xe7, 0xea, 0xef));
    palette.setColor(QPalette::Base, QColor(0x22, 0x27, 0x30));
    palette.setColor(QPalette::AlternateBase, QColor(0x27, 0x2d, 0x37));
    palette.setColor(QPalette::Text, QColor(0xe7, 0xea, 0xef));
    palette.setColor(QPalette::Button, QColor(0x2b, 0x31, 0x3c));
    palette.setColor(QPalette::ButtonText, QColor(0xe7, 0xea, 0xef));
    palette.setColor(QPalette::ToolTipBase, QColor(0xe7, 0xea, 0xef));
    palette.setColor(QPalette::ToolTipText, QColor(0x1b, 0x1f, 0x26));
    palette.setColor(QPalette::PlaceholderText, QColor(0x9b, 0xa6, 0xb5));
    palette.setColor(QPalette::Highlight, QColor(0x2b, 0x75, 0xc8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x79, 0xb8, 0xff));
    palette.setColor(QPalette::LinkVisited, QColor(0x79, 0xb8, 0xff));
    palette.setColor(QPalette::Mid, QColor(0x45, 0x4d, 0x5a));
    palette.setColor(QPalette::Light, QColor(0x3a, 0x42, 0x4e));
    palette.setColor(QPalette::Dark, QColor(0x14, 0x17, 0x1c));
    palette.setColor(QPalette::Shadow, QColor(0x0c, 0x0e, 0x11));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x7d, 0x87, 0x95));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x4a, 0x52, 0x5f));
    return palette;
}

void setTextSize(QApplication &application, int percent)
{
    static constexpr const char *SystemSize = "systemTextSize";
    auto font = QApplication::font();
    if (!application.property(SystemSize).isValid())
        application.setProperty(SystemSize, font.pointSizeF() > 0 ? font.pointSizeF() : QFontInfo(font).pointSizeF());
    const double points = application.property(SystemSize).toDouble() * percent / 100;
    if (qFuzzyCompare(font.pointSizeF(), points))
        return;
    font.setPointSizeF(points);
    QApplication::setFont(font);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

ThemeColors ThemeColors::of(const QPalette &palette)
{
    if (isDark(palette)) {
        return {QColor(0x79, 0xb8, 0xff), QColor(0x45, 0x4d, 0x5a), QColor(0x2b, 0x31, 0x3c), QColor(0xa8, 0xb3, 0xc1),
                QColor(0x6f, 0xd1, 0x8b), QColor(0xf2, 0xb8, 0x5a), QColor(0xff, 0x8f, 0x87), QColor(0x24, 0x3b, 0x55),
                QColor(0x5c, 0x4a, 0x12), QColor(0x78, 0x83, 0x92)};
    }
    return {QColor(0x0b, 0x5c, 0xad), QColor(0xcf, 0xd5, 0xdd), QColor(0xee, 0xf1, 0xf5), QColor(0x55, 0x60, 0x6e),
            QColor(0x1a, 0x70, 0x3c), QColor(0x8a, 0x56, 0x00), QColor(0xb3, 0x26, 0x1e), QColor(0xe3, 0xee, 0xfa),
            QColor(0xff, 0xee, 0xa8), QColor(0x80, 0x8a, 0x97)};
}

QString effectiveTheme(const QString &theme)
{
    if (theme != QLatin1String("system"))
        return theme;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = QGuiApplication::styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
#endif
    // The style's own palette follows the platform, ours (once applied) doesn't.
    return isDark(QApplication::style()->standardPalette()) ? QStringLiteral("dark") : QStringLiteral("light");
}

void applyTheme(QApplication &application, const QString &theme)
{
    Appearance appearance;
    appearance.theme = theme;
    applyAppearance(application, appearance);
}

void applyAppearance(QApplication &application, const Appearance &appearance)
{
    const auto name = effectiveTheme(appearance.theme);
    setTextSize(application, appearance.textSize);
    if (auto *fusion = QStyleFactory::create(QStringLiteral("Fusion")))
        QApplication::setStyle(new MotionStyle(new ClearStyle(fusion), reducesMotion(appearance.motion)));
    const auto palette = name == QLatin1String("dark") ? darkPalette() : lightPalette();
    QApplication::setPalette(palette);
    QFile file(QStringLiteral(":/styles/consultantos.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    auto sheet = QString::fromUtf8(file.readAll());
    const auto colors = ThemeColors::of(palette);
    const std::pair<QLatin1String, QColor> names[] = {{QLatin1String("@accentSoft"), colors.accentSoft},
                                                      {QLatin1String("@accent"), colors.accent},
                                                      {QLatin1String("@border"), colors.border},
                                                      {QLatin1String("@card"), colors.card},
                                                      {QLatin1String("@edge"), colors.edge},
                                                      {QLatin1String("@muted"), colors.muted},
                                                      {QLatin1String("@negative"), colors.negative},
                                                      {QLatin1String("@warning"), colors.warning},
                                                      {QLatin1String("@positive"), colors.positive}};
    for (const auto &[word, color] : names)
        sheet.replace(word, color.name());
    constexpr double TitlePoints = 20;
    constexpr double HeadingPoints = 13;
    for (const auto &[word, points] : {std::pair{"@titleSize", TitlePoints}, std::pair{"@headingSize", HeadingPoints}})
        sheet.replace(QLatin1String(word), QStringLiteral("%1pt").arg(points * appearance.textSize / 100));
    application.setStyleSheet(sheet);
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the window's pages: screenshots FOLDER [--language de] [--theme dark] [--text-size 200] [--suffix -dark]
// [PAGE…]. The scale is Qt's own (QT_SCALE_FACTOR). The pages are those of page_tour.h.
#include "page_tour.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

using namespace consultantos;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("language"), {}, QStringLiteral("code"), QStringLiteral("en")},
                       {QStringLiteral("theme"), {}, QStringLiteral("name"), QStringLiteral("light")},
                       {QStringLiteral("text-size"), {}, QStringLiteral("per cent"), QStringLiteral("100")},
                       {QStringLiteral("suffix"), {}, QStringLiteral("text")}});
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    if (arguments.size() < 2)
        parser.showHelp(2);
    const QDir folder(arguments.first());
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    Translation translation;
    translation.use(parser.value(QStringLiteral("language")));
    Appearance appearance;
    appearance.theme = parser.value(QStringLiteral("theme"));
    appearance.textSize = parser.value(QStringLiteral("text-size")).toInt();
    applyAppearance(application, appearance);
    test::PageTour tour(arguments.mid(1));
    // At 200 % as on a small screen of high density, so that the pictures stay small files.
    if (!tour.show(tour.window().devicePixelRatioF() > 1 ? QSize(1024, 680) : QSize(1280, 800)))
        return 1;
    const auto save = [&](const QString &page, QWidget *shown) {
        const auto image = shown->grab().toImage().convertToFormat(QImage::Format_RGB888);
        const auto path = folder.filePath(page + parser.value(QStringLiteral("suffix")) + QStringLiteral(".png"));
        if (!image.save(path, "PNG", 0))
            qFatal("can't write %s", qPrintable(path));
    };
    return tour.walk(save) ? 0 : 1;
}

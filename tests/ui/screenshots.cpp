// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the window's pages: screenshots FOLDER [--language de] [--theme dark] [--suffix -dark] [PAGE…].
// The scale is Qt's own (QT_SCALE_FACTOR). Pages: brief, run, summary, porter, swot, pestel, blue_ocean, financials, library,
// settings, inspector. The report comes from a real analysis of the starter facts.
#include "brief/brief_page.h"
#include "report/inspector.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "run/agent_graph.h"
#include "run/run_model.h"
#include "screenshot_facts.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "storage/report_repository.h"
#include "test_services.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace consultantos;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("language"), {}, QStringLiteral("code"), QStringLiteral("en")},
                       {QStringLiteral("theme"), {}, QStringLiteral("name"), QStringLiteral("light")},
                       {QStringLiteral("suffix"), {}, QStringLiteral("text")}});
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    if (arguments.size() < 2)
        parser.showHelp(2);
    const QDir folder(arguments.first());
    const auto pages = arguments.mid(1);

    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    Translation translation;
    translation.use(parser.value(QStringLiteral("language")));
    applyTheme(application, parser.value(QStringLiteral("theme")));
    test::TestServices services(test::screenshotFacts());
    MainWindow window(services.app());
    // At 200 % as on a small screen of high density, so that the pictures stay small files.
    window.resize(window.devicePixelRatioF() > 1 ? QSize(1024, 680) : QSize(1280, 800));
    QSignalSpy ready(&window, &MainWindow::ready);
    window.show();
    if (!ready.wait(10'000))
        return 1;

    const auto shoot = [&](const QString &page) {
        QTest::qWait(300);
        const auto image = window.grab().toImage().convertToFormat(QImage::Format_RGB888);
        const auto path = folder.filePath(page + parser.value(QStringLiteral("suffix")) + QStringLiteral(".png"));
        if (!image.save(path, "PNG", 0))
            qFatal("can't write %s", qPrintable(path));
    };
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    request.question = QStringLiteral("How resilient is its margin?");
    request.region = QStringLiteral("Europe");
    window.brief()->setRequest(request);
    if (pages.contains(QLatin1String("brief")))
        shoot(QStringLiteral("brief"));
    window.brief()->submit();
    if (!QTest::qWaitFor([&window] { return window.currentPage() == MainWindow::Reports; }, 60'000))
        return 1;
    if (pages.contains(QLatin1String("run"))) {
        window.showPage(MainWindow::Run);
        shoot(QStringLiteral("run"));
        window.showPage(MainWindow::Reports);
    }
    auto *view = window.reports()->current();
    for (const auto *id : {"porter", "swot", "pestel", "blue_ocean"}) {
        if (pages.contains(QLatin1String(id))) {
            view->showPage(QStringLiteral("framework:") + QLatin1String(id));
            shoot(QLatin1String(id));
        }
    }
    for (const auto *id : {"summary", "financials", "recommendations", "data_requests", "sources"}) {
        if (pages.contains(QLatin1String(id))) {
            view->showPage(QLatin1String(id));
            shoot(QLatin1String(id));
        }
    }
    if (pages.contains(QLatin1String("inspector"))) {
        view->showPage(QStringLiteral("summary"));
        for (const auto &claim : view->report()->claims()) {
            if (!claim.numbers.isEmpty()) {
                Q_EMIT view->evidenceActivated(QStringLiteral("number"), claim.id + QStringLiteral("/0"));
                break;
            }
        }
        shoot(QStringLiteral("inspector"));
    }
    for (const auto &[page, name] :
         {std::pair(MainWindow::Library, "library"), std::pair(MainWindow::SettingsView, "settings")}) {
        if (pages.contains(QLatin1String(name))) {
            window.showPage(page);
            shoot(QLatin1String(name));
        }
    }
    return 0;
}

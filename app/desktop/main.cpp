// SPDX-License-Identifier: GPL-3.0-or-later
#include "about/components.h"
#include "about/program_version.h"
#include "base/bundled_fonts.h"
#include "base/clock.h"
#include "base/paths.h"
#include "base/process_end.h"
#include "base/settings.h"
#include "base/standard_streams.h"
#include "base/version.h"
#include "diagnosis/diagnosis.h"
#include "display_check.h"
#include "loop_watch.h"
#include "services.h"
#include "shell/main_window.h"
#include "shell/start_failure.h"
#include "shell/translation.h"
#include "shell/window_keeper.h"
#include "start_timer.h"
#include "support/support_archive.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace consultantos;

namespace {

struct Options {
    QString dataDir;
    QString engagement;
    QString store;
    bool isOffline = false;
    bool measuresStart = false;
    QStringList files;
};

QStringList absolutePaths(QStringList paths)
{
    for (auto &path : paths)
        path = QFileInfo(path).absoluteFilePath();
    return paths;
}

ProgramAbout aboutThis(const QString &dataDir)
{
    const auto program = ProgramVersion::ofThis();
    ProgramAbout about{program.commit, program.isModified, dataDir, {}};
    for (const auto &component : componentsOf(program))
        about.parts.append({component.name, component.version, component.licence, component.home, component.use});
    return about;
}

/// Parsed before there is a window system, so that --help works without one. Exits on --help, --version and errors.
Options parseOptions(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Analyses of companies whose every number traces to its source."));
    parser.addHelpOption();
    const QCommandLineOption dataDir(
        QStringLiteral("data-dir"),
        QCoreApplication::translate("main", "Keep library, facts and settings in this folder."),
        QCoreApplication::translate("main", "folder"));
    const QCommandLineOption engagement(
        QStringLiteral("engagement"),
        QCoreApplication::translate("main", "Work in this client's own stores, begun if new."),
        QCoreApplication::translate("main", "name"));
    const QCommandLineOption store(
        QStringLiteral("store"),
        QCoreApplication::translate("Cli", "Work in a team's store: postgresql://user@host:port/database."),
        QStringLiteral("url"));
    const QCommandLineOption offline(
        QStringLiteral("offline"),
        QCoreApplication::translate("main", "Let nothing out to the network in this session."));
    const QCommandLineOption measure(QStringLiteral("measure-start"),
                                     QCoreApplication::translate("main", "Print how long the start took, and quit."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QCoreApplication::translate("Cli", "Versions of program, commit and libraries."));
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("main", "A sealed report to show, or a file to import."),
                                 QStringLiteral("[file…]"));
    parser.addOptions({version, dataDir, engagement, store, offline, measure});
    parser.process(application);
    if (parser.isSet(version)) {
        std::fputs(ProgramVersion::ofThis().toText(QCoreApplication::applicationName()).constData(), stdout);
        std::exit(0);
    }
    return {parser.value(dataDir), parser.value(engagement), parser.value(store),
            parser.isSet(offline), parser.isSet(measure),    absolutePaths(parser.positionalArguments())};
}

/// Where nobody looks at the screen nobody would ever answer.
bool isOnScreen()
{
    const auto platform = QGuiApplication::platformName();
    return platform != QLatin1String("offscreen") && platform != QLatin1String("minimal");
}

/// What the settings say, whatever else in them is at fault.
QString languageFor(const QString &dataDir)
{
    for (const auto &setting : Settings::describe(dataDir, QProcessEnvironment::systemEnvironment())) {
        if (setting.key == QLatin1String("language") && setting.error.isEmpty())
            return setting.value;
    }
    return QStringLiteral("system");
}

/// Null: it couldn't be, and the user was told.
std::unique_ptr<Services> openServices(const Options &options)
{
    const auto folder = dataDir(options.dataDir);
    Translation early;
    early.use(languageFor(folder));
    for (;;) {
        auto services = std::make_unique<Services>();
        const auto opened = services->open(folder, options.engagement, options.store, options.isOffline);
        if (opened)
            return services;
        std::fprintf(stderr, "consultantos: %s\n", qPrintable(opened.error().toText()));
        if (options.measuresStart || !isOnScreen())
            return nullptr;
        StartFailure failure(opened.error(), folder,
                             StartFailure::isOfSettingsFile(folder, services->app().environment));
        if (failure.ask() == StartFailure::Way::Quit)
            return nullptr;
        if (const auto aside = StartFailure::setSettingsAside(folder, SystemClock()); !aside) {
            StartFailure(aside.error(), folder, false).exec();
            return nullptr;
        }
    }
}

int run(int argc, char **argv)
{
    const StartTimer timer;
    prepareStandardStreams();
    QCoreApplication::setApplicationName(QStringLiteral("consultantos"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(Version));
    const auto options = parseOptions(argc, argv);
    if (!hasDisplay()) {
        std::fputs(noDisplayMessage().constData(), stderr);
        return 1;
    }
    useBundledFonts();
    const DisplayFailureGuard guard;
    QApplication application(argc, argv);
    guard.release();
    QGuiApplication::setApplicationDisplayName(QStringLiteral("ConsultantOS"));
    // That of packaging/linux, by which Wayland's and GNOME's shells find name and icon.
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.consultantos"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/consultantos.svg")));

    const auto opened = openServices(options);
    if (!opened)
        return 1;
    auto &services = *opened;
    const LoopWatch watch(services.app().metrics);
    WindowKeeper keeper(application, services.app());
    services.setReplaceWindow([&keeper](const std::function<void(AppServices &)> &change) { keeper.reopen(change); });
    keeper.setAbout(aboutThis(services.app().dataDir));
    keeper.setWriteSupport([&app = services.app()](const QString &path) {
        SupportParts parts;
        parts.program = QStringLiteral("consultantos");
        parts.dataDir = app.dataDir;
        parts.environment = app.environment;
        parts.findings = Diagnosis::of({app.dataDir, app.engagement, app.environment}).forSupport();
        return writeSupportArchive(path, parts, *app.clock);
    });
    auto *window = keeper.open();
    window->openFiles(options.files);
    if (options.measuresStart) {
        QObject::connect(window, &MainWindow::ready, &application, [&timer] {
            // Idle: what the window has still to do for being usable stands before this in the queue.
            QTimer::singleShot(0, qApp, [&timer] {
                std::printf("%s\n", timer.report().constData());
                QCoreApplication::quit();
            });
        });
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    return endProcess(run(argc, argv));
}

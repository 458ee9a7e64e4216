// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/data_panel.h"

#include "settings/data_words.h"
#include "storage/backup/archive_writer.h"
#include "storage/backup/backup_rotation.h"
#include "storage/backup/restore.h"
#include "storage/backup/restore_journal.h"
#include "storage/upkeep/retention.h"
#include "storage/upkeep/store_space.h"
#include "widgets/async.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

namespace {

constexpr int ProgressSteps = 1'000;

struct Overview {
    DataSpace space;
    QDateTime newest; ///< backup of the schedule; invalid: none
    QString backupFolder;
    bool restoreWaits = false;
};

QLabel *makeText(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString localTime(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

/// The password of the settings; empty where backups aren't encrypted.
Result<QByteArray> passwordOf(const Settings &settings)
{
    const auto file = settings.backupPasswordFile();
    return file.isEmpty() ? QByteArray() : readPasswordFile(file);
}

QString storesOf(const AppServices &services)
{
    return services.storeFolder.isEmpty() ? services.dataDir : services.storeFolder;
}

} // namespace

DataPanel::DataPanel(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_questions(dialogs())
    , m_space(makeText(QStringLiteral("dataSpace")))
    , m_schedule(makeText(QStringLiteral("backupSchedule")))
    , m_outcome(makeText(QStringLiteral("dataOutcome")))
    , m_retention(makeText(QStringLiteral("retentionPreview")))
    , m_progress(new QProgressBar)
    , m_stop(new QPushButton(tr("Stop")))
    , m_quit(new QPushButton(tr("Quit now")))
    , m_callOff(new QPushButton(tr("Don't restore")))
    , m_retain(new QPushButton(tr("Delete these")))
{
    auto *where = makeText(QStringLiteral("dataFolder"));
    where->setText(tr("Kept in %1").arg(QDir::toNativeSeparators(m_services.dataDir)));
    m_space->setProperty("role", QStringLiteral("muted"));
    m_schedule->setProperty("role", QStringLiteral("muted"));
    m_progress->setObjectName(QStringLiteral("dataProgress"));
    m_progress->setRange(0, ProgressSteps);
    auto *actions = new FlowLayout(GridUnit);
    const auto addAction = [&](const QString &text, const QString &name, void (DataPanel::*slot)()) {
        auto *button = new QPushButton(text);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, slot);
        actions->addWidget(button);
        m_actions.append(button);
    };
    addAction(tr("Back up now …"), QStringLiteral("backUp"), &DataPanel::backUp);
    addAction(tr("Restore …"), QStringLiteral("restore"), &DataPanel::restore);
    addAction(tr("What would retention delete?"), QStringLiteral("previewRetention"), &DataPanel::previewRetention);
    addAction(tr("Give back unused room"), QStringLiteral("vacuum"), &DataPanel::vacuum);
    auto *running = new QHBoxLayout;
    running->setSpacing(GridUnit);
    running->addWidget(m_progress, 1);
    running->addWidget(m_stop);
    auto *after = new QHBoxLayout;
    after->setSpacing(GridUnit);
    const std::pair<QPushButton *, QString> others[] = {{m_stop, QStringLiteral("stopDataWork")},
                                                        {m_quit, QStringLiteral("quitToRestore")},
                                                        {m_callOff, QStringLiteral("callOffRestore")},
                                                        {m_retain, QStringLiteral("retain")}};
    for (const auto &[button, name] : others) {
        button->setObjectName(name);
        button->hide();
        if (button != m_stop)
            after->addWidget(button);
    }
    after->addStretch();
    m_progress->hide();
    connect(m_stop, &QPushButton::clicked, this, [this] { m_cancel.cancel(); });
    connect(m_quit, &QPushButton::clicked, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    connect(m_callOff, &QPushButton::clicked, this, &DataPanel::callOff);
    connect(m_retain, &QPushButton::clicked, this, &DataPanel::retain);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    for (auto *label : {where, m_space, m_schedule})
        layout->addWidget(label);
    layout->addLayout(actions);
    layout->addLayout(running);
    layout->addWidget(m_outcome);
    layout->addWidget(m_retention);
    layout->addLayout(after);
    m_outcome->hide();
    m_retention->hide();
}

DataPanel::~DataPanel()
{
    m_cancel.cancel();
}

DataPanel::Questions DataPanel::dialogs()
{
    Questions questions;
    questions.whereTo = [this](const QString &suggested) {
        return QFileDialog::getSaveFileName(this, tr("Back up now"), suggested, tr("Backups (*.zip)"));
    };
    questions.whichOne = [this] {
        return QFileDialog::getOpenFileName(this, tr("Restore"), m_services.settings.backupFolder(),
                                            tr("Backups (*.zip)"));
    };
    questions.isSure = [this](const QString &text, const QString &action) {
        QMessageBox box(QMessageBox::Warning, action, text, QMessageBox::Cancel, this);
        const auto *yes = box.addButton(action, QMessageBox::AcceptRole);
        box.exec();
        return box.clickedButton() == yes;
    };
    return questions;
}

void DataPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void DataPanel::refresh()
{
    runAsync(
        m_services.pool, this,
        [dataDir = m_services.dataDir, environment = m_services.environment, settings = m_services.settings] {
            const auto folder = Settings::load(dataDir, environment).value_or(settings).backupFolder();
            const auto backups = folder.isEmpty() ? QList<RotatedBackup>() : rotatedBackups(folder);
            return std::make_shared<const Overview>(Overview{dataSpace(dataDir),
                                                             backups.isEmpty() ? QDateTime() : backups.first().madeAt,
                                                             folder, QFileInfo::exists(RestoreJournal::path(dataDir))});
        },
        [this](const std::shared_ptr<const Overview> &overview) {
            m_space->setText(data_words::space(overview->space));
            if (overview->backupFolder.isEmpty())
                m_schedule->setText(tr("No backups are made by themselves: name a folder for them below, best on "
                                       "another disk."));
            else if (!overview->newest.isValid())
                m_schedule->setText(tr("The first backup will be made within minutes."));
            else
                m_schedule->setText(tr("The newest backup is of %1.").arg(localTime(overview->newest)));
            m_quit->setVisible(overview->restoreWaits);
            m_callOff->setVisible(overview->restoreWaits);
        });
}

void DataPanel::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    for (auto *button : std::as_const(m_actions))
        button->setEnabled(!isBusy);
    m_retain->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
    m_stop->setVisible(isBusy);
}

void DataPanel::start(const QString &title, const Work &work)
{
    if (m_isBusy)
        return;
    m_cancel = CancellationSource();
    m_outcome->setText(title);
    m_outcome->show();
    m_progress->setValue(0);
    setBusy(true);
    // Told from a thread of the pool, at most once a step.
    const QPointer<QProgressBar> bar(m_progress);
    const auto shown = std::make_shared<int>(-1);
    BackupProgress progress;
    progress.cancel = m_cancel.token();
    progress.onProgress = [bar, shown](qint64 done, qint64 total) {
        const int step = total > 0 ? int(double(done) / double(total) * ProgressSteps) : ProgressSteps;
        if (step == *shown)
            return;
        *shown = step;
        QMetaObject::invokeMethod(
            qApp,
            [bar, step] {
                if (bar)
                    bar->setValue(step);
            },
            Qt::QueuedConnection);
    };
    runAsync(
        m_services.pool, this, [work, progress] { return work(progress); },
        [this](const Result<QString> &done) {
            setBusy(false);
            m_outcome->setText(done ? *done : done.error().message);
            if (!done && done.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(done.error());
            refresh();
        });
}

void DataPanel::backUp()
{
    auto folder = m_services.settings.backupFolder();
    if (folder.isEmpty())
        folder = QDir::homePath();
    const auto target = m_questions.whereTo(QDir(folder).filePath(rotatedName(m_services.clock->nowUtc())));
    if (target.isEmpty())
        return;
    start(tr("Backing up …"),
          [target, dataDir = m_services.dataDir, settings = m_services.settings,
           clock = m_services.clock](const BackupProgress &progress) -> Result<QString> {
              const auto password = passwordOf(settings);
              if (!password)
                  return tl::unexpected(password.error());
              BackupOrder order;
              order.folder = dataDir;
              order.target = target;
              order.password = *password;
              return makeBackup(order, *clock, progress).map([](const BackupOutcome &made) {
                  return tr("%1: %2, %3 of data.")
                      .arg(QDir::toNativeSeparators(made.path), data_words::size(made.archiveBytes),
                           data_words::size(made.manifest.bytes()));
              });
          });
}

void DataPanel::restore()
{
    const auto archive = m_questions.whichOne();
    if (archive.isEmpty())
        return;
    if (!m_questions.isSure(tr("All data of all engagements takes the state of this backup at the next start. What is "
                               "there now is kept beside it."),
                            tr("Restore")))
        return;
    start(tr("Checking the backup …"),
          [archive, dataDir = m_services.dataDir, settings = m_services.settings,
           clock = m_services.clock](const BackupProgress &progress) -> Result<QString> {
              const auto password = passwordOf(settings);
              if (!password)
                  return tl::unexpected(password.error());
              return prepareRestore(archive, dataDir, *password, *clock, progress).map([](const RestoreOutcome &ready) {
                  return tr("Ready. At the next start, when no other program works with the data, it has the state of "
                            "%1. What is there then will be in %2.")
                      .arg(localTime(ready.manifest.createdAt), QDir::toNativeSeparators(ready.aside));
              });
          });
}

void DataPanel::callOff()
{
    start({}, [dataDir = m_services.dataDir](const BackupProgress &) {
        return callOffRestore(dataDir).map([] { return tr("Nothing will be restored."); });
    });
}

void DataPanel::previewRetention()
{
    start({},
          [folder = storesOf(m_services), dataDir = m_services.dataDir, environment = m_services.environment,
           clock = m_services.clock, panel = QPointer<DataPanel>(this)](const BackupProgress &) -> Result<QString> {
              const auto settings = Settings::load(dataDir, environment);
              if (!settings)
                  return tl::unexpected(settings.error());
              const auto rules = EngagementRetention(folder).rules(*settings);
              if (!rules)
                  return tl::unexpected(rules.error());
              const auto shares = Retention(folder, clock).preview(*rules);
              if (!shares)
                  return tl::unexpected(shares.error());
              QStringList texts;
              for (const auto &share : *shares) {
                  if (const auto text = data_words::share(share); !text.isEmpty())
                      texts.append(text);
              }
              QMetaObject::invokeMethod(
                  qApp,
                  [panel, texts] {
                      if (!panel)
                          return;
                      panel->m_retention->setText(texts.join(QLatin1Char('\n')));
                      panel->m_retention->setVisible(!texts.isEmpty());
                      panel->m_retain->setVisible(!texts.isEmpty());
                  },
                  Qt::QueuedConnection);
              return texts.isEmpty() ? tr("By the rules below nothing would go now.")
                                     : tr("By the rules below this would go, of the engagement that is open:");
          });
}

void DataPanel::retain()
{
    if (!m_questions.isSure(m_retention->text(), tr("Delete")))
        return;
    m_retention->hide();
    m_retain->hide();
    start({},
          [folder = storesOf(m_services), dataDir = m_services.dataDir, environment = m_services.environment,
           clock = m_services.clock](const BackupProgress &progress) -> Result<QString> {
              const auto settings = Settings::load(dataDir, environment);
              if (!settings)
                  return tl::unexpected(settings.error());
              const auto rules = EngagementRetention(folder).rules(*settings);
              if (!rules)
                  return tl::unexpected(rules.error());
              return Retention(folder, clock)
                  .carryOut(*rules, progress.cancel)
                  .map([](const QList<RetentionShare> &shares) {
                      QStringList texts;
                      for (const auto &share : shares) {
                          if (const auto text = data_words::share(share); !text.isEmpty())
                              texts.append(text);
                      }
                      return tr("Deleted: %1.").arg(texts.join(QStringLiteral("; ")));
                  });
          });
}

void DataPanel::vacuum()
{
    start(tr("Giving back unused room …"), [dataDir = m_services.dataDir](const BackupProgress &progress) {
        return vacuumStores(dataDir, progress).map([](qint64 bytes) {
            return tr("Given back: %1.").arg(data_words::size(bytes));
        });
    });
}

} // namespace consultantos

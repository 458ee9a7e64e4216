// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/digest_dialog.h"

#include "base/whole_file.h"
#include "monitors/monitor_access.h"
#include "widgets/async.h"
#include "widgets/saving.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

QString formatOf(const QString &path)
{
    for (const auto *format : {"md", "json"}) {
        if (QFileInfo(path).suffix().compare(QLatin1String(format), Qt::CaseInsensitive) == 0)
            return QLatin1String(format);
    }
    return QStringLiteral("html");
}

} // namespace

DigestDialog::DigestDialog(const AppServices &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_period(new QComboBox)
    , m_text(new QTextBrowser)
    , m_error(new QLabel)
    , m_save(new QPushButton(tr("&Save as …")))
{
    setObjectName(QStringLiteral("digestDialog"));
    setWindowTitle(tr("Digest of alerts"));
    m_period->setObjectName(QStringLiteral("digestPeriod"));
    const std::pair<QString, int> periods[] = {
        {tr("Last 24 hours"), 1}, {tr("Last 7 days"), 7}, {tr("Last 30 days"), 30}, {tr("Last 90 days"), 90}};
    for (const auto &[title, days] : periods)
        m_period->addItem(title, days);
    m_period->setCurrentIndex(1);
    auto *name = new QLabel(tr("&Period"));
    name->setBuddy(m_period);
    m_text->setObjectName(QStringLiteral("digestText"));
    m_text->setAccessibleName(windowTitle());
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(2 * GridUnit);
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->hide();
    m_save->setObjectName(QStringLiteral("digestSave"));
    m_save->setEnabled(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(GridUnit);
    bar->addWidget(name);
    bar->addWidget(m_period);
    bar->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit + GridUnit / 2);
    column->addLayout(bar);
    column->addWidget(m_text, 1);
    column->addWidget(m_error);
    column->addWidget(buttons);
    connect(m_period, &QComboBox::currentIndexChanged, this, &DigestDialog::load);
    connect(m_save, &QPushButton::clicked, this, &DigestDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int character = fontMetrics().averageCharWidth();
    const auto room = parent != nullptr ? parent->window()->size() : QSize(character * 120, character * 100);
    resize(std::min(character * 110, room.width()), std::min(fontMetrics().lineSpacing() * 40, room.height()));
    load();
}

void DigestDialog::load()
{
    struct Read {
        Result<AlertDigest> digest;
        QString html;
    };
    using Shared = std::shared_ptr<const Read>;
    const auto now = m_services.clock->nowUtc();
    runAsync(
        m_services.pool, this,
        [access = m_services.monitors, from = now.addDays(-m_period->currentData().toInt()), now]() -> Shared {
            Read read{access->digest(from, now), {}};
            if (read.digest)
                read.html =
                    QString::fromUtf8(access->writeDigest(*read.digest, QStringLiteral("html")).value_or(QByteArray()));
            return std::make_shared<const Read>(std::move(read));
        },
        [this, query = ++m_query](const Shared &read) {
            if (query != m_query)
                return;
            m_save->setEnabled(bool(read->digest));
            if (!read->digest) {
                showFailure(read->digest.error());
                return;
            }
            m_error->hide();
            m_digest = *read->digest;
            m_text->setHtml(read->html);
            Q_EMIT shown();
        });
}

void DigestDialog::chooseFile()
{
    const auto day = m_digest.to.toLocalTime().date().toString(Qt::ISODate);
    auto *dialog = askWhereToSave(this, tr("Save the digest"), tr("alerts %1").arg(day) + QStringLiteral(".html"),
                                  {tr("Web page (*.html)"), tr("Markdown (*.md)"), tr("JSON (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, this, &DigestDialog::saveTo);
}

void DigestDialog::saveTo(const QString &path)
{
    runAsync(
        m_services.pool, this,
        [access = m_services.monitors, digest = m_digest, path] {
            return access->writeDigest(digest, formatOf(path)).and_then([&path](const QByteArray &bytes) {
                return writeFile(path, bytes);
            });
        },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT message(savedAsText(path), path);
            else
                showFailure(done.error());
        });
}

void DigestDialog::showFailure(const Error &error)
{
    m_error->setText(error.toText());
    m_error->show();
}

} // namespace consultantos

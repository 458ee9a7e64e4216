// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/keychain_secret_store.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace consultantos {
namespace {

const QString Service = QStringLiteral("ConsultantOS");

struct Outcome {
    QKeychain::Error error = QKeychain::NoError;
    QString value;
};

/// Filled by the keyring's thread, awaited by the caller's; either may be the last to let go.
struct Pending {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Outcome> outcome;
};

Error unavailable(const QString &name)
{
    return {ErrorCode::Denied,
            QCoreApplication::translate("Secrets", "The key %1 can't be kept or read: no keyring service answers.")
                .arg(name),
            QCoreApplication::translate("Secrets",
                                        "Start and unlock the keyring, or set %1 in the environment. Keys are "
                                        "never written to a file.")
                .arg(secretEnvironmentName(name))};
}

Error refused(const QString &name)
{
    return {ErrorCode::Denied, QCoreApplication::translate("Secrets", "The keyring refuses the key %1.").arg(name),
            QCoreApplication::translate("Secrets", "Unlock the keyring and try again, or set %1 in the environment.")
                .arg(secretEnvironmentName(name)),
            true};
}

Error errorOf(QKeychain::Error error, const QString &name)
{
    const bool isRefusal = error == QKeychain::AccessDenied || error == QKeychain::AccessDeniedByUser;
    return isRefusal ? refused(name) : unavailable(name);
}

} // namespace

struct KeychainSecretStore::Private {
    QThread thread;
    QObject *worker = nullptr;
    std::chrono::milliseconds patience;

    /// Runs a job in the keyring's thread. `valueOf` reads the finished job.
    template <typename Job>
    Result<Outcome> run(const QString &name, std::function<void(Job &)> prepare,
                        std::function<QString(Job &)> valueOf) const
    {
        const auto pending = std::make_shared<Pending>();
        QMetaObject::invokeMethod(worker, [worker = worker, name, pending, prepare, valueOf] {
            auto *job = new Job(Service, worker);
            job->setInsecureFallback(false);
            job->setKey(name);
            if (prepare)
                prepare(*job);
            QObject::connect(job, &QKeychain::Job::finished, worker, [job, pending, valueOf](QKeychain::Job *) {
                const std::lock_guard lock(pending->mutex);
                pending->outcome = Outcome{job->error(), valueOf ? valueOf(*job) : QString()};
                pending->changed.notify_all();
            });
            job->start();
        });
        std::unique_lock lock(pending->mutex);
        if (!pending->changed.wait_for(lock, patience, [&] { return pending->outcome.has_value(); }))
            return fail(ErrorCode::TimedOut,
                        QCoreApplication::translate("Secrets", "The keyring did not answer; the key %1 was not used.")
                            .arg(name),
                        QCoreApplication::translate("Secrets", "Unlock the keyring and try again."), true);
        return *pending->outcome;
    }
};

KeychainSecretStore::KeychainSecretStore(std::chrono::milliseconds patience)
    : d(std::make_unique<Private>())
{
    d->patience = patience;
    d->worker = new QObject;
    d->worker->moveToThread(&d->thread);
    QObject::connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    d->thread.setObjectName(QStringLiteral("keyring"));
    d->thread.start();
}

KeychainSecretStore::~KeychainSecretStore()
{
    d->thread.quit();
    d->thread.wait();
}

Result<std::optional<Secret>> KeychainSecretStore::read(const QString &name) const
{
    const auto outcome =
        d->run<QKeychain::ReadPasswordJob>(name, {}, [](QKeychain::ReadPasswordJob &job) { return job.textData(); });
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (outcome->error == QKeychain::EntryNotFound)
        return std::optional<Secret>();
    if (outcome->error != QKeychain::NoError)
        return tl::unexpected(errorOf(outcome->error, name));
    return outcome->value.isEmpty() ? std::optional<Secret>() : Secret(outcome->value);
}

Status KeychainSecretStore::write(const QString &name, const Secret &secret)
{
    const auto outcome = d->run<QKeychain::WritePasswordJob>(
        name, [secret](QKeychain::WritePasswordJob &job) { job.setTextData(secret.reveal()); }, {});
    if (!outcome)
        return tl::unexpected(outcome.error());
    return outcome->error == QKeychain::NoError ? Status() : tl::unexpected(errorOf(outcome->error, name));
}

Status KeychainSecretStore::remove(const QString &name)
{
    const auto outcome = d->run<QKeychain::DeletePasswordJob>(name, {}, {});
    if (!outcome)
        return tl::unexpected(outcome.error());
    const bool isGone = outcome->error == QKeychain::NoError || outcome->error == QKeychain::EntryNotFound;
    return isGone ? Status() : tl::unexpected(errorOf(outcome->error, name));
}

} // namespace consultantos

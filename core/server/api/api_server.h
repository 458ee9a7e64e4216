// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "server/api/access_guard.h"
#include "server/http/http_server.h"
#include "server/jobs/job_queue.h"
#include "server/routes/routes.h"
#include "storage/job_repository.h"

#include <memory>

namespace consultantos {

struct ApiOptions {
    ServerOptions server;
    AccessGuard::Options access;
    JobQueue::Limits jobs;
    QString dataDir;     ///< where the tokens are
    QString storeFolder; ///< of the engagement: one server at a time
};

/// The local HTTP API: resources/api/openapi.yaml. Beyond this machine it listens with TLS only, unless `isInsecure`.
class ApiServer {
public:
    /// What a server before left unfinished is Interrupted from here on. Errors: Busy if another server works on the
    /// engagement; Denied for an address that others reach, without TLS or with anonymous callers.
    [[nodiscard]] static Result<std::unique_ptr<ApiServer>> start(ApiOptions options, ApiServices services,
                                                                  std::shared_ptr<JobRepository> jobs,
                                                                  bool isInsecure = false);
    /// Answers what is under way, stops, and keeps what waits as Interrupted.
    ~ApiServer();
    ApiServer(const ApiServer &) = delete;
    ApiServer &operator=(const ApiServer &) = delete;

    /// Everything that a server may be asked, in the order in which it looks. Nothing of it may be called.
    [[nodiscard]] static QList<ApiRoute> routes();

    [[nodiscard]] QString url() const; ///< "http://127.0.0.1:8080"
    [[nodiscard]] quint16 port() const;

private:
    struct Private;
    explicit ApiServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace consultantos

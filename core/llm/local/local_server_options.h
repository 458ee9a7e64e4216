// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/settings.h"
#include "egress/egress_services.h"
#include "egress/retry_policy.h"

#include <QProcessEnvironment>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

/// What a llama-server is started for: it does one of them properly.
enum class LocalServerUse { Replies, Embeddings };

/// How a model's server on this machine is started and watched. A value.
struct LocalServerOptions {
    QString program;   ///< path of llama-server; empty: the one on the PATH
    QString modelFile; ///< GGUF
    LocalServerUse use = LocalServerUse::Replies;
    int contextTokens = 8'192; ///< that one request may fill, reply included; at most what the model was trained for
    int parallelRequests = 2;

    std::chrono::milliseconds startLimit{180'000};    ///< until a start must have loaded the model
    std::chrono::milliseconds probeInterval{100};     ///< between questions whether it has
    std::chrono::milliseconds healthInterval{10'000}; ///< between looks at a running server
    std::chrono::milliseconds healthLimit{5'000};     ///< for its answer to one
    int maxSilentChecks = 3;                          ///< without an answer: it hangs and is started anew
    std::chrono::milliseconds stableTime{120'000};    ///< after so long without a fault earlier ones are forgotten
    int maxFailures = 3;                              ///< in a row; then it is given up
    std::chrono::milliseconds coolDown{30'000};       ///< before one that was given up is tried again
    RetryPolicy backOff;                              ///< before a server that failed is started again
    std::chrono::milliseconds stopGrace{3'000};       ///< between asking it to end and killing it
    std::chrono::milliseconds idleLimit{900'000};     ///< after which an unused server gives its memory back

    /// What the server's environment is made of: without our keys, and without what would have it fetch something.
    QProcessEnvironment environment;
};

/// The options that the settings come to. Embeddings are of the file that llm_embedding_model names with its whole path,
/// else of the one for replies.
[[nodiscard]] LocalServerOptions localServerOptions(const Settings &settings, LocalServerUse use,
                                                    const QProcessEnvironment &environment);

/// What supervision needs from outside, so that tests need no sleep and no dice.
struct LocalServerServices {
    std::shared_ptr<const Clock> clock;
    std::function<double()> uniform; ///< random numbers from [0, 1); called in the server's thread alone
    EgressServices::Scheduler after; ///< of all waits

    /// Real timers and randomness.
    [[nodiscard]] static LocalServerServices standard(std::shared_ptr<const Clock> clock);
};

} // namespace consultantos

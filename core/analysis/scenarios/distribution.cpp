// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/distribution.h"

#include "analysis/scenarios/portable_math.h"
#include "analysis/scenarios/scenario_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace consultantos {

using scenario_words::inWords;

namespace {

constexpr double ScoreEnd = 8.5; ///< beyond it a share can't be told from 0 or 1
constexpr int ScoresPerUnit = 64;
constexpr qsizetype MostObservations = 1'000'000;

constexpr struct {
    DistributionKind kind;
    const char *name;
} Names[] = {{DistributionKind::Constant, "constant"},     {DistributionKind::Uniform, "uniform"},
             {DistributionKind::Triangular, "triangular"}, {DistributionKind::Pert, "pert"},
             {DistributionKind::Normal, "normal"},         {DistributionKind::Lognormal, "lognormal"},
             {DistributionKind::Empirical, "empirical"}};

tl::unexpected<Error> wrong(const QString &message)
{
    return fail(ErrorCode::InvalidArgument, message);
}

bool isFinite(const DistributionSpec &spec)
{
    const auto good = [](double value) { return std::isfinite(value); };
    return good(spec.value) && good(spec.mode) && good(spec.shape) && good(spec.mean) && good(spec.sd)
           && good(spec.min.value_or(0)) && good(spec.max.value_or(0))
           && std::all_of(spec.values.begin(), spec.values.end(), good)
           && std::all_of(spec.weights.begin(), spec.weights.end(), good);
}

Status checkRange(const DistributionSpec &spec)
{
    if (!spec.min || !spec.max)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "It needs a minimum and a maximum.")));
    if (*spec.min >= *spec.max)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its minimum %1 is not below its maximum %2."))
                         .arg(*spec.min)
                         .arg(*spec.max));
    if (spec.kind == DistributionKind::Uniform)
        return {};
    if (spec.mode < *spec.min || spec.mode > *spec.max) {
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its most likely value %1 lies outside of %2 … %3."))
                         .arg(spec.mode)
                         .arg(*spec.min)
                         .arg(*spec.max));
    }
    if (spec.kind == DistributionKind::Pert && (spec.shape <= 0 || spec.shape > 1000))
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its shape must be above 0 and at most 1000.")));
    return {};
}

Status checkBell(const DistributionSpec &spec)
{
    if (spec.sd <= 0)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its standard deviation must be above zero.")));
    if (spec.kind == DistributionKind::Lognormal && spec.mean <= 0)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its mean must be above zero.")));
    if (spec.min && spec.max && *spec.min >= *spec.max)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its minimum %1 is not below its maximum %2."))
                         .arg(*spec.min)
                         .arg(*spec.max));
    return {};
}

Status checkObservations(const DistributionSpec &spec)
{
    if (spec.values.isEmpty() || spec.values.size() > MostObservations)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "It needs between one and a million values.")));
    if (spec.weights.isEmpty())
        return {};
    if (spec.weights.size() != spec.values.size())
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "It has %1 values and %2 weights."))
                         .arg(spec.values.size())
                         .arg(spec.weights.size()));
    if (std::any_of(spec.weights.begin(), spec.weights.end(), [](double weight) { return weight < 0; })
        || std::accumulate(spec.weights.begin(), spec.weights.end(), 0.0) <= 0)
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its weights must not be negative, nor all be zero.")));
    return {};
}

Status check(const DistributionSpec &spec)
{
    if (!isFinite(spec))
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "Its numbers must be finite.")));
    switch (spec.kind) {
    case DistributionKind::Constant:
        return {};
    case DistributionKind::Uniform:
    case DistributionKind::Triangular:
    case DistributionKind::Pert:
        return checkRange(spec);
    case DistributionKind::Normal:
    case DistributionKind::Lognormal:
        return checkBell(spec);
    case DistributionKind::Empirical:
        return checkObservations(spec);
    }
    return fail(ErrorCode::Internal, QStringLiteral("A distribution of an unknown kind."));
}

double itself(double value, double)
{
    return value;
}

double squaredDistance(double value, double centre)
{
    return (value - centre) * (value - centre);
}

} // namespace

QString distributionKindName(DistributionKind kind)
{
    for (const auto &entry : Names) {
        if (entry.kind == kind)
            return QLatin1String(entry.name);
    }
    return {};
}

std::optional<DistributionKind> distributionKindFromName(const QString &name)
{
    for (const auto &entry : Names) {
        if (name == QLatin1String(entry.name))
            return entry.kind;
    }
    return std::nullopt;
}

DistributionSpec DistributionSpec::constant(double value)
{
    DistributionSpec spec;
    spec.value = value;
    return spec;
}

DistributionSpec DistributionSpec::uniform(double min, double max)
{
    DistributionSpec spec;
    spec.kind = DistributionKind::Uniform;
    spec.min = min;
    spec.max = max;
    return spec;
}

DistributionSpec DistributionSpec::triangular(double min, double mode, double max)
{
    auto spec = uniform(min, max);
    spec.kind = DistributionKind::Triangular;
    spec.mode = mode;
    return spec;
}

DistributionSpec DistributionSpec::pert(double min, double mode, double max)
{
    auto spec = triangular(min, mode, max);
    spec.kind = DistributionKind::Pert;
    return spec;
}

DistributionSpec DistributionSpec::normal(double mean, double sd)
{
    DistributionSpec spec;
    spec.kind = DistributionKind::Normal;
    spec.mean = mean;
    spec.sd = sd;
    return spec;
}

DistributionSpec DistributionSpec::lognormal(double mean, double sd)
{
    auto spec = normal(mean, sd);
    spec.kind = DistributionKind::Lognormal;
    return spec;
}

DistributionSpec DistributionSpec::empirical(const QList<double> &values)
{
    DistributionSpec spec;
    spec.kind = DistributionKind::Empirical;
    spec.values = values;
    return spec;
}

std::shared_ptr<const Distribution::ScoreTable> Distribution::betaTable(double a, double b)
{
    constexpr int Intervals = static_cast<int>(2 * ScoreEnd * ScoresPerUnit);
    constexpr int MostSteps = 60;
    auto table = std::make_shared<ScoreTable>();
    table->values.reserve(Intervals + 1);
    table->slopes.reserve(Intervals + 1);
    const double logBeta = portable::logGamma(a) + portable::logGamma(b) - portable::logGamma(a + b);
    double x = 0;
    double slope = 0;
    for (int i = 0; i <= Intervals; ++i) {
        const double z = -ScoreEnd + static_cast<double>(i) / ScoresPerUnit;
        const double share = portable::normalCdf(z);
        // From the neighbour's value along its slope; Newton's step, halved into the bracket where it would leave it.
        double low = x;
        double high = 1;
        x = std::clamp(x + slope / ScoresPerUnit, low, high);
        if (!(x > low && x < high))
            x = (low + high) / 2;
        double density = 0;
        for (int step = 0; step < MostSteps && x > 0 && x < 1; ++step) {
            const auto point = portable::betaPoint(a, b, logBeta, x);
            density = point.density;
            const double difference = point.share - share;
            (difference > 0 ? high : low) = x;
            double next = density > 0 ? x - difference / density : (low + high) / 2;
            if (!(next > low && next < high))
                next = (low + high) / 2;
            const double moved = std::abs(next - x);
            x = next;
            // Newton's step doubles the right digits: the next one would change nothing that counts.
            if (moved <= 1e-8 * std::min(x, 1 - x) || high - low <= 1e-16)
                break;
        }
        slope = density > 0 ? portable::normalDensity(z) / density : 0;
        table->values.push_back(x);
        table->slopes.push_back(slope);
    }
    return table;
}

Result<Distribution> Distribution::make(const DistributionSpec &spec)
{
    if (const auto sound = check(spec); !sound)
        return tl::unexpected(sound.error());
    Distribution made;
    made.m_spec = spec;
    made.m_kind = spec.kind;
    switch (spec.kind) {
    case DistributionKind::Constant:
        made.m_first = spec.value;
        break;
    case DistributionKind::Uniform:
    case DistributionKind::Triangular:
        made.m_first = *spec.min;
        made.m_width = *spec.max - *spec.min;
        break;
    case DistributionKind::Pert:
        made.m_first = *spec.min;
        made.m_width = *spec.max - *spec.min;
        made.m_alpha = 1 + spec.shape * (spec.mode - *spec.min) / made.m_width;
        made.m_beta = 1 + spec.shape * (*spec.max - spec.mode) / made.m_width;
        made.m_table = betaTable(made.m_alpha, made.m_beta);
        break;
    case DistributionKind::Normal:
        made.m_first = spec.mean;
        made.m_width = spec.sd;
        break;
    case DistributionKind::Lognormal: {
        const double ratio = spec.sd / spec.mean;
        const double variance = portable::log(1 + ratio * ratio);
        made.m_first = portable::log(spec.mean) - variance / 2;
        made.m_width = std::sqrt(variance);
        break;
    }
    case DistributionKind::Empirical: {
        std::vector<std::size_t> order(static_cast<std::size_t>(spec.values.size()));
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
            return spec.values[static_cast<qsizetype>(left)] < spec.values[static_cast<qsizetype>(right)];
        });
        std::vector<double> sorted;
        std::vector<double> shares;
        double total = 0;
        for (const auto index : order) {
            sorted.push_back(spec.values[static_cast<qsizetype>(index)]);
            total += spec.weights.isEmpty() ? 1 : spec.weights[static_cast<qsizetype>(index)];
            shares.push_back(total);
        }
        for (double &share : shares)
            share /= total;
        if (!spec.weights.isEmpty())
            made.m_shares = std::make_shared<const std::vector<double>>(std::move(shares));
        made.m_sorted = std::make_shared<const std::vector<double>>(std::move(sorted));
        break;
    }
    }
    if ((spec.kind == DistributionKind::Normal || spec.kind == DistributionKind::Lognormal) && (spec.min || spec.max)) {
        const auto shareBelow = [&](double value) {
            if (spec.kind == DistributionKind::Lognormal) {
                if (value <= 0)
                    return 0.0;
                value = portable::log(value);
            }
            return portable::normalCdf((value - made.m_first) / made.m_width);
        };
        made.m_lowShare = spec.min ? shareBelow(*spec.min) : 0;
        made.m_highShare = spec.max ? shareBelow(*spec.max) : 1;
        made.m_isCut = true;
        if (made.m_highShare - made.m_lowShare < 1e-6)
            return wrong(inWords(
                QT_TRANSLATE_NOOP("Scenarios", "Next to nothing of it lies between its minimum and its maximum.")));
    }
    return made;
}

bool Distribution::wantsNormal() const
{
    return !m_isCut
           && (m_kind == DistributionKind::Pert || m_kind == DistributionKind::Normal
               || m_kind == DistributionKind::Lognormal);
}

double Distribution::fromScore(double z) const
{
    switch (m_kind) {
    case DistributionKind::Normal:
        return m_first + m_width * z;
    case DistributionKind::Lognormal:
        return portable::exp(m_first + m_width * z);
    default: {
        const double at = (std::clamp(z, -ScoreEnd, ScoreEnd) + ScoreEnd) * ScoresPerUnit;
        const auto index = std::min(static_cast<std::size_t>(at), m_table->values.size() - 2);
        const double t = at - static_cast<double>(index);
        const double left = m_table->values[index];
        const double right = m_table->values[index + 1];
        const double leftSlope = m_table->slopes[index] / ScoresPerUnit;
        const double rightSlope = m_table->slopes[index + 1] / ScoresPerUnit;
        const double square = t * t;
        const double cube = square * t;
        const double x = left + (3 * square - 2 * cube) * (right - left) + (cube - 2 * square + t) * leftSlope
                         + (cube - square) * rightSlope;
        return m_first + m_width * std::clamp(x, 0.0, 1.0);
    }
    }
}

double Distribution::fromShare(double p) const
{
    switch (m_kind) {
    case DistributionKind::Constant:
        return m_first;
    case DistributionKind::Uniform:
        return m_first + m_width * p;
    case DistributionKind::Triangular: {
        const double split = (m_spec.mode - m_first) / m_width;
        if (p < split)
            return m_first + std::sqrt(p * m_width * (m_spec.mode - m_first));
        return *m_spec.max - std::sqrt((1 - p) * m_width * (*m_spec.max - m_spec.mode));
    }
    case DistributionKind::Empirical: {
        const auto &sorted = *m_sorted;
        if (m_shares) {
            const auto found = std::lower_bound(m_shares->begin(), m_shares->end(), p);
            return sorted[std::min(static_cast<std::size_t>(found - m_shares->begin()), sorted.size() - 1)];
        }
        const double at = p * static_cast<double>(sorted.size() - 1);
        const auto index = std::min(static_cast<std::size_t>(at), sorted.size() - 1);
        if (index + 1 == sorted.size())
            return sorted.back();
        return sorted[index] + (at - static_cast<double>(index)) * (sorted[index + 1] - sorted[index]);
    }
    default:
        if (!m_isCut)
            return fromScore(portable::normalQuantile(p));
        const double value = fromScore(
            portable::normalQuantile(std::clamp(m_lowShare + p * (m_highShare - m_lowShare), 1e-300, 1 - 1e-16)));
        return std::clamp(value, m_spec.min.value_or(value), m_spec.max.value_or(value));
    }
}

double Distribution::quantile(double p) const
{
    return fromShare(p);
}

void Distribution::quantiles(const double *p, int count, double *values) const
{
    for (int i = 0; i < count; ++i)
        values[i] = fromShare(p[i]);
}

void Distribution::fromNormal(const double *z, int count, double *values) const
{
    if (wantsNormal()) {
        for (int i = 0; i < count; ++i)
            values[i] = fromScore(z[i]);
        return;
    }
    for (int i = 0; i < count; ++i)
        values[i] = fromShare(std::clamp(portable::normalCdf(z[i]), 1e-300, 1 - 1e-16));
}

double Distribution::integral(double (*function)(double, double), double centre) const
{
    if (m_shares) {
        double sum = 0;
        double before = 0;
        for (std::size_t i = 0; i < m_sorted->size(); ++i) {
            sum += function((*m_sorted)[i], centre) * ((*m_shares)[i] - before);
            before = (*m_shares)[i];
        }
        return sum;
    }
    constexpr int Points = 20'000;
    double sum = 0;
    for (int i = 0; i < Points; ++i)
        sum += function(fromShare((i + 0.5) / Points), centre);
    return sum / Points;
}

double Distribution::mean() const
{
    switch (m_kind) {
    case DistributionKind::Constant:
        return m_first;
    case DistributionKind::Uniform:
        return m_first + m_width / 2;
    case DistributionKind::Triangular:
        return (m_first + m_spec.mode + *m_spec.max) / 3;
    case DistributionKind::Pert:
        return m_first + m_width * m_alpha / (m_alpha + m_beta);
    case DistributionKind::Empirical:
        return integral(itself, 0);
    default:
        return m_isCut ? integral(itself, 0) : m_spec.mean;
    }
}

double Distribution::standardDeviation() const
{
    switch (m_kind) {
    case DistributionKind::Constant:
        return 0;
    case DistributionKind::Uniform:
        return m_width / std::sqrt(12.0);
    case DistributionKind::Triangular: {
        const double a = m_first;
        const double b = *m_spec.max;
        const double c = m_spec.mode;
        return std::sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18);
    }
    case DistributionKind::Pert: {
        const double sum = m_alpha + m_beta;
        return m_width * std::sqrt(m_alpha * m_beta / (sum * sum * (sum + 1)));
    }
    case DistributionKind::Empirical:
        return std::sqrt(integral(squaredDistance, mean()));
    default:
        return m_isCut ? std::sqrt(integral(squaredDistance, mean())) : m_spec.sd;
    }
}

} // namespace consultantos

// SPDX-License-Identifier: GPL-3.0-or-later
// mingw-w64 10 computes these functions on the x87, which Windows starts in 53 bits in each thread but the first, where the
// run-time library sets 64: without this the last digit of a value would depend on the thread that computed it, and a report
// couldn't be computed anew byte by byte. The linker leads every call of ours here (--wrap, see CMakeLists.txt).

namespace {

class FullPrecision {
public:
    FullPrecision()
    {
        const unsigned short full = 0x037f; // 64 bits of mantissa, to nearest, no exceptions
        asm volatile("fnstcw %0" : "=m"(m_former));
        asm volatile("fldcw %0" : : "m"(full));
    }
    ~FullPrecision() { asm volatile("fldcw %0" : : "m"(m_former)); }
    FullPrecision(const FullPrecision &) = delete;
    FullPrecision &operator=(const FullPrecision &) = delete;

private:
    unsigned short m_former = 0;
};

} // namespace

#define CONSULTANTOS_FULL_PRECISION(name)                                                                              \
    extern "C" double __real_##name(double);                                                                           \
    extern "C" double __wrap_##name(double value)                                                                      \
    {                                                                                                                  \
        const FullPrecision precision;                                                                                 \
        return __real_##name(value);                                                                                   \
    }

CONSULTANTOS_FULL_PRECISION(exp)
CONSULTANTOS_FULL_PRECISION(exp2)
CONSULTANTOS_FULL_PRECISION(expm1)
CONSULTANTOS_FULL_PRECISION(log)
CONSULTANTOS_FULL_PRECISION(log10)
CONSULTANTOS_FULL_PRECISION(log1p)
CONSULTANTOS_FULL_PRECISION(log2)
CONSULTANTOS_FULL_PRECISION(sin)
CONSULTANTOS_FULL_PRECISION(cos)
CONSULTANTOS_FULL_PRECISION(lgamma)
CONSULTANTOS_FULL_PRECISION(tgamma)
CONSULTANTOS_FULL_PRECISION(erf)
CONSULTANTOS_FULL_PRECISION(erfc)

#undef CONSULTANTOS_FULL_PRECISION

extern "C" double __real_pow(double, double);
extern "C" double __wrap_pow(double base, double exponent)
{
    const FullPrecision precision;
    return __real_pow(base, exponent);
}

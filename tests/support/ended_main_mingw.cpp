// SPDX-License-Identifier: GPL-3.0-or-later
// The linker leads the start of every test here (--wrap=main), so that it ends as the program does (docs/decisions/0058).
#include "base/process_end.h"

extern "C" int __real_main(int count, char **arguments, char **environment);
extern "C" int __wrap_main(int count, char **arguments, char **environment)
{
    return consultantos::endProcess(__real_main(count, arguments, environment));
}

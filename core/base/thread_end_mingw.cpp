// SPDX-License-Identifier: GPL-3.0-or-later
// With mingw-w64 a thread's own variables and the list of their destructors hang on two keys of the run-time library, which
// clears keys at a thread's end in the order in which they were made. The key of the variables is made at the first use of one,
// that of the list after it: destructors of every library then work on memory that was given back, as Qt's does of the stack that
// a regular expression ran on, and the program crashes at the end of a thread. Asking for a destructor before there is any
// variable turns the order round. Kept by the linker (--undefined, see CMakeLists.txt).

extern "C" int __cxa_thread_atexit(void (*destructor)(void *), void *object, void *library);

extern "C" {
int consultantosThreadEndOrder = 0;
}

namespace {

// Before the constructors of any static object, which may use a thread's variables.
__attribute__((constructor(101))) void askForADestructor()
{
    consultantosThreadEndOrder = __cxa_thread_atexit([](void *) {}, nullptr, nullptr);
}

} // namespace

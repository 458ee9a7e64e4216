// SPDX-License-Identifier: GPL-3.0-or-later
// The program around one module of core: linked with all of that module and its declared dependencies only.
// That it links is the proof; that it starts shows that no initialiser of the module needs anything else.
int main()
{
    return 0;
}

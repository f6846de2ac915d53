/* For the test rig only; never shipped (tests/packaging/test_windows_rig.py).

   The simulator's certificates are made with the package cryptography, whose Rust part takes its random numbers from
   ProcessPrng in bcryptprimitives.dll. Wine 8 lacks that DLL, and has the same numbers under an older name. */

#include <windows.h>

BOOLEAN WINAPI SystemFunction036(void *buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *buffer, SIZE_T length) { return SystemFunction036(buffer, (ULONG)length); }

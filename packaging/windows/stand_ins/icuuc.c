/* For the test rig only; never shipped (tests/packaging/test_windows_rig.py).

   Windows brings its own icuuc.dll, with which Qt converts from rare character sets; wine 8 has none, and Qt6Core.dll
   does not load without it. Here there are no character sets: opening one fails, as it does on Windows for an unknown
   name, and Qt goes on with those it has built in. What needs an open converter is never called. */

#define EXPORT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4 }; /* U_FILE_ACCESS_ERROR: what ICU says of a name it does not know */

EXPORT void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = FILE_ACCESS_ERROR;
    return 0;
}

EXPORT int ucnv_countAvailable(void) { return 0; }

/* x86-64 has one calling convention, in which the caller clears the stack: these fit every signature. */
#define NEVER_CALLED(name) EXPORT long long name(void) { return 0; }

NEVER_CALLED(ucnv_close)
NEVER_CALLED(ucnv_reset)
NEVER_CALLED(ucnv_getMaxCharSize)
NEVER_CALLED(ucnv_getName)
NEVER_CALLED(ucnv_getStandardName)
NEVER_CALLED(ucnv_getAvailableName)
NEVER_CALLED(ucnv_toUnicode)
NEVER_CALLED(ucnv_fromUnicode)
NEVER_CALLED(ucnv_toUCountPending)
NEVER_CALLED(ucnv_fromUCountPending)
NEVER_CALLED(ucnv_getToUCallBack)
NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_setToUCallBack)
NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_cbToUWriteUChars)
NEVER_CALLED(ucnv_cbFromUWriteUChars)
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)

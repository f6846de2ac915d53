/* Starts Recording Pause: the Python that lies beside this program, on the script that lies there too.
 *
 * Compiled twice: for the console (recording-pause.exe) and, with WINDOWED, for windows (recording-pausew.exe), which
 * flashes no console. Nothing is taken from the search path or the current folder.
 */

#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#ifdef WINDOWED
#include <shobjidl.h>
#endif

#define LONGEST 32768 /* characters of a path, as Windows has it */
#define TITLE L"Recording Pause"

typedef int(__cdecl *python_main)(int, wchar_t **);

int _dowildcard = 0; /* a star in an argument is a star */

static int refuse(const wchar_t *why)
{
#ifdef WINDOWED
    MessageBoxW(NULL, why, TITLE, MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
#else
    fwprintf(stderr, L"%ls\n", why);
#endif
    return 1;
}

/* Writes the path of a file beside this program; false where it would be too long. */
static BOOL beside(wchar_t *path, const wchar_t *name)
{
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST);
    wchar_t *slash;

    if (length == 0 || length >= LONGEST)
        return FALSE;
    slash = wcsrchr(path, L'\\');
    if (slash == NULL || (size_t)(slash + 1 - path) + wcslen(name) >= LONGEST)
        return FALSE;
    wcscpy(slash + 1, name);
    return TRUE;
}

int wmain(int count, wchar_t **words)
{
    static wchar_t library[LONGEST], script[LONGEST];
    wchar_t **passed;
    python_main run;
    HMODULE python;
    int i;

    SetDllDirectoryW(L""); /* no library is loaded from the current folder */
    if (!beside(library, PYTHON_DLL) || !beside(script, L"start.py"))
        return refuse(L"Recording Pause cannot start: it lies too deep in folders.");
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python == NULL)
        return refuse(L"Recording Pause cannot start: a part of it is missing or damaged. Install it again.");
    run = (python_main)(void *)GetProcAddress(python, "Py_Main");
    passed = malloc(((size_t)count + 4) * sizeof *passed);
    if (run == NULL || passed == NULL)
        return refuse(L"Recording Pause cannot start: a part of it is damaged. Install it again.");
#ifdef WINDOWED
    SetCurrentProcessExplicitAppUserModelID(APP_ID); /* as the shortcut has it, so that the task bar knows it */
#endif
    passed[0] = words[0];
    passed[1] = L"-I"; /* nothing of the user's environment or folders is loaded */
    passed[2] = L"-B"; /* nothing is written beside the program */
    passed[3] = script;
    for (i = 1; i < count; i++)
        passed[i + 3] = words[i];
    passed[count + 3] = NULL;
    return run(count + 3, passed);
}

/* For the test rig only; never shipped (tests/packaging/test_windows_rig.py).

   Qt's Windows platform asks two WinRT classes of Windows.UI.ViewManagement, UISettings and AccessibilitySettings, for
   the desktop's colours and ends the process if it cannot have them; wine 8 has neither. This DLL is registered in the
   rig's prefix as the server of both. As on Windows, the registry value AppsUseLightTheme decides between the light
   and the dark theme. No change is ever announced: Qt also asks again at a WM_SETTINGCHANGE.

   A WinRT object is a pointer to a table of functions: QueryInterface, AddRef, Release, GetIids, GetRuntimeClassName,
   GetTrustLevel, and then those of the interface. The objects here are constants and are never freed. */

#include <windows.h>

struct object { const void *const *functions; };
struct color { BYTE alpha, red, green, blue; };

static const GUID FACTORY = {0x00000035, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID SETTINGS = {0x85361600, 0x1C63, 0x4627, {0xBC, 0xB1, 0x3A, 0x89, 0xE0, 0xBC, 0x9C, 0x55}};
static const GUID SETTINGS_3 = {0x03021BE4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xF7, 0xD0, 0x6D, 0x7B}};
static const GUID ACCESSIBILITY = {0xFE0E8147, 0xC4C0, 0x4562, {0xB9, 0x62, 0x13, 0x27, 0xB5, 0x2A, 0xD5, 0xB9}};
static const GUID OF_EVERY_OBJECT[] = {
    {0x00000000, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}},                            /* IUnknown */
    {0x94EA2B94, 0xE9CC, 0x49E0, {0xC0, 0xFF, 0xEE, 0x64, 0xCA, 0x8F, 0x5B, 0x90}}, /* IAgileObject */
    {0xAF86E2E0, 0xB12D, 0x4C6A, {0x9C, 0x5A, 0xD7, 0xAA, 0x65, 0x10, 0x1E, 0x90}}, /* IInspectable */
};

static const struct object factory, settings, settings_3, accessibility;

static HRESULT WINAPI query_interface(const struct object *self, const GUID *wanted, const struct object **found)
{
    *found = NULL;
    for (size_t index = 0; index < ARRAYSIZE(OF_EVERY_OBJECT); index++)
        if (IsEqualGUID(wanted, &OF_EVERY_OBJECT[index]))
            *found = self;
    if (IsEqualGUID(wanted, &FACTORY) && self == &factory)
        *found = self;
    if (IsEqualGUID(wanted, &SETTINGS))
        *found = &settings;
    if (IsEqualGUID(wanted, &SETTINGS_3))
        *found = &settings_3;
    if (IsEqualGUID(wanted, &ACCESSIBILITY))
        *found = &accessibility;
    return *found ? S_OK : E_NOINTERFACE;
}

static ULONG WINAPI always_referenced(void) { return 1; }
static HRESULT WINAPI not_implemented(void) { return E_NOTIMPL; }

static HRESULT WINAPI answer_false(const struct object *self, boolean *answer)
{
    (void)self;
    *answer = FALSE;
    return S_OK;
}

static HRESULT WINAPI add_handler(const struct object *self, void *handler, INT64 *token)
{
    (void)self, (void)handler;
    *token = 1;
    return S_OK;
}

static HRESULT WINAPI remove_handler(const struct object *self, INT64 token)
{
    (void)self, (void)token;
    return S_OK;
}

static BOOL is_light(void)
{
    DWORD value = 1, size = sizeof value;
    RegGetValueW(HKEY_CURRENT_USER, L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                 L"AppsUseLightTheme", RRF_RT_REG_DWORD, NULL, &value, &size);
    return value != 0;
}

static HRESULT WINAPI color_of(const struct object *self, int which, struct color *answer)
{
    enum { BACKGROUND, FOREGROUND };
    static const struct color black = {255, 0, 0, 0}, white = {255, 255, 255, 255}, accent = {255, 0, 99, 177};
    (void)self;
    if (which == BACKGROUND)
        *answer = is_light() ? white : black;
    else if (which == FOREGROUND)
        *answer = is_light() ? black : white;
    else
        *answer = accent;
    return S_OK;
}

static HRESULT WINAPI activate(const struct object *self, const struct object **made)
{
    (void)self;
    *made = &settings;
    return S_OK;
}

#define EVERY_OBJECT query_interface, always_referenced, always_referenced, not_implemented, not_implemented, not_implemented

static const void *const of_factory[] = {EVERY_OBJECT, activate};
/* IUISettings: twelve properties, of which the eighth and ninth (animations, caret browsing) are asked for, UIElementColor */
static const void *const of_settings[] = {
    EVERY_OBJECT, not_implemented, not_implemented, not_implemented, not_implemented, not_implemented, not_implemented,
    answer_false, answer_false, not_implemented, not_implemented, not_implemented, not_implemented};
static const void *const of_settings_3[] = {EVERY_OBJECT, color_of, add_handler, remove_handler};
/* IAccessibilitySettings: HighContrast, HighContrastScheme, HighContrastChanged */
static const void *const of_accessibility[] = {EVERY_OBJECT, answer_false, not_implemented, add_handler, remove_handler};

static const struct object factory = {of_factory};
static const struct object settings = {of_settings};
static const struct object settings_3 = {of_settings_3};
static const struct object accessibility = {of_accessibility};

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *name, const struct object **found)
{
    (void)name;
    *found = &factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }

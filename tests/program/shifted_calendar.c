/* Gives one program a calendar of its own: preloaded, it shifts what the C library says of the clock on the wall.
   The clocks that nobody can set stay as they are. The file SHIFTED_CALENDAR holds the shift: 64 bits, in seconds.
   No header is needed, and no library is linked: what is missing here, the program's own C library has. */

typedef long long seconds;
struct spec { long s, ns; };
struct val { long s, us; };

extern void *dlsym(void *, const char *);
extern char *getenv(const char *);
extern int open(const char *, int, ...);
extern void *mmap(void *, unsigned long, int, int, int, long);

static const volatile seconds *shift;
static int (*real)(int, struct spec *);

__attribute__((constructor)) static void look(void)
{
    const char *path = getenv("SHIFTED_CALENDAR");
    int file = path ? open(path, 02000000) : -1; /* O_RDONLY | O_CLOEXEC */
    void *seen = file < 0 ? (void *)-1 : mmap(0, sizeof *shift, 1, 1, file, 0); /* PROT_READ, MAP_SHARED */

    shift = seen == (void *)-1 ? 0 : seen;
}

int clock_gettime(int clock, struct spec *now)
{
    int failed;

    if (!real)
        real = (int (*)(int, struct spec *))dlsym((void *)-1, "clock_gettime"); /* RTLD_NEXT */
    failed = real(clock, now);
    if (!failed && shift && (clock == 0 || clock == 5)) /* CLOCK_REALTIME, and the coarse one */
        now->s += *shift;
    return failed;
}

int gettimeofday(struct val *now, void *zone)
{
    struct spec exact;

    (void)zone;
    if (now && clock_gettime(0, &exact))
        return -1;
    if (now)
        now->s = exact.s, now->us = exact.ns / 1000;
    return 0;
}

long time(long *kept)
{
    struct spec exact;

    clock_gettime(0, &exact);
    if (kept)
        *kept = exact.s;
    return exact.s;
}

/// Whether CUDA starts here: a program for GPU containers, which prints two lines of numbers, `cuInit 0` and
/// `devices 2`, or `no libcuda` and the loader's words. nvidia-smi asks another library and can answer where
/// CUDA can't start. It must run on every image with glibc, also old ones, so it has no start files, no
/// C++ library, and asks for the oldest names of the three functions of the loader. The program dockwright
/// carries it as bytes (see CMakeLists.txt).

#if defined(__x86_64__)
#define OLDEST "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define OLDEST "GLIBC_2.17"
#else
#error "no oldest version of glibc is known for this processor"
#endif
// glibc 2.34 moved them from libdl.so.2 into libc.so.6 and gave them a new version beside this one.
__asm__(".symver dlopen,dlopen@" OLDEST);
__asm__(".symver dlsym,dlsym@" OLDEST);
__asm__(".symver dlerror,dlerror@" OLDEST);

extern "C" {
void* dlopen(const char* name, int flags);
void* dlsym(void* library, const char* name);
char* dlerror();
long write(int file, const void* bytes, unsigned long count);
[[noreturn]] void _exit(int code);
[[noreturn, gnu::used]] void asked();
}

namespace {

constexpr int load_now = 2; // RTLD_NOW

void say(const char* text) {
    unsigned long length = 0;
    while (text[length] != '\0') {
        ++length;
    }
    static_cast<void>(write(1, text, length) + 0);
}

void say(const char* name, int number) {
    char digits[12];
    char* at = digits + sizeof digits;
    *--at = '\0';
    unsigned rest = number < 0 ? 0U - static_cast<unsigned>(number) : static_cast<unsigned>(number);
    do {
        *--at = static_cast<char>('0' + static_cast<char>(rest % 10));
        rest /= 10;
    } while (rest != 0);
    say(name);
    say(number < 0 ? " -" : " ");
    say(at);
    say("\n");
}

} // namespace

void asked() {
    void* library = dlopen("libcuda.so.1", load_now);
    if (library == nullptr) {
        say("no libcuda: ");
        const char* why = dlerror();
        say(why == nullptr ? "" : why);
        say("\n");
        _exit(0);
    }
    using Init = int (*)(unsigned);
    using Count = int (*)(int*);
    const auto init = reinterpret_cast<Init>(dlsym(library, "cuInit"));
    const auto count = reinterpret_cast<Count>(dlsym(library, "cuDeviceGetCount"));
    if (init == nullptr || count == nullptr) {
        say("no libcuda: it has no cuInit\n");
        _exit(0);
    }
    const int started = init(0);
    say("cuInit", started);
    int devices = 0;
    if (started == 0 && count(&devices) == 0) {
        say("devices", devices);
    }
    _exit(0);
}

// The loader has set the C library up by now. The stack is aligned as for a call, which the kernel's is not.
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n xor %ebp, %ebp\n and $-16, %rsp\n call asked\n hlt\n");
#else
__asm__(".globl _start\n_start:\n mov x29, #0\n bl asked\n brk #1\n");
#endif

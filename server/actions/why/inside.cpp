#include "actions/why/inside.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <charconv>

namespace dockwright::actions {
namespace {

constexpr std::size_t most_items = 256;
constexpr std::size_t most_words = 2000;

std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return ascii::trimmed(line);
}

std::optional<std::string_view> after(std::string_view line, std::string_view label) {
    return line.starts_with(label) ? std::optional(line.substr(label.size())) : std::nullopt;
}

void add(std::vector<std::string>& items, std::string_view text) {
    if (!text.empty() && items.size() < most_items) {
        items.push_back(printable(text));
    }
}

void add_words(std::string& words, std::string_view line) {
    if (!line.empty() && words.size() < most_words) {
        (words += words.empty() ? "" : "\n") += printable(line);
    }
}

void read_smi(std::string_view line, Inside& out) {
    if (const auto code = after(line, "=smi-exit ")) {
        int value = 0;
        if (std::from_chars(code->data(), code->data() + code->size(), value).ec == std::errc()) {
            out.nvidia_smi_exit = value;
        }
    } else if (line.starts_with("GPU ") && line.find("(UUID: ") != std::string_view::npos) {
        add(out.gpus, line);
    } else {
        add_words(out.nvidia_smi_words, line);
    }
}

void read_torch(std::string_view line, Inside& out) {
    if (const auto version = after(line, "torch ")) {
        out.torch = printable(*version);
    } else if (const auto cuda = after(line, "cuda ")) {
        out.torch_cuda = printable(*cuda);
    } else if (auto archs = after(line, "archs ")) {
        while (!archs->empty()) {
            const std::size_t end = std::min(archs->find(' '), archs->size());
            add(out.torch_archs, archs->substr(0, end));
            archs->remove_prefix(std::min(end + 1, archs->size()));
        }
    } else if (const auto sees = after(line, "available ")) {
        out.torch_sees_gpu = *sees == "True";
    } else if (const auto words = after(line, "failed ")) {
        add_words(out.torch_words, *words);
    }
}

void read_line(std::string_view part, std::string_view line, Inside& out) {
    if (part == "=nodes") {
        if (const auto closed = after(line, "closed ")) {
            add(out.unreadable, *closed);
        } else {
            add(out.nodes, line);
        }
    } else if (part == "=environment") {
        add(out.environment, line);
    } else if (part == "=libcuda") {
        out.libcuda = out.libcuda.value_or(false) || line.find("libcuda.so") != std::string_view::npos;
    } else if (part == "=smi") {
        out.has_nvidia_smi = true;
        read_smi(line, out);
    } else if (part == "=torch") {
        read_torch(line, out);
    }
}

} // namespace

constinit const std::string_view inside_script = R"script(
echo '=nodes'
for f in /dev/nvidia[0-9]* /dev/nvidiactl /dev/nvidia-uvm /dev/dxg; do
  if [ -e "$f" ]; then
    echo "$f"
    if ! [ -r "$f" ] || ! [ -w "$f" ]; then echo "closed $f"; fi
  fi
done
echo '=environment'
tr '\0' '\n' </proc/1/environ 2>/dev/null | grep -E '^(NVIDIA_[A-Z_]*|CUDA_VISIBLE_DEVICES)=' | head -c 4096
echo '=libcuda'
ldconfig -p 2>/dev/null | grep -F libcuda.so.1
ls -d /usr/lib/*-linux-gnu/libcuda.so.1 /usr/lib64/libcuda.so.1 /usr/lib/libcuda.so.1 /usr/lib/wsl/lib/libcuda.so.1 \
  /usr/local/nvidia/lib64/libcuda.so.1 2>/dev/null
echo none
if command -v nvidia-smi >/dev/null 2>&1; then
  echo '=smi'
  nvidia-smi -L 2>&1 | head -c 16384
  nvidia-smi -L >/dev/null 2>&1
  printf '\n=smi-exit %s\n' "$?"
fi
for p in python python3 /opt/conda/bin/python; do
  command -v "$p" >/dev/null 2>&1 || continue
  echo '=torch'
  "$p" -c '
try:
    import torch
    print("torch", torch.__version__)
    print("cuda", torch.version.cuda)
    try:
        print("archs", torch._C._cuda_getArchFlags() or "")
    except Exception:
        pass
    print("available", torch.cuda.is_available())
except ModuleNotFoundError as e:
    pass if e.name == "torch" else print("failed", e)
except Exception as e:
    print("failed", str(e).splitlines()[0] if str(e) else type(e).__name__)
' 2>/dev/null | head -c 16384
  break
done
echo '=done'
)script";

std::optional<Inside> read_inside(std::string_view output) {
    std::optional<Inside> out;
    std::string_view part;
    while (!output.empty()) {
        const std::string_view line = take_line(output);
        const bool is_part = line == "=nodes" || line == "=environment" || line == "=libcuda" ||
                             line == "=smi" || line == "=torch" || line == "=done";
        if (is_part) {
            part = line;
            out = out.value_or(Inside());
        } else if (out) {
            read_line(part, line, *out);
        }
    }
    return out;
}

} // namespace dockwright::actions

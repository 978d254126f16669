#include "gpu/suggest/templates.hpp"
#include <array>

namespace dockwright::gpu {
namespace {

constexpr std::array<std::string_view, 4> names = {"training", "notebook", "inference", "plain"};

constexpr std::string_view pip_cache = "RUN --mount=type=cache,target=/root/.cache/pip \\\n    ";
constexpr std::string_view conda_image = "condaforge/miniforge3:25.3.1-0";
constexpr std::string_view jupyter = "\"jupyterlab>=4.4,<5\"";

/// What a template does in its last lines.
struct Role {
    std::string_view what;
    std::string_view run;     ///< behind `docker run`
    std::string_view program; ///< comment on the command; "" for none
    std::string_view command;
    std::string_view port;
    std::string_view health; ///< the address that answers while all is well
};

// --ipc=host: data loaders hand batches over in shared memory, of which a container has 64 MB.
constexpr std::array<Role, 4> roles = {{
    {.what = "Training",
     .run = R"(--gpus all --ipc=host -v "$PWD/data":/data -v "$PWD/results":/results )",
     .program = "Your program: it reads /data and writes /results.",
     .command = R"(CMD ["python", "train.py"])",
     .port = "",
     .health = ""},
    {.what = "Notebooks",
     .run = R"(--gpus all --ipc=host -p 127.0.0.1:8888:8888 -v "$PWD":/work -v "$PWD/data":/data )",
     .program = "The address to open, with its token, is in the first lines that it prints.",
     .command = R"(CMD ["jupyter", "lab", "--ip=0.0.0.0", "--port=8888", "--no-browser"])",
     .port = "8888",
     .health = "http://localhost:8888/api"},
    {.what = "Inference",
     .run = R"(--gpus all -p 8000:8000 )",
     .program = "Your program: it answers on port 8000, and on /health while all is well.",
     .command = R"(CMD ["python", "serve.py"])",
     .port = "8000",
     .health = "http://localhost:8000/health"},
    {.what = "Python",
     .run = R"(--gpus all -v "$PWD/data":/data -v "$PWD/results":/results )",
     .program = "Your program: it reads /data and writes /results.",
     .command = R"(CMD ["python", "main.py"])",
     .port = "",
     .health = ""},
}};

std::string text(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) {
        out += part;
    }
    return out;
}

class Writer {
public:
    explicit Writer(const TemplateWish& wish)
        : wish_(wish), role_(roles[static_cast<std::size_t>(wish.kind)]) {}

    std::string write() {
        head();
        const bool staged = wish_.kind == Template::inference && !wish_.is_conda && !uses_ready_image();
        if (staged) {
            build_stage();
        } else {
            one_stage();
        }
        user();
        last();
        return std::move(out_);
    }

private:
    bool uses_ready_image() const { return wish_.set && wish_.set->install.empty(); }
    /// The distribution's Python, which refuses pip outside of a venv or soon will.
    bool needs_venv() const { return wish_.set && wish_.set->install.size() > 1; }
    bool is_python_image() const { return base().starts_with("python:"); }
    std::string base() const {
        if (wish_.is_conda) {
            return std::string(conda_image);
        }
        return wish_.set ? wish_.set->base : "python:" + to_string(wish_.python) + "-slim";
    }

    void put(std::initializer_list<std::string_view> parts) { out_ += text(parts); }

    void head() {
        put({"# syntax=docker/dockerfile:1\n# ", role_.what});
        if (wish_.set) {
            put({" with ", wish_.set->framework, " ", to_string(wish_.set->version), " and CUDA ",
                 to_string(wish_.set->cuda)});
        }
        if (wish_.is_conda) {
            put({wish_.set ? " and" : " with", " the packages of ", wish_.list});
        }
        if (!wish_.machine.empty()) {
            put({", for ", wish_.machine});
        }
        const std::string image(name(wish_.kind));
        std::string_view run = role_.run;
        if (!wish_.uses_gpu) {
            run.remove_prefix(std::string_view("--gpus all ").size());
        }
        put({".\n#\n# Build it:  docker build -t ", image, " .\n# Run it:    docker run --rm ", run, image,
             "\n\n"});
    }

    void environment(bool venv) {
        put({"ENV ", venv ? "PATH=/opt/venv/bin:$PATH \\\n    " : "", "PYTHONUNBUFFERED=1\n\n"});
    }

    void make_venv() {
        if (!needs_venv()) {
            put({"RUN python -m venv /opt/venv\n"});
            return;
        }
        put({"# Ubuntu keeps only the newest versions of these, so that none can be asked for by number.\n"
             "# hadolint ignore=DL3008\n"
             "RUN apt-get update \\\n"
             "    && apt-get install -y --no-install-recommends python3 python3-venv \\\n"
             "    && rm -rf /var/lib/apt/lists/* \\\n"
             "    && python3 -m venv /opt/venv\n"});
    }

    void install() {
        const std::string_view notebook = wish_.kind == Template::notebook ? jupyter : "";
        if (wish_.is_conda) {
            conda(notebook);
            return;
        }
        if (const std::string command = framework_command(); !command.empty()) {
            put({"# The framework has a layer of its own: it is the largest and changes least.\n", pip_cache,
                 command, "\n\n"});
        }
        put({"COPY ", wish_.list, " /tmp/", file_name(), "\n", pip_cache, "pip install ", notebook,
             notebook.empty() ? "" : " ", "-r /tmp/", file_name(), "\n\n"});
    }

    std::string framework_command() const {
        std::string out = wish_.set && !wish_.set->install.empty() ? wish_.set->install.back() : "";
        return out.empty() ? out : out.substr(out.find("pip install"));
    }

    void conda(std::string_view notebook) {
        put({"COPY ", wish_.list, " /tmp/", file_name(), "\n"});
        if (wish_.conda_cuda.known()) {
            put({"# A build sees no GPU, so conda is told which CUDA there will be",
                 wish_.conda_cuda_guessed ? ": the one that nvidia-smi prints.\n" : ".\n"});
        }
        put({"RUN --mount=type=cache,target=/opt/conda/pkgs \\\n    "});
        if (wish_.conda_cuda.known()) {
            put({"CONDA_OVERRIDE_CUDA=", to_string(wish_.conda_cuda.cut(2)), " "});
        }
        put({"conda env update -n base -f /tmp/", file_name()});
        if (const std::string command = framework_command(); !command.empty()) {
            put({" \\\n    && pip install --no-cache-dir",
                 command.substr(std::string_view("pip install").size())});
        }
        put({notebook.empty() ? "" : " \\\n    && pip install --no-cache-dir ", notebook, "\n\n"});
    }

    std::string_view file_name() const {
        return std::string_view(wish_.list).substr(wish_.list.rfind('/') + 1);
    }

    void one_stage() {
        if (wish_.set && !wish_.set->ended.empty()) {
            put({"# dockwright ignore=deprecated: ", wish_.set->framework,
                 " is known to run on this GPU in no image that lives\n"});
        }
        put({"FROM ", base(), "\n\n"});
        if (needs_venv()) {
            make_venv();
        }
        environment(needs_venv());
        install();
    }

    /// What is served holds no pip cache, no build tools and no more than it needs.
    void build_stage() {
        put({"FROM ", base(), " AS build\n\n"});
        make_venv();
        put({"ENV PATH=/opt/venv/bin:$PATH\n\n"});
        install();
        put({"FROM ", base(), "\n\n"});
        if (needs_venv()) { // the venv stands on the distribution's Python
            put({"# hadolint ignore=DL3008\n"
                 "RUN apt-get update \\\n    && apt-get install -y --no-install-recommends python3 \\\n"
                 "    && rm -rf /var/lib/apt/lists/*\n"});
        }
        environment(true);
        put({"COPY --from=build /opt/venv /opt/venv\n\n"});
    }

    void user() {
        put({"# Files that it writes into your folders belong to this user: --build-arg USER_ID=$(id -u).\n"
             "ARG USER_ID=1000\n"
             "RUN useradd ",
             is_python_image() ? "" : "--non-unique ", // 1000 is Ubuntu's own user
             "--create-home --uid \"${USER_ID}\" app \\\n"
             "    && mkdir -p /work /data /results \\\n"
             "    && chown app:app /work /data /results\n\n"});
    }

    void last() {
        put({"WORKDIR /work\n"});
        if (wish_.kind != Template::notebook) {
            put({"COPY . .\n"});
        }
        put({"USER ${USER_ID}\n"});
        if (wish_.kind != Template::inference) {
            put({"VOLUME [\"/data\", \"/results\"]\n"});
        }
        if (!role_.port.empty()) {
            put({"EXPOSE ", role_.port,
                 "\nHEALTHCHECK --start-period=60s \\\n    CMD [\"python\", \"-c\", "
                 "\"import urllib.request as r; r.urlopen('",
                 role_.health, "')\"]\n"});
        }
        put({"# ", role_.program, "\n", role_.command, "\n"});
    }

    const TemplateWish& wish_;
    const Role& role_;
    std::string out_;
};

} // namespace

std::string_view name(Template kind) {
    return names[static_cast<std::size_t>(kind)];
}

std::optional<Template> template_named(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<Template>(i);
        }
    }
    return std::nullopt;
}

std::string dockerfile(const TemplateWish& wish) {
    return Writer(wish).write();
}

std::string_view dockerignore() {
    return "# What stands here is not sent to the build: it is faster, and no secret gets into an image.\n"
           ".git\n.env\n.venv\n**/__pycache__\n**/.ipynb_checkpoints\ndata\nresults\nDockerfile\n"
           ".dockerignore\n";
}

std::string requirements(Template kind, std::string_view numpy) {
    std::string out =
        "# What your program imports, one package a line, best with its version: pandas==2.3.3\n"
        "# The framework for the GPU is installed in the Dockerfile.\n";
    out += "numpy" + std::string(numpy) + "\n";
    if (kind == Template::training || kind == Template::notebook) {
        out += "matplotlib\n";
    }
    return out;
}

} // namespace dockwright::gpu

#include "lint/rule.hpp"
#include "support/fixture.hpp"
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

class Folder {
public:
    explicit Folder(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
    void add(std::string_view text) {
        std::ofstream(path_ / ("seed-" + std::to_string(count_++)), std::ios::binary) << text;
    }

private:
    fs::path path_;
    int count_ = 0;
};

constexpr std::string_view words[] = {"$A",          "${A:-b c}",
                                      "${A##*/}",    "${A%%:*}",
                                      "${A//bin/x}", "${A/usr/${E:-y}}",
                                      "'$A'",        "\"$A\\\"\"",
                                      "<<EOF x",     "a\\ b `$A ${B:?no} ${E+x}"};

constexpr std::string_view suppressions[] = {
    "# hadolint ignore=DL3006,SC2086\nFROM a\n",
    "# hadolint global ignore=DL3006,DL3007\nFROM a:latest\n",
    "FROM a\n# hadolint stage ignore=DL3002\nFROM b AS c\nUSER root\n",
    "# check=skip=StageNameCasing,JSONArgsRecommended;error=true\nFROM a AS B\nCMD c\n",
    "# check=skip=all;experimental=all\nFROM a AS B\n",
    "FROM a\n# check=skip=JSONArgsRecommended\nCMD b\n",
    "# dockwright file ignore=latest-base-image: it is built each night\nFROM a\n",
    "FROM a\n# dockwright ignore=DL3008, all: no versions here\nRUN apt-get install b\n",
    "FROM a\n# dockwright stage ignore=maintainer-deprecated\nMAINTAINER b\nFROM c\nMAINTAINER d\n",
    "FROM a\nRUN apt-get update && \\\n# hadolint ignore=DL3008\n  apt-get install b && \\\n"
    "# dockwright ignore=DL3009: why\n  sudo c\n"};

constexpr std::string_view configurations[] = {
    "extends: [a.yaml, b/c.yaml]\npreset: strict\nselect: DL3006\nignore: [style, SC2086]\n"
    "severity: {DL3006: error}\nfail-level: none\nlocked: [security]\nsuppressions: false\n",
    "rules:\n  trusted-registries: [docker.io, '*.gcr.io']\n  labels:\n    schema: {a.b: semver}\n"
    "    strict: true\npaths:\n  - match: '**/legacy'\n    preset: hadolint\n    ignore: size\n"
    "stages:\n- match: [build*, 0]\n  severity: {style: info}\n",
    "failure-threshold: error\nformat: sarif\nignored:\n  - DL3006\noverride:\n  error: [DL3001]\n"
    "label-schema: {author: text}\nno-fail: true\ntrustedRegistries: ['*']\n",
    "a: &x [1, \"\\u00e9\"]\nb: *x\n? {c: d}\n: |\n  text\n---\n!!str e: >-\n  f\n"};

constexpr std::string_view requirements[] = {
    "torch==2.4.0+cu121 \\\n    --hash=sha256:aa\n# c\nnumpy[x]>=1,<2 ; python_version < \"3.9\" # d\n",
    "-i https://x.example\n--extra-index-url=https://y.example\n-f links\n--pre\n-r a.txt\n-c ../b.txt\n",
    "a @ git+https://x.example/a.git@v1#egg=a\n-e .[b]\n./c-1.0-py3-none-any.whl\nd==${A}\n${B}\n",
    "conda-forge::pytorch=2.1=*cuda*\nnumpy[version='>=1']\n@EXPLICIT\n"};

/// The first character is the choice of fuzz_lists.
constexpr std::string_view lists[] = {
    "2[project]\nrequires-python = '>=3'\ndependencies = ['a>=1; extra == "
    "\"b\"']\n[tool.poetry.dependencies]\n"
    "b = [{version = '^0.1', source = 's', optional = true}, '*']\n[[tool.poetry.source]]\nname = 's'\nurl = "
    "'u'\n"
    "[tool.uv.sources]\nc = {index = 'i'}\n[[tool.uv.index]]\nname = 'i'\nurl = 'v'\nexplicit = true\n",
    "3requires-python = '>=3'\n[[package]]\nname = 'a'\nversion = '1'\nsource = {registry = 'r'}\n",
    "4[[source]]\nurl = 'u'\nname = 'n'\n[packages]\na = {version = '*', index = 'n'}\n",
    "0{\"_meta\": {\"sources\": [{\"name\": \"n\", \"url\": \"u\"}]}, \"default\": {\"a\": {\"version\": "
    "\"==1\"}}}",
    "1channels: [c]\ndependencies:\n- python=3.11\n- pip:\n  - -r x.txt\n  - a==1\n"};

/// The first character is the choice of fuzz_plans.
constexpr std::string_view plans[] = {
    "4variable \"V\" { default = \"x\" }\ntarget \"a\" {\n  inherits = [\"b\"]\n  args = { A = V, B: "
    "\"${V}\", C = f(1) }\n"
    "  dockerfile-inline = <<E\nx\nE\n}\n",
    "0{\"target\": {\"a\": {\"args\": {\"A\": \"${B:-c}\"}, \"platforms\": [\"p\"]}}}",
    "1{\"build\": {\"dockerfile\": \"D\"}, // c\n\"runArgs\": [\"--gpus\", \"device=1,2\", "
    "\"--shm-size=1g\"],}",
    "2x: &x {gpus: all}\nservices:\n  a:\n    <<: *x\n    build: {context: '${C:-.}', args: [A=1]}\n    "
    "deploy:\n"
    "      resources: {reservations: {devices: [{driver: nvidia, count: 1, device_ids: ['0'], capabilities: "
    "[gpu]}]}}\n",
    std::string_view("3services: {a: {build: .}}\0services: {a: {runtime: nvidia, shm_size: 8gb}}\n", 75)};

constexpr std::string_view messages[] = {
    R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":1,"rootUri":null,"capabilities":{"general":{"positionEncodings":["utf-8"]}},"workspaceFolders":[{"uri":"file:///w","name":"w"}]}})",
    R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/Dockerfile","languageId":"dockerfile","version":1,"text":"FROM a\n"}}})",
    R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/Dockerfile","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":5},"end":{"line":0,"character":6}},"text":"b"},{"text":"FROM c"}]}})",
    R"({"jsonrpc":"2.0","id":"x","method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///w/Dockerfile"},"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"context":{"diagnostics":[],"only":["quickfix"]}}})",
    R"({"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///w/Dockerfile"},"position":{"line":0,"character":1}}})",
    R"({"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"file:///w/.dockerignore","type":2}]}})",
    R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2}})",
    R"({"jsonrpc":"2.0","id":3,"result":null})",
    R"({"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"no"}})"};

/// The texts of judged.txt, whose lines follow a `| `, in each dialect.
void add_scripts(Folder& folder, const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string script;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("| ")) {
            script += line.substr(2) + '\n';
            continue;
        }
        for (const char dialect : {'\0', '\1', '\2'}) {
            if (!script.empty()) {
                folder.add(dialect + script);
            }
        }
        script.clear();
    }
}

constexpr std::string_view gpu_texts[] = {
    "2 x A40 + T4, 550.54.14",
    "cuda>=12.4 brand=tesla,driver>=470,driver<471 arch>=7.0",
    "python_version >= '3.9' and (sys_platform == 'linux' or os_name == 'nt')",
    ">=2.1,<3,!=2.2.*,~=2.1.0",
    "2.6.0rc1.post2+cu124",
    "https://user:word@download.pytorch.org/whl/nightly/cu128/"};

constexpr std::string_view knowledge_files[] = {
    "gpus:\n  - source: the lab's own list\n    entries:\n      - {name: Test 1, capability: 8.6}\n",
    "image-tags:\n  - source: ours\n    repository: lab/train\n    entries:\n      - {tag: '1.*', cuda: "
    "12.4}\n",
    "pairs:\n  - source: ours\n    package: torch\n    partner: numpy\n    entries: [{first: 1.0, specifier: "
    "<2}]\n"};

} // namespace

/// Writes corpus/fuzz_*/seed-*: the examples of all rules, shell texts, suppressions, words, messages.
int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    const fs::path corpus = argv[1];
    Folder lint(corpus / "fuzz_lint");
    Folder gpu(corpus / "fuzz_gpu");
    for (const dockwright::lint::Rule* rule : dockwright::lint::rules::all()) {
        for (const dockwright::lint::Example& example : rule->examples) {
            for (const std::string_view part : {example.bad, example.good}) {
                const std::string source = dockwright::testing::Fixture::read(part).source;
                lint.add(source);
                if (rule->group == dockwright::lint::Group::gpu) {
                    gpu.add(source);
                }
            }
        }
    }
    Folder shell(corpus / "fuzz_shell");
    add_scripts(shell, argv[2]);
    Folder comments(corpus / "fuzz_suppressions");
    for (const std::string_view text : suppressions) {
        comments.add(text);
    }
    Folder expand(corpus / "fuzz_expand");
    for (const std::string_view word : words) {
        expand.add('\0' + std::string(word));
    }
    Folder config(corpus / "fuzz_config");
    for (const std::string_view text : configurations) {
        config.add("\1\7" + std::string(text));
    }
    const std::pair<std::string_view, std::span<const std::string_view>> others[] = {
        {"fuzz_requirements", requirements},
        {"fuzz_lists", lists},
        {"fuzz_plans", plans},
        {"fuzz_gpu_texts", gpu_texts},
        {"fuzz_knowledge", knowledge_files}};
    for (const auto& [name, texts] : others) {
        Folder folder(corpus / name);
        for (const std::string_view text : texts) {
            folder.add(text);
        }
    }
    Folder framing(corpus / "fuzz_rpc_framing");
    Folder decoding(corpus / "fuzz_lsp_decoding");
    for (const std::string_view message : messages) {
        const std::string header = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n";
        framing.add('\7' + header + std::string(message) + header + std::string(message));
        decoding.add(message);
    }
    return 0;
}

#include "engine/tar.hpp"
#include "lint/rule.hpp"
#include "support/fixture.hpp"
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
namespace engine = dockwright::engine;
using namespace std::string_view_literals;

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

/// Behind the first line, which fuzz_baseline writes.
constexpr std::string_view baseline =
    "00000000000000ff 2 latest-base-image a/Dockerfile\n# c\n\nffffffffffffffff 1 root-user b\\\\c\\n d\r\n"
    "00000000000000ff 3 latest-base-image a/Dockerfile\n";

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
    "2variable \"V\" { default = \"x\" }\ntarget \"a\" {\n  inherits = [\"b\"]\n  args = { A = V, B: "
    "\"${V}\", C = f(1) }\n"
    "  dockerfile-inline = <<E\nx\nE\n}\n",
    "3{\"target\": {\"a\": {\"args\": {\"A\": \"${B:-c}\"}, \"platforms\": [\"p\"]}}}",
    "5{\"build\": {\"dockerfile\": \"D\"}, // c\n\"runArgs\": [\"--gpus\", \"device=1,2\", "
    "\"--shm-size=1g\"],}",
    "0x: &x {gpus: all}\nservices:\n  a:\n    <<: *x\n    build: {context: '${C:-.}', args: [A=1]}\n    "
    "deploy:\n"
    "      resources: {reservations: {devices: [{driver: nvidia, count: 1, device_ids: ['0'], capabilities: "
    "[gpu]}]}}\n",
    std::string_view("1services: {a: {build: .}}\0services: {a: {runtime: nvidia, shm_size: 8gb}}\n", 75),
    "4services: {a: {build: {context: $A, args: [B=$B]}}}\n\0A=x\nB='$A'\nC=\"$A\n\"\n"sv,
    "6include: [a, {path: [ab, abc], project_directory: p, env_file: [abcd]}]\nservices: {a: {extends: "
    "{file: "
    "ab, service: b}, build: {args: {A: 1}}}}\n\0services: {a: {build: $A}, b: {build: {context: ../c}, "
    "extends: "
    "{file: abc, service: c}}}\n\0services: {c: {gpus: all, extends: a}, b: {environment: [A=$A]}}\n\0A=x\n"sv};

/// The first character is the choice of fuzz_plan_file.
constexpr std::string_view plan_files[] = {
    "0services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM ${B:-b}\n        RUN $$c $d\n",
    "0services:\n  a: &x\n    build: {dockerfile_inline: \"FROM b\\nRUN \\\"c\\\" \\\n      d\"}\n    "
    "runtime: "
    "nvidia\n  b:\n    <<: *x\n  c:\n    build:\n      dockerfile_inline: >-\n        FROM a\n         b\n\n"
    "        c\n  d:\n    build: {dockerfile_inline: 'FROM a''s'}\n",
    "1variable \"V\" { default = \"7\" }\ntarget \"a\" {\n  dockerfile-inline = <<-E\n    FROM b:${V}\n"
    "    RUN $${c}\n  E\n}\ntarget \"b\" { inherits = [\"a\"] }\n",
    R"(2{"target": {"a": {"dockerfile-inline": "FROM a\nRUN \u00e4 \ud83d\ude00 ${X}"}}})",
    R"(3{"build": {"dockerfile": "D", "context": ".."}, "runArgs": ["--gpus all"]})"};

/// What ShellCheck prints: with edits, with none, and of a place behind the end.
constexpr std::string_view shellcheck_answers[] = {
    R"({"comments":[{"file":"0","line":2,"endLine":2,"column":3,"endColumn":5,"level":"info","code":2086,"message":"m","fix":{"replacements":[{"column":3,"endColumn":3,"endLine":2,"insertionPoint":"afterEnd","line":2,"precedence":7,"replacement":"\""},{"column":5,"endColumn":5,"endLine":2,"insertionPoint":"beforeStart","line":2,"precedence":7,"replacement":"\""}]}},{"file":"1","line":2,"endLine":4,"column":1,"endColumn":2,"level":"style","code":2006,"message":"n","fix":null}]})",
    R"({"comments":[{"file":"1","line":3,"endLine":3,"column":3,"endColumn":4,"level":"warning","code":2164,"message":"o","fix":{"replacements":[{"column":4,"endColumn":4,"endLine":3,"insertionPoint":"beforeStart","line":3,"precedence":5,"replacement":" || exit"}]}}]})",
    R"({"comments":[{"file":"-","line":9,"endLine":1,"column":70,"endColumn":1,"level":"error","code":1073,"message":"p"},{"file":"0","line":3,"endLine":4,"column":1,"endColumn":1,"level":"error","code":1089,"message":"q","fix":{"replacements":[]}}]})"};

/// Patterns and a path.
constexpr std::string_view ignores[] = {"a/**\n!b\n[a-c]?\\*\0x/y"sv,
                                        "*.log\n**/x/\n!/y\n[[:alpha:]]*\0a.log"sv,
                                        "# c\n/data\n!data/keep\n\0data/keep"sv};

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

constexpr std::string_view smi_rows[] = {
    "\0\7"
    "0, GPU-a, 85, 6001, 18259, 24576, 54, 291.55, 350.00\n1, GPU-b, [N/A], 1, 2, 3, 4, [N/A], 5\n"
    "0, GPU-a, 80, 6001, 18259, 24576, 54, 290, 350.00\n"sv,
    "\2\20"
    "0, GPU-a, NVIDIA A40, a,b, 00000000:01:00.0, 49140, 535.183.01\nGPU-a, 24447, python,, 6000\n"
    "0, 8.6\n0, Default, [N/A]\nWARNING: infoROM is corrupted\n"sv,
    "\0\0GPU 0: NVIDIA A100 (UUID: GPU-a)\n  MIG 1g.5gb      Device  0: (UUID: MIG-x)\n"sv};

constexpr std::string_view gpu_texts[] = {
    "2 x A40 + T4, 550.54.14",
    "cuda>=12.4 brand=tesla,driver>=470,driver<471 arch>=7.0",
    "python_version >= '3.9' and (sys_platform == 'linux' or os_name == 'nt')",
    ">=2.1,<3,!=2.2.*,~=2.1.0",
    "2.6.0rc1.post2+cu124",
    "https://user:word@download.pytorch.org/whl/nightly/cu128/"};

constexpr std::string_view machines[] = {
    "machines:\n  - name: a\n    host: ssh://u@a # c\n# d\n  - {name: b, context: c, note: \"x\"}\n",
    "machines: [{name: a, host: 'tcp://a', tls: {cert: /a, key: /b}, data: ~/x}, {name: b, context: c}] # "
    "e\n"};

/// The first character is the choice of fuzz_ssh_config.
constexpr std::string_view ssh_texts[] = {
    "0Host a b* !c \"d e\"\n HostName=%h.x\nUser u # c\nInclude x\nMatch all\nPort 22\nProxyJump j\n",
    "1hostname h\nport 22\ncontrolpath /x/%C\nserveraliveinterval 3\n", "2u%40x@[fe80::1%25e]:22/run/d.sock",
    "3a@b: Permission denied (publickey).\r\nHost key verification failed.\nSHA256:x.\nssh: connect to host "
    "h port 1: "
    "Connection refused\nConnection closed by UNKNOWN port 65535\ndial unix /x: connect: permission "
    "denied\n"};

constexpr std::string_view knowledge_files[] = {
    "gpus:\n  - source: the lab's own list\n    entries:\n      - {name: Test 1, capability: 8.6}\n",
    "image-tags:\n  - source: ours\n    repository: lab/train\n    entries:\n      - {tag: '1.*', cuda: "
    "12.4}\n",
    "pairs:\n  - source: ours\n    package: torch\n    partner: numpy\n    entries: [{first: 1.0, specifier: "
    "<2}]\n"};

/// What was recorded of machines, for each reader of such texts.
void add_recordings(const fs::path& corpus, const fs::path& recorded) {
    Folder smi(corpus / "fuzz_nvidia_smi");
    Folder xml(corpus / "fuzz_nvidia_smi_xml");
    Folder probe(corpus / "fuzz_probe");
    for (const std::string_view text : smi_rows) {
        smi.add(text);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(recorded)) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        smi.add("\1\1" + text);
        (entry.path().extension() == ".xml" ? xml : probe).add(text);
    }
}

using namespace std::literals;

/// The first character says how the bytes are cut, from the 128th on that a terminal sent them.
constexpr std::string_view log_frames[] = {"\5\1\0\0\0\0\0\0\4a\r\nb\2\0\0\0\0\0\0\2\xc3\xa4"sv,
                                           "\200loss 0.5\r\n10%\r20%\r\n0123456789012345\xf0\x9f\x90\xb3"sv};

constexpr std::string_view json_lines[] = {
    "\3{\"status\":\"Downloading\",\"progressDetail\":{\"current\":1,\"total\":2},\"id\":\"a\"}\r\n[{}]",
    "\7{\"a\":\"}\\\"\\\\\"}{\"errorDetail\":{\"code\":3,\"message\":\"no\"}}\n"};

constexpr std::string_view engine_objects[] = {
    R"({"Id":"a","Name":"/n","State":{"Running":true,"ExitCode":0},"Config":{"Env":["A=b"],"Labels":null},)"
    R"("HostConfig":{"DeviceRequests":[{"Driver":"","Count":-1,"Capabilities":[["gpu"]]}],"PortBindings":{"1/tcp":null}},)"
    R"("NetworkSettings":{"Ports":{"1/tcp":null},"Networks":{"b":{"Aliases":null}}},"Mounts":[]})",
    R"([{"Id":"a","Names":["/n"],"Ports":[{"PrivatePort":1}],"SizeRw":1}])",
    R"({"ApiVersion":"1.41","Runtimes":{"runc":{}},"CDISpecDirs":null,"Swarm":{"ControlAvailable":false}})",
    R"({"status":"Downloading","id":"a","progressDetail":{"current":1,"total":2},"aux":{"ID":"b"}})",
    "tcp://[::1]:2376",
    "ssh://a@b:22/run/d.sock"};
constexpr std::string_view http_answers[] = {
    "3HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "1HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}", "7HTTP/1.1 101 UPGRADED\r\n\r\nabc"};
constexpr std::string_view docker_configs[] = {
    R"({"auths":{"https://index.docker.io/v1/":{"auth":"YTpi"},"r.example":{"identitytoken":"t"}}})",
    R"({"credsStore":"desktop","credHelpers":{"r.example":"ecr-login","s.example":""}})",
    R"({"ServerURL":"r.example","Username":"<token>","Secret":"s"})",
    "credentials not found in native keychain"};

constexpr std::string_view small_texts[] = {
    "registry.example:5000/team/train:v2",
    "docker.io/library/python",
    "localhost/x",
    "python@sha256:0123456789012345678901234567890123456789012345678901234567890123",
    "all,driver=nvidia,\"capabilities=compute,utility\"",
    "\"device=0,GPU-1\",\"options=\"\"a=1,2\"\",b\"",
    "it's $HOME\n"};

/// Folders, a link, names and numbers that need records; the first character as in fuzz_tar.
std::string archive() {
    using engine::TarType;
    std::string bytes = "\xff";
    for (const engine::TarEntry& entry :
         {engine::TarEntry{.name = "data", .type = TarType::folder}, engine::TarEntry{.name = "a", .size = 3},
          engine::TarEntry{.name = std::string(200, 'n'), .uid = 3'000'000'000},
          engine::TarEntry{.name = "l", .type = TarType::link, .target = std::string(120, 't')}}) {
        bytes += engine::tar_header(entry) + std::string(entry.size, 'x') +
                 std::string(engine::tar_padding(entry.size), '\0');
    }
    return bytes + engine::tar_end();
}

} // namespace

/// Writes corpus/fuzz_*/seed-*: the examples of all rules, shell texts, suppressions, words, messages,
/// recordings of machines.
int main(int argc, char** argv) {
    if (argc != 4) {
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
    Folder(corpus / "fuzz_baseline").add(baseline);
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
        {"fuzz_plan_file", plan_files},
        {"fuzz_ignores", ignores},
        {"fuzz_shellcheck", shellcheck_answers},
        {"fuzz_gpu_texts", gpu_texts},
        {"fuzz_knowledge", knowledge_files},
        {"fuzz_machines", machines},
        {"fuzz_ssh_config", ssh_texts},
        {"fuzz_log_frames", log_frames},
        {"fuzz_json_lines", json_lines},
        {"fuzz_engine_objects", engine_objects},
        {"fuzz_http_answers", http_answers},
        {"fuzz_docker_config", docker_configs},
        {"fuzz_image_reference", small_texts}};
    Folder(corpus / "fuzz_tar").add(archive());
    for (const auto& [name, texts] : others) {
        Folder folder(corpus / name);
        for (const std::string_view text : texts) {
            folder.add(text);
        }
    }
    add_recordings(corpus, argv[3]);
    Folder framing(corpus / "fuzz_rpc_framing");
    Folder decoding(corpus / "fuzz_lsp_decoding");
    for (const std::string_view message : messages) {
        const std::string header = "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n";
        framing.add('\7' + header + std::string(message) + header + std::string(message));
        decoding.add(message);
    }
    return 0;
}

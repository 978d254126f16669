#!/usr/bin/env python3
"""Writes the code that is derived from the *.model files of this folder.

    python3 protocol/generate.py            write what has changed
    python3 protocol/generate.py --check    write nothing; name the stale files and end with 1

From each model: C++ structs (`X.gen.hpp`), the declarations of their JSON (`X_json.gen.hpp`) and its
code (`X_json.gen.cpp`). From lsp.model and dockwright.model together: the extension's types, its
conformance check and the settings in its package.json. The results are committed, so building needs
no Python.

A model is lines of text:
    namespace a::b / cpp STEM / lenient / import other.model       once, at the top
    /// text                                  documentation of what follows
    struct Name [inline] [: Base…]            members follow, indented: `name[?]: type [= default]`
    enum Name [open]: uint|string             values follow, indented: `name = value`
    type Name = type
    [server] request|notification Name: method [Params] [-> Result]
    endpoint Name: VERB /path -> Result
    setting dotted.name: type = default @scope
Types: string bool int uint long double json, names, "literal", T[], {string: T}, A | B, T | null.
What arrives gets a decoder, what is sent an encoder: both follow from the requests' directions.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "protocol"))
import generated_parts as parts  # noqa: E402  (the fixed C++ text)
from generated_parts import SCALARS  # noqa: E402

KEYWORDS = {"default", "delete", "class", "new", "operator", "struct", "enum", "namespace", "register", "export",
            "this", "private", "union", "int", "long", "double", "bool"}


class Model:
    def __init__(self, name):
        self.name, self.namespace, self.cpp, self.lenient, self.imports = name, "", "", False, []
        self.structs, self.enums, self.aliases = {}, {}, {}
        self.messages, self.endpoints, self.settings, self.order = [], [], [], []
        self.received, self.sent, self.bases = set(), set(), set()

    def known(self):
        """Every declaration by name, of this model and of those it imports."""
        result = {}
        for model in [*self.imports, self]:
            result |= model.structs | model.enums | model.aliases
        return result


# Types are tuples: ("name", n) ("literal", text) ("list", t) ("map", t) ("union", [t…]) ("nullable", t)
def parse_type(text):
    tokens = re.findall(r'"[^"]*"|\w+|\[\]|[{}:|()]', text)
    position = 0

    def one():
        nonlocal position
        token = tokens[position]
        position += 1
        if token == "{":
            position += 2  # string :
            result = ("map", union())
            position += 1
        elif token == "(":
            result = union()
            position += 1
        else:
            result = ("literal", token[1:-1]) if token[0] == '"' else ("name", token)
        while position < len(tokens) and tokens[position] == "[]":
            position += 1
            result = ("list", result)
        return result

    def union():
        nonlocal position
        choices = [one()]
        while position < len(tokens) and tokens[position] == "|":
            position += 1
            choices.append(one())
        rest = [c for c in choices if c != ("name", "null")]
        result = rest[0] if len(rest) == 1 else ("union", rest)
        return result if len(rest) == len(choices) else ("nullable", result)

    result = union()
    if position != len(tokens):
        raise SyntaxError(f"cannot read the type '{text}'")
    return result


def parse(name, models):
    model = Model(name)
    docs, current, where = [], None, ""
    for number, line in enumerate((ROOT / "protocol" / name).read_text().splitlines(), 1):
        where, text = f"{name}:{number}", line.strip()
        if text.startswith("///"):
            docs.append(text[3:].strip())
            continue
        if text == "" or text.startswith("#"):
            continue
        word, _, rest = text.partition(" ")
        if line[0] == " ":
            read_member(current, text, docs, where)
        elif word == "namespace":
            model.namespace = rest
        elif word == "cpp":
            model.cpp = rest
        elif word == "lenient":
            model.lenient = True
        elif word == "import":
            model.imports.append(models[rest])
        elif word in ("struct", "enum", "type"):
            current = read_declaration(model, word, rest, docs)
        else:
            read_message(model, text, docs, where)
        docs = []
    flatten(model)
    directions(model)
    return model


def read_declaration(model, word, rest, docs):
    if word == "type":
        name, _, of = rest.partition(" = ")
        model.aliases[name] = current = {"kind": "alias", "type": parse_type(of), "docs": docs}
    else:
        name, _, of = (part.strip() for part in rest.partition(":"))
        name, _, mark = name.partition(" ")
        current = {"kind": word, "docs": docs, "of": of, "members": [], "inline": mark == "inline",
                   "open": mark == "open"}
        (model.structs if word == "struct" else model.enums)[name] = current
    model.order.append(name)
    return current


def read_member(current, text, docs, where):
    if current["kind"] == "enum":
        name, _, value = text.partition(" = ")
        current["members"].append({"name": name, "value": value or name, "docs": docs})
        return
    match = re.fullmatch(r"(\w+)(\??): (.*?)( = (\S+))?", text)
    if not match:
        raise SyntaxError(f"{where}: cannot read the member '{text}'")
    wire, optional, of, _, default = match.groups()
    current["members"].append({"wire": wire, "name": snake(wire), "optional": bool(optional), "type": parse_type(of),
                               "default": default, "docs": docs})


def read_message(model, text, docs, where):
    match = re.fullmatch(r"(server )?(request|notification) (\w+): (\S+)( \w+)?( -> (.*))?", text)
    if match:
        server, kind, name, method, params, _, result = match.groups()
        model.messages.append({"server": bool(server), "kind": kind, "name": name, "method": method, "docs": docs,
                               "params": parse_type(params.strip()) if params else None,
                               "result": parse_type(result) if result else None})
    elif match := re.fullmatch(r"endpoint (\w+): ([A-Z]+) (\S+) -> (.*)", text):
        name, verb, path, result = match.groups()
        model.endpoints.append({"name": name, "verb": verb, "path": path, "result": parse_type(result), "docs": docs})
    elif match := re.fullmatch(r"setting ([\w.]+): (.*) = (\S+) @(\S+)", text):
        name, of, default, scope = match.groups()
        model.settings.append({"name": name, "type": parse_type(of), "default": json.loads(default), "scope": scope,
                               "docs": docs})
        add_setting(model, name.split(".")[1:], parse_type(of), docs)
    else:
        raise SyntaxError(f"{where}: cannot read '{text}'")


def add_setting(model, path, of, docs):
    """`a.b.c` becomes member `c` of struct BSettings, which is member `b` of struct Settings."""
    prefix = ""
    for depth, part in enumerate(path):
        owner = f"{prefix}Settings"
        if owner not in model.structs:
            described = ["What the client says under `dockwright`; all of it may be absent."] if not prefix else []
            model.structs[owner] = {"kind": "struct", "docs": described, "of": "", "members": []}
            model.order.append(owner)
        last = depth + 1 == len(path)
        prefix += part[0].upper() + part[1:]
        members = model.structs[owner]["members"]
        if last or not any(m["wire"] == part for m in members):
            members.append({"wire": part, "name": snake(part), "optional": True, "default": None,
                            "docs": docs if last else [], "type": of if last else ("name", f"{prefix}Settings")})


def flatten(model):
    """Members of the bases come first; C++ aggregates with bases have no designated initialisers."""
    known = model.known()
    for struct in model.structs.values():
        if struct["of"]:
            bases = struct["of"].replace(",", " ").split()
            model.bases |= set(bases)
            inherited = [m for base in bases for m in known[base]["members"]]
            own = {m["wire"] for m in struct["members"]}
            struct["members"] = [m for m in inherited if m["wire"] not in own] + struct["members"]
            struct["of"] = ""


def names_in(of):
    if of[0] == "name":
        return [of[1]]
    if of[0] in ("list", "map", "nullable"):
        return names_in(of[1])
    return [n for choice in of[1] for n in names_in(choice)] if of[0] == "union" else []


def directions(model):
    def reach(of, into):
        for name in names_in(of or ("literal", "")):
            if name in known and name not in into:
                into.add(name)
                declaration = known[name]
                for member in declaration.get("members", []) if declaration["kind"] == "struct" else []:
                    reach(member["type"], into)
                if declaration["kind"] == "alias":
                    reach(declaration["type"], into)

    known = model.known()
    for message in model.messages:
        reach(message["params"], model.sent if message["server"] else model.received)
        reach(message["result"], model.received if message["server"] else model.sent)
    for endpoint in model.endpoints:
        reach(endpoint["result"], model.received)
    for name, declaration in model.structs.items():
        if name.endswith("Settings") or any(line.startswith("Received") for line in declaration["docs"]):
            reach(("name", name), model.received)
        if any(line.startswith("Sent") for line in declaration["docs"]):
            reach(("name", name), model.sent)
    unused = [n for n in model.order if n not in model.received | model.sent | model.bases]
    if unused:
        raise SyntaxError(f"{model.name}: no message uses {', '.join(unused)}")


def snake(name):
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"IDs\b", "Ids", name))
    name = re.sub(r"([A-Z])([A-Z][a-z])", r"\1_\2", name).lower()
    return name + "_" if name in KEYWORDS else name


def cpp_type(of):
    kind, value = of
    if kind == "name":
        return SCALARS[value][0] if value in SCALARS else value
    if kind == "union":
        return f"std::variant<{', '.join(cpp_type(choice) for choice in value)}>"
    wrapper = {"list": "std::vector<{}>", "map": "std::map<std::string, {}>", "nullable": "std::optional<{}>"}[kind]
    return wrapper.format(cpp_type(value))


def documented(docs, indent=""):
    return [f"{indent}/// {line}".rstrip() for line in docs]


def cpp_member(member):
    if member["type"][0] == "literal":
        return []
    of, value = cpp_type(member["type"]), member["default"]
    if member["optional"] and member["type"][0] != "nullable":
        of = f"std::optional<{of}>"
    initial = f" = {value}" if value and value != '""' else ""
    if not initial and of in ("bool", "double", "std::int32_t", "std::uint32_t", "std::int64_t"):
        initial = " = false" if of == "bool" else " = 0"
    return [*documented(member["docs"], "    "), f"    {of} {member['name']}{initial or '{}'};"]


def sorted_names(model):
    """Each declaration after those that it holds by value."""
    done, result, known = set(), [], model.structs | model.enums | model.aliases

    def visit(name, path):
        if name not in known or name in done or name in path:
            return
        declaration = known[name]
        for member in declaration.get("members", []) if declaration["kind"] == "struct" else [declaration]:
            for other in names_in(member["type"]) if "type" in member else []:
                visit(other, path | {name})
        done.add(name)
        result.append(name)

    for name in model.order:
        visit(name, frozenset())
    return result


def cpp_declaration(name, declaration):
    lines = ["", *documented(declaration["docs"])]
    if declaration["kind"] == "alias":
        return [*lines, f"using {name} = {cpp_type(declaration['type'])};"]
    if declaration["kind"] == "enum":
        textual = declaration["of"] == "string"
        lines.append(f"enum class {name} : std::{'uint8_t' if textual else 'uint32_t'} {{")
        lines += ["    /// What a newer peer may say.", "    unrecognised,"] if textual else []
        for value in declaration["members"]:
            number = "" if textual else f" = {value['value']}"
            lines += [*documented(value["docs"], "    "), f"    {snake(value['name'])}{number},"]
        return [*lines, "};"]
    members = [line for member in declaration["members"] for line in cpp_member(member)]
    return [*lines, f"struct {name} {{", *members, "", f"    bool operator==(const {name}&) const = default;", "};"]


def structs_header(model):
    lines = ["#pragma once"]
    stem = pathlib.PurePath(model.cpp).parts[1:]
    lines += [f'#include "{"/".join(pathlib.PurePath(other.cpp).parts[1:])}.gen.hpp"' for other in model.imports]
    lines += [f"#include <{name}>" for name in ("cstdint", "map", "optional", "string", "string_view", "variant", "vector")]
    lines += ["", f"/// Derived from protocol/{model.name}: plain values, no JSON (that is {stem[-1]}_json.gen.hpp).",
              f"namespace {model.namespace} {{"]
    if not model.imports:
        lines += parts.JSON_STRUCT
    known = model.known()
    for name in sorted_names(model):
        lines += cpp_declaration(name, known[name])
    for message in model.messages:
        lines += ["", *documented(message["docs"] or [f"{'From the server' if message['server'] else 'From the client'}."]),
                  f"struct {message['name']} {{",
                  f"    static constexpr std::string_view method = \"{message['method']}\";",
                  f"    using Params = {cpp_type(message['params']) if message['params'] else 'std::monostate'};"]
        if message["kind"] == "request":
            lines.append(f"    using Result = {cpp_type(message['result']) if message['result'] else 'std::monostate'};")
        lines.append("};")
    for endpoint in model.endpoints:
        lines += ["", *documented(endpoint["docs"]), f"struct {endpoint['name']} {{",
                  f"    static constexpr std::string_view verb = \"{endpoint['verb']}\";",
                  f"    static constexpr std::string_view path = \"{endpoint['path']}\";",
                  f"    using Result = {cpp_type(endpoint['result'])};", "};"]
    return [*lines, "", f"}} // namespace {model.namespace}"]


def coded(model):
    """(C++ type, declaration or None for a composed type, received, sent) of all that has functions."""
    own = model.structs | model.enums
    for name in sorted_names(model):
        if name in own:
            yield name, own[name], name in model.received, name in model.sent
    seen = set()
    for of, received, sent in [
        *((m["params"], not m["server"], m["server"]) for m in model.messages),
        *((m["result"], m["server"], not m["server"]) for m in model.messages),
        *((e["result"], True, False) for e in model.endpoints)]:
        if of and of[0] == "name" and of[1] in model.aliases:
            of = model.aliases[of[1]]["type"]
        if of and of[0] != "name" and (text := cpp_type(of)) not in seen:
            seen.add(text)
            yield text, None, received, sent


def json_header(model):
    stem = "/".join(pathlib.PurePath(model.cpp).parts[1:])
    lines = ["#pragma once", f'#include "{stem}.gen.hpp"', "#include <string>", *parts.JSON_HEADER_NOTE,
             f"namespace {model.namespace} {{", ""]
    for name, _, received, sent in coded(model):
        lines += [f"bool decode(const boost::json::value& from, {name}& into, std::string& error);"] if received else []
        lines += [f"void encode(std::string& out, const {name}& from);"] if sent else []
    return [*lines, "", f"}} // namespace {model.namespace}"]


def decoder(model, name, declaration):
    lines = ["", f"bool decode(const json::value& from, {name}& into, std::string& error) {{"]
    if declaration is None:
        return [*lines, "    return read(from, into, error);", "}"]
    if declaration["kind"] == "enum":
        return [*lines, *parts.enum_decoder(name, declaration, snake), "}"]
    steps = []
    for member in declaration["members"]:
        kind, into = member["type"][0], f"into.{member['name']}"
        how = "required"
        if member["optional"]:
            how = "optional"
        elif member["default"] is not None or (model.lenient and kind in ("list", "map")):
            how = "tolerated"
        if kind == "literal":
            how, into = "literal", f'"{member["type"][1]}"'
        steps.append(f'           && {how}(*members, "{member["wire"]}", {into}, error)')
    unused = "" if steps else "    static_cast<void>(into);\n"
    return [*lines, f"{unused}    const json::object* members = object_in(from, error);",
            "\n".join(["    return members != nullptr", *steps]) + ";", "}"]


def encoder(name, declaration):
    lines = ["", f"void encode(std::string& out, const {name}& from) {{"]
    if declaration is None:
        return [*lines, "    write(out, from);", "}"]
    if declaration["kind"] == "enum":
        return [*lines, *parts.enum_encoder(name, declaration, snake), "}"]
    if all(member["type"][0] == "literal" for member in declaration["members"]):
        lines.append("    static_cast<void>(from);")
    lines.append("    Members members(out);")
    for member in declaration["members"]:
        key = f'"\\"{member["wire"]}\\":"'
        if member["type"][0] == "literal":
            lines.append(f'    members.put({key}, std::string_view("{member["type"][1]}"));')
        else:
            lines.append(f"    members.{'maybe' if member['optional'] else 'put'}({key}, from.{member['name']});")
    return [*lines, "}"]


def json_source(model):
    stem = "/".join(pathlib.PurePath(model.cpp).parts[1:])
    body = []
    for name, declaration, received, sent in coded(model):
        body += decoder(model, name, declaration) if received else []
        body += encoder(name, declaration) if sent else []
    imports = ["/".join(pathlib.PurePath(other.cpp).parts[1:]) for other in model.imports]
    code = "\n".join(body)
    return [f'#include "{stem}_json.gen.hpp"', *(f'#include "{other}_json.gen.hpp"' for other in imports),
            *parts.SOURCE_INCLUDES, f"namespace {model.namespace} {{", "namespace {", "", *parts.support(code),
            "} // namespace", *body, "", f"}} // namespace {model.namespace}"]


def outputs():
    models = {}
    for name in ("engine.model", "lsp.model", "dockwright.model"):
        if (ROOT / "protocol" / name).exists():
            models[name] = parse(name, models)
    for model in models.values():
        head = f"// Written by protocol/generate.py from protocol/{model.name}: change that, not this.\n// clang-format off\n"
        yield f"{model.cpp}.gen.hpp", head + "\n".join(structs_header(model)) + "\n"
        yield f"{model.cpp}_json.gen.hpp", head + "\n".join(json_header(model)) + "\n"
        yield f"{model.cpp}_json.gen.cpp", head + "\n".join(json_source(model)) + "\n"
    if "dockwright.model" in models:
        import generate_typescript as typescript
        yield from typescript.outputs(ROOT, models["lsp.model"], models["dockwright.model"])


def main():
    check, stale = "--check" in sys.argv[1:], []
    for path, text in outputs():
        file = ROOT / path
        if not file.exists() or file.read_text() != text:
            stale.append(path)
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
    for path in stale:
        print(f"{'stale: ' if check else 'written: '}{path}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

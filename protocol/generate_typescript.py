"""The extension's half of what is derived from lsp.model and dockwright.model."""
import json
import re

from generated_parts import SCALARS

HEAD = "// Written by protocol/generate.py: change the models in protocol/, not this.\n"


def ts_type(of):
    kind, value = of
    if kind == "name":
        return SCALARS[value][1] if value in SCALARS else value
    if kind == "literal":
        return f"'{value}'"
    if kind == "list":
        inner = ts_type(value)
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if kind == "map":
        return f"{{ [key: string]: {ts_type(value)} }}"
    if kind == "nullable":
        return f"{ts_type(value)} | null"
    return " | ".join(ts_type(choice) for choice in value)


def documented(docs, indent=""):
    if not docs:
        return []
    if len(docs) == 1:
        return [f"{indent}/** {docs[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in docs), f"{indent} */"]


def declaration(name, it):
    lines = ["", *documented(it["docs"])]
    if it["kind"] == "alias":
        return [*lines, f"export type {name} = {ts_type(it['type'])};"]
    if it["kind"] == "enum":
        values = [f"'{v['value']}'" if it["of"] == "string" else v["value"] for v in it["members"]]
        return [*lines, f"export type {name} = {'string' if it['open'] else ' | '.join(values)};"]
    if not it["members"]:
        return [*lines, f"export type {name} = object;"]
    lines.append(f"export interface {name} {{")
    for member in it["members"]:
        lines += documented(member["docs"], "  ")
        lines.append(f"  {member['wire']}{'?' if member['optional'] else ''}: {ts_type(member['type'])};")
    return [*lines, "}"]


def types(models):
    lines = [HEAD + "// Types alone: nothing of this file is in the bundle."]
    for model in models:
        declared = model.structs | model.enums | model.aliases
        for name in model.order:
            lines += declaration(name, declared[name])
    lines += ["", "/** Our own requests by method: what goes and what comes back. */", "export interface Requests {"]
    for message in models[-1].messages:
        lines += documented(message["docs"], "  ")
        lines.append(f"  '{message['method']}': {{ params: {ts_type(message['params'])}; result: {ts_type(message['result'])} }};")
    lines.append("}")
    return "\n".join(lines) + "\n"


def conformance(model):
    """What we receive must be able to hold all that LSP allows, what we send must be allowed by LSP."""
    lines = [HEAD + "// Compiled, never run: it fails to compile where our types and LSP's differ.",
             "import type * as lsp from 'vscode-languageserver-protocol';", "import type * as ours from '../src/protocol.gen';",
             "", "function holds<Wide>(): <Narrow extends Wide>(narrow?: Narrow) => void {", "  return () => undefined;", "}", ""]
    declared = model.structs | model.enums | model.aliases
    for name in model.order:
        if declared[name].get("inline"):
            continue
        if name in model.received:
            lines.append(f"holds<ours.{name}>()<lsp.{name}>(); // received")
        if name in model.sent:
            lines.append(f"holds<lsp.{name}>()<ours.{name}>(); // sent")
    return "\n".join(lines) + "\n"


def schema(model, setting):
    of, value = setting["type"], {"scope": setting["scope"]}
    if of[0] == "list":
        value |= {"type": "array", "items": {"type": SCALARS[of[1][1]][1]}}
    elif of[1] in model.enums:
        members = model.enums[of[1]]["members"]
        value |= {"type": "string", "enum": [m["value"] for m in members]}
        if any(m["docs"] for m in members):
            value["enumDescriptions"] = [" ".join(m["docs"]) for m in members]
    else:
        value["type"] = SCALARS[of[1]][1]
    return value | {"default": setting["default"], "markdownDescription": " ".join(setting["docs"])}


def package(file, model):
    """The file's text with its settings replaced and all else byte for byte as it was."""
    text = file.read_text()
    match = re.search(r'\n( *)"configuration":\s*(?={)', text)
    if not match:
        raise SystemExit(f'{file}: put `"configuration": {{}}` under "contributes" first')
    _, end = json.JSONDecoder().raw_decode(text, match.end())
    properties = {}
    for order, setting in enumerate(model.settings):
        properties[setting["name"]] = {"order": order} | schema(model, setting)
    block = json.dumps({"title": "Dockwright", "properties": properties}, indent=2, ensure_ascii=False)
    return text[:match.end()] + block.replace("\n", "\n" + match.group(1)) + text[end:]


def outputs(root, lsp, own):
    yield "extension/src/protocol.gen.ts", types([lsp, own])
    yield "extension/test/conformance.gen.ts", conformance(lsp)
    file = root / "extension" / "package.json"
    if file.exists():
        yield "extension/package.json", package(file, own)

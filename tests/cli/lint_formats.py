#!/usr/bin/env python3
"""Reads what `dockwright lint` writes with parsers of Python's library, and looks whether all formats say the same.

    lint_formats.py DOCKWRIGHT

The Dockerfiles have names and texts that need escaping in JSON, in XML, in Markdown, in a URI and in a log. The fixes
of the SARIF file, applied here, give what `lint --fix` gives.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as xml

FILES = {
    'plain': 'FROM ubuntu as a\nMAINTAINER me\n',
    'clean': 'FROM ubuntu:24.04\nUSER 1000:1000\nHEALTHCHECK NONE\n',
    'a "b" <c> & \'d\'': 'FROM "ub<un>tu&" as x\nLABEL a_"&<>\\=x\nLABEL b\t&=x\nUSER \'<"&>\'\n',
    'ümlaut 😀, 100%: x': 'FROM ubuntu:latest as b\nENV API_KEY="é😀"\nENV B 😀 c\nCOPY --from=ñ a b\n',
    'mark|down *_`': 'FROM ub|*_`[x](y)@me#1~<b>untu\nMAINTAINER @somebody, #12 [a](b)\n',
    'bytes': b'FROM ubuntu\x01\x1b[31m:latest as c\nLABEL \xff\xfe=1\nLABEL \x02_=\x80\n',
    'bom\r\n'.strip(): b'\xef\xbb\xbfFROM ubuntu as d\r\nRUN cd /a && \\\r\n    sudo b\r\n',
    'folder/Dockerfile': 'FROM ubuntu AS x\nFROM x AS X\nRUN apt-get update && \\\n\n    apt-get install curl\n',
    'broken': 'FROM ubuntu\nRUM <&"\x07\n',
}
FORMATS = ['json', 'sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'sonarqube', 'rdjson', 'markdown']
LEVELS = {'error': 'error', 'warning': 'warning', 'info': 'note', 'style': 'note'}


def run(program, folder, *arguments):
    done = subprocess.run([program, 'lint', '--isolated', '--preset', 'all', *arguments], cwd=folder, check=False,
                          capture_output=True, env={'HOME': folder})
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def key(file, line, rule):
    return file, int(line), rule


def check_json(text, _):
    return [key(each['file'], each['line'], each['rule']) for each in json.loads(text)]


def check_sarif(text, found):
    log = json.loads(text)
    assert log['version'] == '2.1.0' and len(log['runs']) == 1
    rules = log['runs'][0]['tool']['driver']['rules']
    assert log['runs'][0]['columnKind'] == 'unicodeCodePoints'
    assert len({rule['id'] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule['shortDescription']['text'] and rule['help']['markdown'] and '|' not in rule['name'], rule
    out, known = [], set()
    for each, plain in zip(log['runs'][0]['results'], found, strict=True):
        where = each['locations'][0]['physicalLocation']
        region = where['region']
        assert rules[each['ruleIndex']]['id'] == each['ruleId'], each
        assert each['level'] == LEVELS[plain['severity']], each
        assert [region[name] for name in ('startLine', 'startColumn', 'endLine', 'endColumn')] == \
            [plain[name] for name in ('line', 'column', 'endLine', 'endColumn')], each
        assert where['artifactLocation']['uriBaseId'] == '%SRCROOT%'
        uri = where['artifactLocation']['uri']
        assert re.fullmatch(r'[A-Za-z0-9._~/%-]+', uri), uri
        known.add((uri, each['partialFingerprints']['dockwrightFinding/v1']))
        out.append(key(urllib.parse.unquote(uri), region['startLine'], each['ruleId']))
    assert len(known) == len(out)
    return out


def check_github(text, found):
    def plain(escaped):
        for code, character in (('%3A', ':'), ('%2C', ','), ('%0A', '\n'), ('%0D', '\r'), ('%25', '%')):
            escaped = escaped.replace(code, character)
        return escaped
    out = []
    for line, each in zip(text.splitlines(), found, strict=True):
        command, properties, message = re.fullmatch(r'::(error|warning|notice) (.*?)::(.*)', line).groups()
        assert command == {'note': 'notice'}.get(LEVELS[each['severity']], LEVELS[each['severity']]), line
        named = {name: plain(value) for name, value in (part.split('=', 1) for part in properties.split(','))}
        assert ('col' in named) == (named['line'] == named['endLine']), line
        assert named['title'].startswith(each['rule']) and plain(message).startswith(named['file']), line
        out.append(key(named['file'], named['line'], each['rule']))
    return out


def check_gitlab(text, _):
    issues = json.loads(text)
    assert len({each['fingerprint'] for each in issues}) == len(issues)
    for each in issues:
        assert each['severity'] in {'info', 'minor', 'major', 'critical', 'blocker'} and each['description'], each
        assert each['location']['lines']['begin'] <= each['location']['lines']['end'], each
    return [key(each['location']['path'], each['location']['lines']['begin'], each['check_name']) for each in issues]


def check_checkstyle(text, _):
    root = xml.fromstring(text.encode())
    assert root.tag == 'checkstyle'
    return [key(file.get('name'), error.get('line'), error.get('source').removeprefix('dockwright.'))
            for file in root for error in file]


def check_junit(text, _):
    root = xml.fromstring(text.encode())
    assert root.tag == 'testsuites' and [suite.get('name') for suite in root] == list(FILES)
    out = []
    for suite in root:
        assert int(suite.get('tests')) == len(suite)
        assert int(suite.get('failures')) == len(suite.findall('testcase/failure'))
        for case in suite:
            if case.get('name') == 'nothing found':
                assert len(case) == 0 and len(suite) == 1
                continue
            rule, place = case.get('name').split(' at ')
            assert case[0].tag in {'failure', 'system-out'} and case[0].text, case
            out.append(key(case.get('classname'), place.split(':')[0], rule))
    return out


def check_sonarqube(text, _):
    report = json.loads(text)
    rules = {rule['id'] for rule in report['rules']}
    out = []
    for each in report['issues']:
        where = each['primaryLocation']
        assert each['ruleId'] in rules and where['message'], each
        area = where['textRange']
        assert ('startColumn' in area) == ('endColumn' in area)
        assert 'startColumn' not in area or (area['startLine'], area['startColumn']) < (area['endLine'], area['endColumn'])
        out.append(key(where['filePath'], area['startLine'], each['ruleId']))
    assert {rule for _, _, rule in out} == rules
    return out


def check_rdjson(text, _):
    out = []
    for each in json.loads(text)['diagnostics']:
        assert each['severity'] in {'ERROR', 'WARNING', 'INFO'} and each['message'], each
        for suggestion in each.get('suggestions', []):
            assert set(suggestion) == {'range', 'text'}, each
        out.append(key(each['location']['path'], each['location']['range']['start']['line'], each['code']['value']))
    return out


def check_markdown(text, found):
    """Read back by hand: columns between bars, backslashes and entities taken away."""
    out, file = [], None
    for line in text.splitlines():
        cells = re.split(r'(?<!\\)\|', line)
        if line.startswith('#### '):
            assert not re.search(r'(?<!\\)[*_`<@]', line), line
            file = re.sub(r'\\([!-/:-@\[-`{-~])', r'\1', line.removeprefix('#### ')).replace('&#8203;', '')
            file = html.unescape(file)
        elif len(cells) == 6 and cells[1].strip().isdigit():
            message = cells[3].split('<br>')[0]
            assert not re.search(r'(?<!\\)[*_`<@\[\]~]', message), line
            assert '@' not in message.replace('@&#8203;', '') and '#' not in re.sub('#(&#)?8203;', '', message), line
            out.append(key(file, cells[1], re.search(r'`([a-z0-9-]+)`', cells[4]).group(1)))
        else:
            assert not line.startswith('|') or line in ('| Line | Severity | Finding | Rule |',
                                                        '| ---: | --- | --- | --- |'), line
    return out


def apply_fixes(text, results):
    """The first safe fix of each result, as far as they do not meet: what one round of --fix does."""
    mark = '\ufeff' if text.startswith('\ufeff') else ''
    text = text.removeprefix('\ufeff')
    starts = [0] + [match.end() for match in re.finditer('\n', text)]
    taken = []
    for result in results:
        fix = next((fix for fix in result.get('fixes', []) if fix['properties']['safety'] == 'safe'), None)
        edits = []
        for part in fix['artifactChanges'][0]['replacements'] if fix else []:
            area = part['deletedRegion']
            edits.append((starts[area['startLine'] - 1] + area['startColumn'] - 1,
                          starts[area['endLine'] - 1] + area['endColumn'] - 1,
                          part.get('insertedContent', {'text': ''})['text']))
        if not any((a[:2] == b[:2] and a[0] == a[1]) or (a[0] < b[1] and b[0] < a[1]) for a in edits for b in taken):
            taken += edits
    for begin, end, put in sorted(taken, key=lambda edit: edit[:2], reverse=True):
        text = text[:begin] + put + text[end:]
    return mark + text


def check_fixes(program, folder):
    changed = 0
    for name, before in FILES.items():
        before = before if isinstance(before, bytes) else before.encode()
        try:
            text = before.decode()
        except UnicodeDecodeError:
            continue
        for _ in range(10):
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(text.encode())
            results = json.loads(run(program, folder, '-f', 'sarif', '--', name))['runs'][0]['results']
            text, last = apply_fixes(text, results), text
            if text == last:
                break
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(before)
        run(program, folder, '--fix', '--', name)
        with open(os.path.join(folder, name), 'rb') as file:
            assert file.read() == text.encode(), (name, text)
        changed += text.encode() != before
    assert changed > 3, changed


CHECKS = {'json': check_json, 'sarif': check_sarif, 'github': check_github, 'gitlab': check_gitlab,
          'checkstyle': check_checkstyle, 'junit': check_junit, 'sonarqube': check_sonarqube, 'rdjson': check_rdjson,
          'markdown': check_markdown}


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'folder'))
        for name, text in FILES.items():
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        outputs = [part for name in CHECKS for part in ('-f', f'{name}=out.{name}')]
        run(program, folder, *outputs, '--', *FILES)
        texts = {}
        for name in CHECKS:
            with open(os.path.join(folder, 'out.' + name), encoding='utf-8', newline='') as file:  # strictly
                texts[name] = file.read()
            assert not re.search('[\x00-\x09\x0b-\x1f\x7f]', texts[name].replace('\t', '')), name
        found = json.loads(texts['json'])
        places = {name: check(texts[name], found) for name, check in CHECKS.items()}
        assert len(found) > 20, found
        for name, each in places.items():
            assert each == places['json'], (name, set(each) ^ set(places['json']))
        check_fixes(program, folder)


main()

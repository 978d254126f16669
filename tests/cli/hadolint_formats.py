#!/usr/bin/env python3
"""Reads what `dockwright hadolint` prints with parsers of Python's library, and looks whether all formats say the same.

    hadolint_formats.py DOCKWRIGHT

The Dockerfiles have names and texts that need escaping in JSON, in XML and in a terminal.
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

FILES = {
    'plain': 'FROM ubuntu\nMAINTAINER me\n',
    'clean': 'FROM ubuntu:24.04\n',
    'a "b" <c> & \'d\'': 'FROM "ub<un>tu&"\nLABEL a_"&<>\\=x\nLABEL b\t&=x\nUSER \'<"&>\'\n',
    'ümlaut 😀': 'FROM ubuntu:latest\nENV API_KEY="é😀"\nCOPY --from=ñ a b\n',
    'bytes': b'FROM ubuntu\x01\x1b[31m:latest\nLABEL \xff\xfe=1\nLABEL \x02_=\x80\n',
    'broken': 'FROM ubuntu\nRUM <&"\x07\n',
}
SEVERITIES = {'error', 'warning', 'info', 'style'}


def run(program, folder, *arguments):
    done = subprocess.run([program, 'hadolint', *arguments, '--', *FILES], cwd=folder, capture_output=True,
                          env={'HOME': folder}, check=False)
    assert not done.stderr, done.stderr
    return done.stdout.decode('utf-8')  # strictly: any format is UTF-8


def objects(text):
    """Objects of JSON with nothing between them."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value


def check_json(text, _):
    out = []
    for each in json.loads(text):
        assert set(each) == {'code', 'column', 'file', 'level', 'line', 'message'}, each
        assert each['level'] in SEVERITIES and each['message'], each
        out.append((each['file'], each['line'], each['code']))
    return out


def check_codacy(text, _):
    out = []
    for each in objects(text):
        assert set(each) == {'filename', 'line', 'message', 'patternId'}, each
        out.append((each['filename'], each['line'], each['patternId']))
    return out


def place(each):
    location = each['location']
    if each['check_name'] == 'DL1000':
        return location['path'], location['positions']['begin']['line'], 'DL1000'
    assert location['lines']['begin'] == location['lines']['end']
    return location['path'], location['lines']['begin'], each['check_name']


def check_codeclimate(text, _):
    assert text.endswith('\0')
    issues = [json.loads(part) for part in text[:-1].split('\0')]
    for each in issues:
        assert set(each) == {'categories', 'check_name', 'description', 'location', 'severity', 'type'}, each
        assert each['type'] == 'issue' and each['severity'] in {'blocker', 'major', 'info', 'minor'}, each
    return [place(each) for each in issues]


def check_gitlab_codeclimate(text, others):
    issues = json.loads(text)
    plain = others['codeclimate'][:-1].split('\0')
    for each, other in zip(issues, plain, strict=True):
        assert each.pop('fingerprint') == hashlib.sha1(other.encode()).hexdigest(), each
        assert each == json.loads(other), each
    return [place(each) for each in issues]


def check_sonarqube(text, _):
    out = []
    for each in json.loads(text)['issues']:
        assert set(each) == {'engineId', 'primaryLocation', 'ruleId', 'severity', 'type'}, each
        where = each['primaryLocation']
        assert each['type'] in {'BUG', 'CODE_SMELL'} and where['message'], each
        assert where['textRange']['startLine'] == where['textRange']['endLine'], each
        out.append((where['filePath'], where['textRange']['startLine'], each['ruleId']))
    return out


def check_sarif(text, _):
    log = json.loads(text)
    assert log['version'] == '2.1.0' and len(log['runs']) == 1
    assert log['runs'][0]['tool']['driver']['name'] == 'Hadolint'
    out = []
    for each in log['runs'][0]['results']:
        where = each['locations'][0]['physicalLocation']
        assert each['level'] in {'error', 'warning', 'note'} and each['message']['text'], each
        out.append((where['artifactLocation']['uri'], where['region']['startLine'], each['ruleId']))
    return out


def check_checkstyle(text, _):
    root = xml.fromstring(text.encode())
    assert root.tag == 'checkstyle' and [file.get('name') for file in root] == list(FILES)
    return [(file.get('name'), int(error.get('line')), error.get('source', 'DL1000'))
            for file in root for error in file]


def check_junit(text, _):
    root = xml.fromstring(text.encode())
    assert root.tag == 'testsuites' and len(root) == len(FILES)
    out = []
    for suite in root:
        assert int(suite.get('failures')) == len(suite)
        for case in suite:
            lines = case[0].text.split('\n')
            name = lines[0].split(': ', 1)[1] if lines[0].startswith('File: ') else lines[0].removeprefix('Parse Error in ')
            out.append((name, int(lines[1].removeprefix('Line: ')), case.get('id').removeprefix('hadolint.rule.')
                        if case.get('name') is None else case.get('name')))
    return out


def check_lines(text, _):
    """No file's text moves the cursor."""
    for line in text.split('\n'):
        assert all(c >= ' ' for c in line), line
    return None


CHECKS = {'json': check_json, 'codacy': check_codacy, 'codeclimate': check_codeclimate,
          'gitlab_codeclimate': check_gitlab_codeclimate, 'sonarqube': check_sonarqube, 'sarif': check_sarif,
          'checkstyle': check_checkstyle, 'junit': check_junit, 'gnu': check_lines, 'tty': check_lines}


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        texts = {name: run(program, folder, '--no-color', '-f', name) for name in CHECKS}
    found = {name: check(texts[name], texts) for name, check in CHECKS.items()}
    assert len(found['json']) > 8, found['json']
    for name, places in found.items():
        assert places is None or places == found['json'], (name, places, found['json'])
        assert places is not None or texts[name].count('\n') == len(found['json']), name


main()

#!/usr/bin/env python3
"""Asks a package resolver again what the files beside this one record, and writes its answers into them. No test runs
this.

usage: ask.py [--check] [WORD...]

WORD      only those whose title has it
--check   writes nothing, prints what differs; exit code 1 if anything does

It needs uv on PATH (or the program that UV names) and a package index that answers. Only wheels are looked at, unless
the entry says `source: yes`. A second `install:` of one entry is asked of pip: in a virtual environment of this Python,
where the packages of the first one are pretended to be; pip fetches what it would install, which may be gigabytes.
"""
import datetime, glob, json, os, re, subprocess, sys, tempfile, venv

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWLEDGE = os.path.join(HERE, '../../../server/knowledge')
UV = os.environ.get('UV', 'uv')
# Images without a codename: the Debian of the day, and for Pythons that have ended the last one that they got.
GLIBC = {'buster': '2_28', 'bullseye': '2_31', 'bookworm': '2_36', 'trixie': '2_40'}
LAST_OF = {'3.7': 'bookworm', '3.8': 'bookworm'}
KEPT = re.compile(r'nvidia-(cublas|cudnn|cuda-runtime|nccl)(-cu\d+)?$')
ENVIRONMENT = {**os.environ, 'UV_PYTHON_DOWNLOADS': 'never'}


def followed():
    """The packages of which the tables know releases, or that those ask for."""
    names = set()
    for path in glob.glob(os.path.join(KNOWLEDGE, '*.yaml')):
        with open(path) as file:
            text = file.read()
        names.update(re.findall(r'^\s+(?:package|partner): (\S+)', text, re.M))
        for inner in re.findall(r'requires: \{([^}]*)\}', text):
            names.update(re.findall(r'([A-Za-z][\w.-]*):', inner))
    return names


def place(image):
    """Python and uv's name of the platform."""
    arm = image.startswith('--platform=linux/arm64')
    tag = image.rsplit(':', 1)[1]
    python = re.match(r'[\d.]+', tag)[0]
    machine = 'aarch64' if arm else 'x86_64'
    if 'alpine' in tag:
        return python, machine + '-unknown-linux-musl'
    name = next((one for one in GLIBC if one in tag), LAST_OF.get(python, 'trixie'))
    return python, f'{machine}-manylinux_{GLIBC[name]}'


def class_of(text):
    """Why it was refused, in one word."""
    text = ' '.join(text.split())
    for word, sign in (('no-package', 'was not found in the package registry'), ('no-version', 'there is no version of'),
                       ('no-version', 'there are no versions of')):
        if sign in text:
            return word
    if re.search(r'requested Python version|does not satisfy Python|requires Python|depends on Python', text):
        return 'python'
    if re.search(r'has no wheels|have no wheels|no usable wheels|no matching .* tag', text):
        return 'no-wheel'
    return 'conflict'


def ask(image, asked, limits, source=False):
    """Versions by name, or the class of a refusal and all that was said."""
    python, platform = place(image)
    with tempfile.TemporaryDirectory() as folder:
        command = [UV, 'pip', 'compile', '-', '--no-header', '--no-annotate', '--quiet', '--python-version', python,
                   '--python-platform', platform] + ([] if source else ['--no-build'])
        if limits:
            path = os.path.join(folder, 'limits.txt')
            with open(path, 'w') as file:
                file.write('\n'.join(limits) + '\n')
            command += ['--constraints', path]
        run = subprocess.run(command, input='\n'.join(asked) + '\n', capture_output=True, text=True,
                             env=ENVIRONMENT)
    if run.returncode != 0:
        return None, class_of(run.stderr), run.stderr
    return dict(re.findall(r'^([\w.-]+)==(\S+)', run.stdout, re.M)), '', ''


def ask_second(there, asked):
    """What pip would replace or add where these are."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        packages = glob.glob(os.path.join(folder, 'lib/python*/site-packages'))[0]
        for name, version in there.items():
            info = os.path.join(packages, f'{name.replace("-", "_")}-{version}.dist-info')
            os.makedirs(info)
            for file, text in (('METADATA', f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n'), ('RECORD', ''),
                               ('INSTALLER', 'pip\n')):
                with open(os.path.join(info, file), 'w') as out:
                    out.write(text)
        command = [os.path.join(folder, 'bin/pip'), 'install', '--dry-run', '--quiet', '--only-binary=:all:',
                   '--use-feature=fast-deps', '--report', os.path.join(folder, 'report.json')] + asked
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            return None, 'conflict', run.stderr
        with open(os.path.join(folder, 'report.json')) as file:
            report = json.load(file)
    new = {re.sub(r'[-_.]+', '-', one['metadata']['name']).lower(): one['metadata']['version'] for one in report['install']}
    return {**there, **new}, '', ''


def answer(block, names):
    """The line that records it."""
    image = re.search(r'^from: (.*)', block, re.M)[1]
    limits = re.findall(r'^limit: (.*)', block, re.M)
    installs = [line.split() for line in re.findall(r'^install: (.*)', block, re.M)]
    got, why, said = ask(image, installs[0], limits, 'source: yes' in block)
    for more in installs[1:]:
        got, why, said = ask_second(got, more)
    asked = {re.match(r'[\w.-]+', word)[0].lower() for install in installs for word in install}
    if got is None:
        return 'refused: ' + why, said
    kept = [f'{name} {got[name]}' for name in sorted(got) if name in names | asked or KEPT.match(name)]
    return 'gets: ' + ', '.join(kept), ''


def renew(path, words, check):
    """Asks about one file; whether anything differed."""
    names = followed()
    with open(path) as file:
        head, *blocks = re.split(r'(?m)^(?=## )', file.read())

    def write():
        if not check:
            with open(path, 'w') as file:
                file.write(head + ''.join(blocks))

    differs = False
    for index, block in enumerate(blocks):
        title = block[3:block.index('\n')]
        if words and not any(word in title for word in words):
            continue
        line, said = answer(block, names)
        old = re.search(r'^(gets|refused):.*', block, re.M)
        if old and old[0] == line:
            continue
        differs = True
        print(f'{title}\n  was {old[0] if old else "nothing"}\n  now {line}\n{said}', flush=True)
        if old:
            blocks[index] = block.replace(old[0], line)
        else:
            last = re.findall(r'^(?:install|limit|source): .*\n', block, re.M)[-1]
            blocks[index] = block.replace(last, last + line + '\n')
        write()
    if not words:
        version = subprocess.run([UV, '--version'], capture_output=True, text=True).stdout.split()[1]
        head = re.sub(r'Asked .*\n', f'Asked on {datetime.date.today()} with uv {version}.\n', head)
        write()
    return differs


def main():
    words = [one for one in sys.argv[1:] if not one.startswith('--')]
    check = '--check' in sys.argv
    differs = [renew(path, words, check) for path in sorted(glob.glob(os.path.join(HERE, '*.txt')))]
    return 1 if check and any(differs) else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Asks a package index what the tables do not say yet, and prints YAML to paste into them. See RENEW.md.

usage: renew.py [--index URL] [--check] [--since VERSION] [--pre] [PACKAGE...]

PACKAGE   as in the tables; without one, those whose releases the tables follow
--index   a simple index (PEP 503 or 691); else PIP_INDEX_URL, else the index that pip has by itself
--check   holds the entries that there are against the index and prints what differs; exit code 1 if anything does
--since   prints the releases from this one on although the tables have them
--pre     pre-releases too

Only what metadata say is derived: Pythons and glibc from the names of wheels, CUDA and cuDNN from what a package asks
for, pairs from exact versions. Which GPUs a build has code for is in no metadata.
"""
import argparse, datetime, html.parser, io, json, os, re, sys, urllib.error, urllib.parse, urllib.request, zipfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
FOLLOWED = ('torch torchvision torchaudio tensorflow jaxlib jax-cuda12-plugin jax-cuda13-plugin onnxruntime-gpu vllm '
            'xformers triton bitsandbytes cupy-cuda12x cupy-cuda13x ctranslate2').split()
PARTNERS = 'torch torchvision torchaudio torchdata xformers'.split()


# ---- versions and names

def normal(name):
    return re.sub(r'[-_.]+', '-', name).lower()


def order(version):
    """A key that sorts as PEP 440 does, for what our packages use."""
    match = re.match(r'([\d.]+)(?:[-_.]?(dev|a|b|rc|post)(\d*))?', version)
    numbers = [int(part) for part in match[1].strip('.').split('.')]
    phase = ['dev', 'a', 'b', 'rc', None, 'post'].index(match[2])
    return (numbers + [0] * 5)[:5], phase, int(match[3] or 0)


def is_prerelease(version):
    return re.search(r'(dev|a|b|rc)\d*', version.split('+')[0]) is not None


def allows(specifier, python):
    """Whether a requires-python lets 3.N in, whatever its patch."""
    for clause in filter(None, (one.strip() for one in (specifier or '').split(','))):
        match = re.match(r'(>=|<=|==|!=|~=|<|>)\s*([\d.]+)(\.\*)?', clause)
        if not match:
            continue
        bound = [int(part) for part in match[2].strip('.').split('.')][:2]
        bound += [0] * (2 - len(bound))
        three = len(match[2].split('.')) > 2
        good = {'>=': python >= bound, '~=': python >= bound, '>': python > bound or three and python == bound,
                '<=': python <= bound, '<': python < bound or three and python == bound and not match[2].endswith('.0'),
                '==': python == bound, '!=': python != bound or three}[match[1]]
        if not good:
            return False
    return True


# ---- the index

class Links(html.parser.HTMLParser):
    """The files of a page of PEP 503."""

    def __init__(self):
        super().__init__()
        self.files = []

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        if tag == 'a' and 'href' in own:
            name = urllib.parse.unquote(own['href'].split('#')[0].rsplit('/', 1)[-1])
            self.files.append({'filename': name, 'url': own['href'], 'requires-python': own.get('data-requires-python'),
                               'yanked': 'data-yanked' in own,
                               'metadata': 'data-core-metadata' in own or 'data-dist-info-metadata' in own})


class Remote(io.RawIOBase):
    """A file on a server, of which only the parts that are read are fetched: METADATA of a wheel of gigabytes."""

    def __init__(self, url):
        super().__init__()
        self.url, self.at, self.end = url, 0, b''
        with self.fetch('bytes=-65536') as answer:
            self.size = int(answer.headers['Content-Range'].rsplit('/', 1)[1])
            self.end = answer.read()

    def fetch(self, span):
        return urllib.request.urlopen(urllib.request.Request(self.url, headers={'Range': span}), timeout=60)

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        self.at = offset + (0, self.at, self.size)[whence]
        return self.at

    def tell(self):
        return self.at

    def read(self, size=-1):
        stop = self.size if size < 0 else min(self.at + size, self.size)
        begin, known = self.at, self.size - len(self.end)
        self.at = stop
        if begin >= known:
            return self.end[begin - known:stop - known]
        if begin >= stop:
            return b''
        with self.fetch(f'bytes={begin}-{stop - 1}') as answer:
            return answer.read()


def metadata_inside(url):
    if url.startswith('file:'):
        source = urllib.request.url2pathname(urllib.parse.urlparse(url).path)
    else:
        source = Remote(url)
    with zipfile.ZipFile(source) as wheel:
        name = next(one for one in wheel.namelist() if one.endswith('.dist-info/METADATA'))
        return wheel.read(name).decode()


class Index:
    def __init__(self, url):
        self.url = url.rstrip('/')

    def get(self, url, accept='*/*'):
        if url.startswith('file:') and url.endswith('/'):
            url += 'index.html'
        request = urllib.request.Request(url, headers={'Accept': accept, 'User-Agent': 'dockwright-renew'})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode(), answer.headers.get('Content-Type', '')

    def files(self, package):
        page = f'{self.url}/{package}/'
        text, kind = self.get(page, 'application/vnd.pypi.simple.v1+json, text/html;q=0.5')
        if 'json' in kind:
            files = json.loads(text)['files']
            for file in files:
                file['metadata'] = bool(file.get('core-metadata') or file.get('dist-info-metadata'))
        else:
            links = Links()
            links.feed(text)
            files = links.files
        for file in files:
            file['url'] = urllib.parse.urljoin(page, file['url'])
        return [file for file in files if not file.get('yanked')]

    def requirements(self, wheels):
        """What `Requires-Dist` says: of the metadata beside a wheel where the index has them, else inside of it."""
        if not wheels:
            return []
        url = wheels[0]['url'].split('#')[0]
        text = self.get(url + '.metadata')[0] if wheels[0]['metadata'] else metadata_inside(url)
        return re.findall(r'^Requires-Dist: (.*)$', re.split(r'\r?\n\r?\n', text)[0], re.M)


class Requirement:
    def __init__(self, text):
        head, _, self.marker = text.partition(';')
        match = re.match(r'\s*([A-Za-z0-9_.-]+)\s*(?:\[[^]]*\])?\s*\(?([^)]*)\)?', head)
        self.name = normal(match[1])
        self.specifier = match[2].replace(' ', '')
        extra = re.search(r'extra\s*==\s*["\']([^"\']+)', self.marker)
        self.extra = extra[1] if extra else None
        self.other_system = re.search(r'(platform_system|sys_platform)\s*(==|!=)\s*["\'](\w+)', self.marker)
        self.x86_only = bool(re.search(r'platform_machine\s*==\s*["\']x86_64', self.marker))

    def is_linux(self):
        found = self.other_system
        return found is None or (found[3].lower() == 'linux') == (found[2] == '==')

    def exact(self):
        match = re.fullmatch(r'==([\d.]+(?:\.?post\d+|rc\d+)?)', self.specifier)
        return match and match[1]


# ---- what a release is

def wheel_facts(files, machine):
    """The Pythons and the lowest glibc of the wheels for Linux on this machine."""
    pythons, glibc = set(), set()
    for file in files:
        name = file['filename']
        if not name.endswith('.whl') or 'linux' not in name or 'musl' in name or machine not in name:
            continue
        tags, abi, platform = name[:-4].split('-')[-3:]
        for match in re.finditer(r'manylinux_(\d+)_(\d+)_' + machine, platform):
            glibc.add((int(match[1]), int(match[2])))
        for old, of_it in (('manylinux2014', (2, 17)), ('manylinux2010', (2, 12)), ('manylinux1', (2, 5))):
            if old + '_' + machine in platform:
                glibc.add(of_it)
        for tag in tags.split('.'):
            match = re.fullmatch(r'(cp|py)(\d)(\d*)', tag)
            if not match or abi.endswith('t'):
                continue
            first = (int(match[2]), int(match[3] or 6))
            open_end = abi == 'abi3' or match[1] == 'py'
            minors = range(first[1], newest_python() + 1) if open_end and first[0] == 3 else [first[1]]
            pythons |= {(first[0], minor) for minor in minors
                        if allows(file.get('requires-python'), [first[0], minor])}
    lowest = min(glibc) if glibc else None
    return [f'{a}.{b}' for a, b in sorted(pythons)], lowest and f'{lowest[0]}.{lowest[1]}'


def cuda_of(requirements):
    """CUDA and cuDNN as a set of requirements pins them: ('12.4', '9.1.0.70')."""
    cuda = cudnn = None
    for one in requirements:
        found = re.match(r'nvidia-cuda-runtime(-cu(\d+))?$|cuda-toolkit$', one.name)
        bound = one.exact() or (re.search(r'>=([\d.]+)', one.specifier) or [None, None])[1]
        if found and bound:
            cuda = '.'.join(bound.split('.')[:2])
        elif one.name.startswith('nvidia-cudnn-cu') and bound:
            cudnn = bound
    return cuda, cudnn


def release(package, version, files, index):
    wheels = [file for file in files if file['filename'].endswith('.whl') and 'x86_64' in file['filename']
              and 'linux' in file['filename']]
    entry = {'first': version}
    entry['pythons'], entry['glibc'] = wheel_facts(files, 'x86_64')
    entry['pythons-arm'], _ = wheel_facts(files, 'aarch64')
    said = [file.get('requires-python') for file in files if file.get('requires-python')]
    entry['requires-python'] = said[0].replace(' ', '') if said else None
    wanted = [Requirement(text) for text in index.requirements(wheels)]
    wanted = [one for one in wanted if one.is_linux()]
    plain = [one for one in wanted if one.extra is None]
    cuda, cudnn = cuda_of(plain)
    variants, kept = [], []
    if package == 'torch' and cuda:
        tag = 'cu' + cuda.replace('.', '')
        x86_only = any(one.x86_only for one in plain if one.name.startswith('nvidia-'))
        entry['variant'] = tag
        entry['variant-arm'] = ('cpu' if x86_only else tag) if entry['pythons-arm'] else None
        variants = [{'tag': tag, 'cuda': cuda, 'cudnn': cudnn}, {'tag': 'cpu', 'libraries': 'none'}]
        kept = [one for one in plain if one.name.startswith(('nvidia-cuda-runtime', 'cuda-toolkit', 'nvidia-cudnn', 'triton'))]
    elif any(one.name == 'torch' for one in plain):
        variants = [{'libraries': 'torch'}]
    else:
        for extra in sorted({one.extra for one in wanted if one.extra}):
            cuda, cudnn = cuda_of([one for one in wanted if one.extra == extra])
            if cuda or cudnn:
                variants.append({'tag': extra, 'cuda': cuda, 'cudnn': cudnn})
    kept += [one for one in plain if one.name in ('numpy', 'protobuf') and one.specifier]
    entry['requires'] = {one.name: one.specifier for one in kept}
    entry['prerelease'] = is_prerelease(version) or None
    entry['variants'] = [{key: value for key, value in one.items() if value} for one in variants]
    pairs = [(one.name, one.specifier) for one in plain if one.name in PARTNERS and one.specifier]
    return {key: value for key, value in entry.items() if value}, pairs


# ---- the tables: as much of YAML as they are written in

def read_table(path):
    lines = [line.rstrip() for line in open(path, encoding='utf-8')]
    lines = [line for line in lines if line.strip() and not line.lstrip().startswith('#')]

    def indent(at):
        return len(lines[at]) - len(lines[at].lstrip())

    def flow(text, at):
        while text[at] == ' ':
            at += 1
        if text[at] in '[{':
            close = ']' if text[at] == '[' else '}'
            out, at = ([] if close == ']' else {}), at + 1
            while True:
                while text[at] in ' ,':
                    at += 1
                if text[at] == close:
                    return out, at + 1
                value, at = flow(text, at)
                if close == ']':
                    out.append(value)
                else:
                    out[value], at = flow(text, at + 1)
        if text[at] in '"\'':
            end = text.index(text[at], at + 1)
            return text[at + 1:end], end + 1
        end = at
        while end < len(text) and text[end] not in ',]}' and text[end:end + 2] != ': ':
            end += 1
        return text[at:end].strip(), end

    def value(text, at, level):
        """What stands behind a key, and the line behind it."""
        if text in ('', '>-'):
            end = at + 1
            if text == '':
                return block(end, indent(end))
            while end < len(lines) and indent(end) > level:
                end += 1
            return ' '.join(line.strip() for line in lines[at + 1:end]), end
        while text[0] in '[{' and sum(text.count(c) for c in '[{') > sum(text.count(c) for c in ']}'):
            at += 1
            text += ' ' + lines[at].strip()
        return (flow(text, 0)[0] if text[0] in '[{"\'' else text), at + 1

    def block(at, level):
        is_list = lines[at].lstrip().startswith('- ')
        out = [] if is_list else {}
        while at < len(lines) and indent(at) == level and lines[at].lstrip().startswith('- ') == is_list:
            text = lines[at].lstrip()
            if is_list and text[2] in '[{':
                one, at = value(text[2:], at, level)
                out.append(one)
            elif is_list:
                lines[at] = ' ' * (level + 2) + text[2:]
                one, at = block(at, level + 2)
                out.append(one)
            else:
                key, _, rest = text.partition(':')
                out[key.strip('"\'')], at = value(rest.strip(), at, level)
        return out, at

    return block(0, 0)[0]


def tables():
    """Those that speak of Python's releases or packages; the others are written in more of YAML."""
    paths = [os.path.join(FOLDER, name) for name in sorted(os.listdir(FOLDER)) if name.endswith('.yaml')]
    return [read_table(path) for path in paths if speaks_of_python(path)]


def speaks_of_python(path):
    with open(path, encoding='utf-8') as lines:
        return any(line.rstrip() in ('releases:', 'pythons:') for line in lines)


def known_releases(all_tables):
    """By package: the entries, each with what its block says."""
    out = {}
    for table in all_tables:
        for block in table.get('releases', []):
            common = {key: value for key, value in block.items() if key != 'entries'}
            for entry in block['entries']:
                entry = {**common, **entry}
                out.setdefault(normal(entry['package']), []).append(entry)
    return out


NEWEST = []


def newest_python():
    if not NEWEST:
        versions = [entry['version'] for table in tables() for block in table.get('pythons', [])
                    for entry in block['entries']]
        NEWEST.append(max(int(version.split('.')[1]) for version in versions if version.startswith('3.')))
    return NEWEST[0]


# ---- answers

def written(value):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{written(key)}: {written(one)}' for key, one in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(written(one) for one in value) + ']'
    text = 'true' if value is True else str(value)
    return f"'{text}'" if re.search(r'[<>=!~,:{}\[\]#*|]', text) else text


def by_version(files):
    out = {}
    for file in files:
        name = file['filename']
        match = re.match(r'[A-Za-z0-9_.]+?-(\d[^-]*?)(?:-|\.tar|\.zip)', name)
        if match:
            out.setdefault(urllib.parse.unquote(match[1]).split('+')[0], []).append(file)
    return out


def merged(entries):
    """Neighbours that differ in nothing but their version are one; newest first."""
    out = []
    for entry in entries:
        same = out and {**out[-1], 'first': 0, 'last': 0} == {**entry, 'first': 0, 'last': 0}
        if same:
            out[-1] = {'first': entry['first'], 'last': out[-1].get('last', out[-1]['first']),
                       **{key: value for key, value in entry.items() if key != 'first'}}
        else:
            out.append(entry)
    return out


def print_new(package, known, index, since, pre):
    versions = by_version(index.files(package))
    newest = max((order(entry.get('last', entry['first'])) for entry in known), default=order('0'))
    wanted = [version for version in versions if (order(version) >= order(since) if since else order(version) > newest)]
    wanted = sorted((version for version in wanted if pre or not is_prerelease(version)), key=order, reverse=True)
    entries, pairs = [], {}
    for version in wanted:
        entry, asked = release(package, version, versions[version], index)
        entries.append(entry)
        for partner, specifier in asked:
            pairs.setdefault(partner, []).append({'first': version, 'specifier': specifier})
    if not entries:
        print(f'# {package}: nothing newer than the tables have')
        return
    source = f'package index (wheel names, metadata), {datetime.date.today():%Y-%m}'
    print(f'releases:\n  - source: {written(source)}\n    package: {package}\n    entries:')
    for entry in merged(entries):
        print('      - ' + written(entry))
        if any('cuda' in one for one in entry.get('variants', [])):
            print("      # targets and ptx of these builds are in no metadata: read the project's release notes")
    if pairs:
        print('\npairs:')
    for partner, asked in pairs.items():
        print(f'  - source: {written(source)}\n    package: {package}\n    partner: {partner}\n    entries:')
        for one in merged(asked):
            print('      - ' + written(one))


def differences(package, known, index):
    versions = by_version(index.files(package))
    out = []
    for entry in known:
        first, last = order(entry['first']), order(entry.get('last', entry['first']))
        for version in sorted((v for v in versions if first <= order(v) <= last), key=order):
            there = {}
            there['pythons'], there['glibc'] = wheel_facts(versions[version], 'x86_64')
            there['pythons-arm'], _ = wheel_facts(versions[version], 'aarch64')
            for key, value in there.items():
                # The oldest tags of wheels promise less than they need: only more is news.
                less = key == 'glibc' and value and order(value) < order(entry.get(key) or value)
                if value and entry.get(key) and value != entry[key] and not less:
                    out.append(f'{package} {version}: {key} {written(entry[key])} in the tables, {written(value)} '
                               f'in the index')
    return out


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split('\n\n', 1)[1], add_help=False)
    parser.add_argument('--help', action='store_true')
    parser.add_argument('--index', default=os.environ.get('PIP_INDEX_URL', 'https://pypi.org/simple'))
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--since')
    parser.add_argument('--pre', action='store_true')
    parser.add_argument('packages', nargs='*')
    asked = parser.parse_args()
    if asked.help:
        sys.exit(__doc__)
    known = known_releases(tables())
    index = Index(asked.index)
    different = []
    for package in map(normal, asked.packages or FOLLOWED):
        try:
            if asked.check:
                different += differences(package, known.get(package, []), index)
            else:
                print_new(package, known.get(package, []), index, asked.since, asked.pre)
        except urllib.error.URLError as problem:
            sys.exit(f'{package}: {problem}')
    if different:
        print('\n'.join(different))
    sys.exit(1 if different else 0)


if __name__ == '__main__':
    main()

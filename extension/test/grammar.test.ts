import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';

// npm runs tests in the extension's folder.
const grammarFile = join(process.cwd(), 'syntaxes/dockerfile.tmLanguage.json');
// In place of VS Code's shell grammar: quotes that never close, as the worst that it could do.
const shell = '{"scopeName":"source.shell","patterns":[{"name":"string.shell","begin":"\\"","end":"\\""},{"name":"echo.shell","match":"echo"}]}';

let loaded: Promise<IGrammar> | undefined;

function grammar(): Promise<IGrammar> {
  return loaded ??= (async () => {
    const wasm = createRequire(grammarFile).resolve('vscode-oniguruma/release/onig.wasm');
    await loadWASM(readFileSync(wasm));
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: async scope => scope === 'source.shell' ? parseRawGrammar(shell, 'shell.json')
        : parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
    });
    const found = await registry.loadGrammar('source.dockerfile');
    assert.ok(found);
    return found;
  })();
}

/** The scopes of the first token that is, but for blanks, `text`; ask for "2:text" to look on line 2 alone. */
async function scopesOf(source: string, wanted: string): Promise<string> {
  const [, onLine, text] = /^(?:(\d+):)?(.*)$/s.exec(wanted) ?? [];
  const tokens: string[] = [];
  let stack = INITIAL;
  for (const [index, line] of source.split('\n').entries()) {
    const result = (await grammar()).tokenizeLine(line, stack);
    stack = result.ruleStack;
    if (onLine !== undefined && +onLine !== index + 1) { continue; }
    for (const token of result.tokens) {
      const content = line.slice(token.startIndex, token.endIndex);
      if (content.trim() === text) { return token.scopes.join(' '); }
      tokens.push(content);
    }
  }
  return assert.fail(`no token '${text}' among ${JSON.stringify(tokens)}`);
}

/** One test: in `source`, each word has a scope that contains the given text ('!text': has none). */
function highlights(title: string, source: string, expected: Record<string, string>): void {
  test(title, async () => {
    for (const [word, scope] of Object.entries(expected)) {
      const scopes = await scopesOf(source, word);
      assert.equal(scopes.includes(scope.replace(/^!/, '')), !scope.startsWith('!'), `'${word}' has ${scopes}, expected ${scope}`);
    }
  });
}

highlights('FROM shows image, tag, flag and stage', 'FROM --platform=$BUILDPLATFORM registry.local:5000/a/cuda:12.4 AS build', {
  'FROM': 'keyword.other.instruction', '--platform': 'attribute-name.flag', 'BUILDPLATFORM': 'variable.other.readwrite',
  'registry.local:5000/a/cuda': 'entity.name.type.image', ':12.4': 'constant.other.tag', 'AS': 'keyword.control.as', 'build': 'entity.name.type.stage',
});
highlights('keywords have any case', 'from alpine\nrun true', { 'from': 'keyword.other.instruction', 'run': 'keyword.other.instruction' });
highlights('ONBUILD and the instruction in it are keywords', 'ONBUILD RUN make', { 'ONBUILD': 'keyword.control.onbuild', 'RUN': 'keyword.other.instruction' });
highlights('a word that is no instruction is no keyword', 'FROMAGE alpine', { 'FROMAGE alpine': '!keyword' });
highlights('directives count at the top alone', '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n# escape=`', {
  'syntax': 'keyword.control.directive', '2:escape': 'keyword.control.directive', '4:escape=`': '!directive',
});
highlights('a suppression names its rules', 'FROM a\n# hadolint ignore=DL3006', {
  'hadolint ignore': 'keyword.control.suppression', 'DL3006': 'constant.other.rule',
});
highlights('a continuation holds the instruction through comments and empty lines', 'RUN apt-get update \\  \n  # why\n\n  && echo $HOME\nUSER me', {
  '1:\\': 'line-continuation', '2:why': 'comment', '4:&&': 'keyword.operator.logical', 'HOME': 'variable.other', '5:USER': 'keyword.other.instruction',
});
highlights('two escapes at the end continue nothing', 'RUN echo a\\\\\nUSER me', { 'USER': 'keyword.other.instruction' });
highlights('a quote that never closes ends with its instruction', 'RUN echo "abc\nUSER me', { '"': 'string.quoted', 'USER': 'keyword.other.instruction' });
highlights('a string goes on over a continuation', 'RUN echo "a \\\n  b"\nUSER me', { 'b': 'string.quoted.double', 'USER': 'keyword.other.instruction' });
highlights('the JSON form is an array', 'CMD ["a", "$B"]\nRUN [ -f x ]', { '1:[': 'array.begin', '1:a': 'string.quoted.double', 'B': 'variable.other' });
highlights('a test in brackets is no JSON form', 'RUN [ -f x ]', { '-f': '!array' });
highlights('mount options', 'RUN --mount=type=cache,target=/root/.cache make', {
  '--mount': 'attribute-name.flag', 'type': 'attribute-name.option', 'target': 'attribute-name.option', 'cache': 'string.unquoted.flag',
});
highlights('variables with a modifier', 'ARG A=${B:-${C}}', { 'A': 'variable.other.assignment', 'B': 'variable.other', ':-': 'keyword.operator.expansion', 'C': 'variable.other' });
highlights('an escaped dollar is no variable', 'RUN echo \\$HOME', { '\\$': 'constant.character.escape' });
highlights('pairs of ENV and LABEL', 'ENV A=1 B="x y"\nLABEL org.x.y="z"', {
  '1:A': 'variable.other.assignment', '1:B': 'variable.other.assignment', 'x y': 'string.quoted', 'org.x.y': 'variable.other.assignment',
});
highlights('ports and protocols', 'EXPOSE 8080/tcp 53/udp', { '8080': 'constant.numeric', 'tcp': 'keyword.other.protocol' });
highlights('HEALTHCHECK and its CMD', 'HEALTHCHECK --interval=5s CMD ["true"]', { '--interval': 'flag', 'CMD': 'keyword.other.instruction', 'true': 'string' });
highlights('a RUN heredoc is shell, whatever its quotes do', 'RUN --network=none <<-EOF\n\techo "it\'s\n\tEOF\nUSER me', {
  '1:EOF': 'heredoc-token', '2:echo': 'meta.embedded.block.shellscript', '3:EOF': 'heredoc-token', 'USER': 'keyword.other.instruction',
});
highlights('a heredoc without dash keeps its blanks', 'RUN <<EOF\n  EOF\nEOF\nUSER me', { '2:EOF': 'embedded', '3:EOF': 'heredoc-token', 'USER': 'keyword.other.instruction' });
highlights('a heredoc for another program is text', 'RUN python3 <<EOF\nprint("$A")\nEOF\nUSER me', {
  '2:A': 'variable.other', '2:print("': 'string.unquoted.heredoc', '3:EOF': 'heredoc-token', 'USER': 'keyword.other.instruction',
});
highlights('two heredocs end with the second', 'COPY <<A <<"B" /to/\none\nA\ntwo\nB\nUSER me', {
  '1:A': 'heredoc-token', '1:B': 'heredoc-token', 'two': 'string.unquoted.heredoc', '5:B': 'heredoc-token', 'USER': 'keyword.other.instruction',
});

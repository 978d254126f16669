// A real VS Code in a headless browser, worked as a person works it: by keys, and by what the screen shows.
//
//   const workbench = await Workbench.open({ installation, vsix, folder });
//   ...
//   await workbench.close();
//
// Lines and columns count from 1. What waits, waits at most `patience` ms and then says for what.

import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const patience = 20_000;

const calm = {
  'security.workspace.trust.enabled': false, 'files.autoSave': 'off', 'workbench.startupEditor': 'none', 'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true, 'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'chat.commandCenter.enabled': false, 'remote.autoForwardPorts': false,
  'git.enabled': false, 'editor.cursorBlinking': 'solid',
  // Drawn as text in the page, so that it can be read there.
  'terminal.integrated.gpuAcceleration': 'off', 'terminal.integrated.shellIntegration.enabled': false,
};

/** Starts the server of the workbench on loopback, with a user folder of its own and the packed extension (or several); `stop` ends what it began. */
export async function serve({ installation, vsix, folder, settings = {}, environment = {}, port = 0 }) {
  const home = mkdtempSync(join(tmpdir(), 'dockwright-'));
  mkdirSync(join(home, 'user/User'), { recursive: true });
  writeFileSync(join(home, 'user/User/settings.json'), JSON.stringify({ ...calm, ...settings }));
  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, ...environment };
  for (const name of Object.keys(env)) { if (name.startsWith('VSCODE_')) { delete env[name]; } } // of a terminal in VS Code
  // Else it would ask a login shell for the variables, which on Debian sets PATH anew.
  env.VSCODE_CLI = '1';
  const program = [join(resolve(installation), 'node_modules/code-server/out/node/entry.js'),
    '--config', join(home, 'config.yaml'), '--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
  for (const file of [vsix].flat()) { execFileSync(process.execPath, [...program, '--install-extension', resolve(file)], { env, stdio: 'pipe' }); }

  port ||= await freePort();
  const log = join(home, 'server.log');
  const child = spawn(process.execPath, [...program, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry',
    '--disable-update-check', '--disable-getting-started-override'], { env, stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')], detached: true });
  const ended = new Promise(done => child.once('exit', done));
  const url = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(resolve(folder))}`;
  const stop = async () => {
    // It leads a process group of its own: code-server, the extension host, the language server, terminals.
    const group = signal => { try { process.kill(-child.pid, signal); } catch { /* all gone */ } };
    group('SIGTERM');
    await Promise.race([ended, pause(5_000)]);
    group('SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await until('the workbench to answer', async () => {
      if (child.exitCode !== null) { throw new Error(`code-server ended: ${readFileSync(log, 'utf8')}`); }
      return (await fetch(url).catch(() => undefined))?.ok;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, pid: child.pid, home };
}

export class Workbench {
  static async open(options) {
    const server = await serve(options);
    let browser;
    try {
      const { chromium } = createRequire(resolve(options.installation, 'package.json'))('playwright-core');
      browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu',
        '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
      const page = await browser.newPage({ viewport: options.viewport ?? { width: 1280, height: 820 }, deviceScaleFactor: options.scale ?? 1 });
      page.setDefaultTimeout(patience);
      await page.goto(server.url);
      await page.locator('.part.statusbar').waitFor();
      await until('the extensions', () => page.evaluate(() => performance.getEntriesByName('code/didLoadExtensions').length > 0));
      return new Workbench(server, browser, page);
    } catch (error) {
      await browser?.close();
      await server.stop();
      throw error;
    }
  }

  constructor(server, browser, page) {
    Object.assign(this, { server, browser, page });
  }

  async close() {
    await this.browser.close();
    await this.server.stop();
  }

  /** Opens a file of the folder by its name. */
  async openFile(name) {
    await this.quickOpen('Control+P', name, new RegExp(`^${escaped(name.split('/').at(-1))}`));
    await this.page.locator(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`).waitFor();
  }

  /** Runs a command by its whole title in the palette. */
  async command(title) {
    await this.quickOpen('F1', `>${title}`, new RegExp(`^${escaped(title)}`));
  }

  /** Opens the quick input by a key, types, and takes the first row once it reads like `wanted`. */
  async quickOpen(key, text, wanted) {
    await until(`the quick input after ${key}`, async () => {
      await this.page.keyboard.press(key);
      return this.input.waitFor({ timeout: 1_500 }).then(() => true, () => false);
    });
    await this.input.fill(text);
    await this.take(wanted);
  }

  /** Presses Enter once the first row of the quick input reads like `wanted`. */
  async take(wanted) {
    const first = this.page.locator('.quick-input-list .monaco-list-row .label-name').first();
    await until(`a first choice like ${wanted}`, async () => wanted.test(clean(await first.textContent({ timeout: 500 }).catch(() => ''))));
    await this.page.keyboard.press('Enter');
  }

  get input() { return this.page.locator('.quick-input-widget:visible input.input').first(); }
  get editor() { return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]').first(); }

  /** Puts the cursor there. */
  async goto(line, column) {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Control+1'); // into the editor, from wherever the keys went
    await this.page.keyboard.press('Control+G');
    await this.input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await until(`the cursor at ${line}:${column}`, async () =>
      (await this.page.locator('[id="status.editor.selection"]').innerText()).startsWith(`Ln ${line}, Col ${column}`));
  }

  /** Types a line there and goes on to the next. */
  async typeLine(line, text) {
    await this.goto(line, 1);
    await this.page.keyboard.type(text, { delay: 5 });
    await this.page.keyboard.press('Escape'); // no suggestion is taken
    await this.page.keyboard.press('Enter');
  }

  /** The lines on the screen, which for a short file are all. */
  async text() {
    const lines = await this.editor.locator('.view-line').evaluateAll(all => all
      .map(line => ({ top: parseFloat(line.style.top), text: line.textContent })).sort((a, b) => a.top - b.top).map(line => line.text));
    return lines.map(line => line.replace(/\u00a0/g, ' ').trimEnd()).join('\n');
  }

  /** How many squiggles are drawn. */
  squiggles() { return this.editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info').count(); }

  /** The rows of the Problems panel, file names left out, once `enough` of them are there. */
  async problems(enough) {
    if (!await this.page.locator('.markers-panel').isVisible()) { await this.command('Problems: Focus on Problems View'); }
    const rows = this.page.locator('.markers-panel .monaco-list-row[aria-level="2"]');
    return until('the problems', async () => {
      const found = (await rows.allInnerTexts()).map(text => clean(text).replace(/\s+/g, ' '));
      return enough(found) && found;
    });
  }

  /** What the editor says about a place when asked by keyboard; with a picture of it, if a file is named. */
  async hover(line, column, wanted, picture) {
    const card = this.page.locator('.monaco-hover:visible');
    const text = await until(`a hover like ${wanted}`, async () => {
      await this.goto(line, column);
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      await pause(600);
      const seen = clean((await card.allInnerTexts()).join('\n'));
      return wanted.test(seen) && seen;
    });
    if (picture !== undefined) { await this.page.screenshot({ path: picture }); }
    await this.page.keyboard.press('Escape');
    return text;
  }

  /** The titles of the lightbulb's menu at a place; with `choose`, that one is carried out. */
  async codeActions(line, column, choose) {
    const rows = this.page.locator('.action-widget:visible .monaco-list-row.action');
    await until('code actions', async () => {
      await this.goto(line, column);
      await this.page.keyboard.press('Control+.');
      return rows.first().waitFor({ timeout: 1_500 }).then(() => true, () => false);
    });
    const titles = (await rows.allInnerTexts()).map(clean);
    if (choose === undefined) {
      await this.page.keyboard.press('Escape');
      return titles;
    }
    const focused = this.page.locator('.action-widget:visible .monaco-list-row.action.focused');
    await until(`the code action ${choose}, among ${titles.join(', ')}`, async () => {
      if (choose.test(clean(await focused.innerText({ timeout: 500 }).catch(() => '')))) { return true; }
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
    await this.page.keyboard.press('Enter');
    return titles;
  }

  /** What is offered to complete what stands at the cursor, once `enough` of it is there. */
  async completions(enough) {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
    await this.page.keyboard.press('Control+Space');
    const labels = await until('completions', async () => {
      const found = (await rows.allInnerTexts()).map(clean);
      return enough(found) && found;
    });
    await this.page.keyboard.press('Escape');
    return labels;
  }

  /** The rows of the choice with this title, headings and all. */
  async choices(title) {
    const shown = this.page.locator('.quick-input-titlebar:visible');
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    return until(`the choice '${title}'`, async () => {
      if (!clean((await shown.allInnerTexts()).join('')).includes(title)) { return false; }
      const found = (await rows.allInnerTexts()).map(text => clean(text).replace(/\s*\n\s*/g, ' | '));
      return found.length > 0 && found;
    });
  }

  /** What the {} in the status bar says, once it reads like `wanted`. */
  async languageStatus(wanted) {
    const item = this.page.locator('[id="status.languageStatus"]');
    return until(`a language status like ${wanted}`, async () => {
      const text = clean(await item.getAttribute('aria-label', { timeout: 500 }).catch(() => ''));
      return wanted.test(text) && text;
    });
  }

  /** The notification that reads like `wanted`. */
  async notification(wanted) {
    const messages = this.page.locator('.notification-list-item-message');
    return until(`a notification like ${wanted}`, async () => (await messages.allInnerTexts()).map(clean).find(text => wanted.test(text)));
  }

  /** The terminal's text, once it reads like `wanted`. */
  async terminal(wanted) {
    const rows = this.page.locator('.terminal-wrapper.active .xterm-rows > div');
    return until(`a terminal like ${wanted}`, async () => {
      const text = (await rows.allTextContents()).map(clean).join('\n').trim();
      return wanted.test(text) && text;
    });
  }
}

/** Asks again until the answer is something, or patience ends. */
export async function until(what, ask) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) { return answer; }
    if (Date.now() > end) { throw new Error(`Waited ${patience / 1000} s in vain for ${what}`); }
    await pause(60);
  }
}

const pause = ms => new Promise(done => setTimeout(done, ms));
const clean = text => (text ?? '').replace(/\u00a0/g, ' ').replace(/[\u200b-\u200d\ufeff]/g, '').trim();
const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

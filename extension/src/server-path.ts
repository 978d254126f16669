// Which program is the language server: the one that the person's own settings name, else the one
// packed with this extension, else the first on PATH. Pure: what the disk has is asked through
// `runnable`. A workspace never decides, since opening a folder must not run what lies in it.

import * as path from 'node:path';

/** A setting as VS Code tells it, by where it was written. */
export interface Setting {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

export interface Places {
  readonly setting: Setting | undefined;
  readonly extensionFolder: string;
  readonly searchPath: string | undefined;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Is there a file that this user may run? */
  runnable(file: string): boolean;
}

export type ServerPath =
  | { readonly found: true; readonly program: string; readonly from: 'setting' | 'bundled' | 'PATH' }
  | { readonly found: false; readonly message: string };

export function findServer(places: Places): ServerPath {
  const rules = places.platform === 'win32' ? path.win32 : path.posix;
  const program = places.platform === 'win32' ? 'dockwright.exe' : 'dockwright';

  const named = typeof places.setting?.globalValue === 'string' ? places.setting.globalValue.trim() : '';
  if (named !== '') {
    const file = named.replace(/^~(?=[/\\])/, () => places.home);
    // A relative path would be taken from the folder that happens to be open.
    if (!rules.isAbsolute(file)) { return missing(`The setting dockwright.path must be an absolute path, not '${named}'.`); }
    if (!places.runnable(file)) { return missing(`The setting dockwright.path names '${named}', which is not a program that can be run.`); }
    return { found: true, program: file, from: 'setting' };
  }

  const bundled = rules.join(places.extensionFolder, 'bin', program);
  if (places.runnable(bundled)) { return { found: true, program: bundled, from: 'bundled' }; }

  for (const folder of (places.searchPath ?? '').split(rules.delimiter)) {
    if (!rules.isAbsolute(folder)) { continue; } // '' and '.' mean the open folder
    const file = rules.join(folder, program);
    if (places.runnable(file)) { return { found: true, program: file, from: 'PATH' }; }
  }
  return missing(`The program '${program}' is neither in this extension nor on PATH. Name it in the setting dockwright.path.`);
}

function missing(message: string): ServerPath {
  return { found: false, message };
}

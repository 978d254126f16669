// node open.mjs INSTALLATION VSIX FOLDER: the workbench for a person, until Ctrl+C.
import { serve } from './workbench.mjs';

const [installation, vsix, folder] = process.argv.slice(2);
const { url, stop } = await serve({ installation, vsix, folder, settings: { 'git.enabled': true } });
console.log(`VS Code with Dockwright: ${url}\nCtrl+C ends it.`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
setInterval(() => {}, 1 << 30); // stays until then

import fs from 'node:fs';
import path from 'node:path';

/** The greeting: of the environment, of the configuration file, or a friendly default. */
export function greeting(folder = process.env.CONFIG_DIR ?? '/etc/hello-node/config') {
  const file = path.join(folder, 'greeting.txt');
  return process.env.GREETING ?? (fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : 'Hello');
}

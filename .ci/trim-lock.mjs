// Remove links from a package-lock.json, and pin each range "latest" to the locked version: npm would ask for a newer
// one at each installation.
//   node trim-lock.mjs FILE

import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";

const lock = JSON.parse(readFileSync(argv[2], "utf8"));

/** The locked version of a dependency of the package at a path. */
function lockedVersion(path, name) {
  const nested = lock.packages[`${path}/node_modules/${name}`];
  return (nested ?? lock.packages[`node_modules/${name}`]).version;
}

for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.funding;
  for (const [name, range] of Object.entries(entry.dependencies ?? {})) {
    if (range === "latest") entry.dependencies[name] = lockedVersion(path, name);
  }
}
writeFileSync(argv[2], `${JSON.stringify(lock, null, 2)}\n`);

// Imported first and for its effect: an older Node would otherwise fail later, in words about syntax or native modules.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// 20.19 is the first 20 that Next 16, vitest 4 and the ESM-only packages here all accept.
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Cardkeep needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org\n`,
  );
  process.exit(1);
}

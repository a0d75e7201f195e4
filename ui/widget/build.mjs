// Bundles src/ into the one file that Sourcier serves, which carries the digest of its sources.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build, transform } from "esbuild";

const SOURCES = new URL("src/", import.meta.url);
const TARGET = ["chrome123", "firefox120", "safari17.5"];
const out = process.argv[2] ?? new URL("sourcier-widget.js", import.meta.url);

const digest = createHash("sha256");
for (const name of readdirSync(SOURCES).sort())
  digest.update(`${name}\0`).update(readFileSync(new URL(name, SOURCES))).update("\0");

/** Turns a style sheet into a text, minified. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const written = readFileSync(path, "utf8");
      const { code } = await transform(written, { loader: "css", minify: true, target: TARGET });
      return { contents: code.trim(), loader: "text" };
    }),
};

const { outputFiles } = await build({
  entryPoints: [new URL("main.js", SOURCES).pathname],
  bundle: true,
  minify: true,
  format: "iife",
  target: TARGET,
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* Sourcier, <sourcier-chat>. MIT. sources-sha256:${digest.digest("hex")} */` },
  plugins: [styles],
  write: false,
});
writeFileSync(out, outputFiles[0].contents);

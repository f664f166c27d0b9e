// Places that graphology's ForceAtlas2 gives the people of a file of pairs, with the settings that it infers itself.
//
// node places.js PAIRS OUT ROUNDS   (npm install graphology@0.26 graphology-layout-forceatlas2@0.10; NODE_PATH where they lie)

const fs = require('fs');
const Graph = require('graphology').UndirectedGraph;
const forceAtlas2 = require('graphology-layout-forceatlas2');

const [pairsPath, out, rounds] = process.argv.slice(2);
const graph = new Graph();
// Always the same first places (mulberry32).
let state = 1;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pairs = fs.readFileSync(pairsPath, 'utf8').split('\n').filter(Boolean).map((line) => line.split(/[ ,\t]+/).map(Number));
const n = pairs.reduce((most, pair) => Math.max(most, pair[0], pair[1]), 0) + 1;
for (let person = 0; person < n; person++) {
  graph.addNode(person, { x: random(), y: random() });
}
for (const [a, b] of pairs) {
  if (a !== b) graph.mergeEdge(a, b);
}
const settings = forceAtlas2.inferSettings(graph);
const [begin, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
forceAtlas2.assign(graph, { iterations: Number(rounds), settings });
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
const used = process.cpuUsage(cpu);
const cpuSeconds = (used.user + used.system) / 1e6;
const lines = [];
graph.forEachNode((person, at) => lines.push(`${at.x} ${at.y}`));
fs.writeFileSync(out, lines.join('\n') + '\n');
console.log(seconds.toFixed(3), cpuSeconds.toFixed(3));

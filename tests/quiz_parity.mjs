// Asks the shipped quiz.js: lines of JSON in, lines of JSON out.
import { readFileSync } from "node:fs";

const [, , source] = process.argv;
const quiz = new Function(`${readFileSync(source, "utf8")}; return quiz;`)();
const { calls } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(calls.map(([name, ...given]) => quiz[name](...given))));

// Uploads with node:http: client.js ADDRESS PORT PATH MEGABYTES RUNS ANSWER_BYTES. Prints one word a run.
const http = require('node:http');

const [address, port, path, megabytes, runs, expected] = process.argv.slice(2);
const upload = Buffer.alloc(megabytes * 1e6);

function run() {
  return new Promise((resolve) => {
    let answered = false;
    const request = http.request({ host: address, port, path, method: 'POST', agent: false, timeout: 10000 });
    request.on('timeout', () => resolve('MUTUAL_WAIT'));
    request.on('error', () => resolve(answered ? 'PARTIAL' : 'NOTHING'));
    request.on('response', (response) => {
      answered = true;
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('error', () => resolve('PARTIAL'));
      response.on('end', () => resolve(response.statusCode === 413 && bytes === +expected ? 'FULL' : 'OTHER'));
    });
    request.end(upload);
  });
}

(async () => {
  for (let i = 0; i < runs; i++) console.log(await run());
  process.exit(0);
})();

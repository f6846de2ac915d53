// Real socket.io servers with the vendor's login in front, driven by JSON lines: orders on stdin, what happened on stdout.
// The first line is the set-up; the protocol sheet's sections 3.2 and 3.6 are the model for the rest.
'use strict';

const https = require('https');
const readline = require('readline');

const lines = readline.createInterface({ input: process.stdin });
const agent = new https.Agent({ keepAlive: true });
let setup = null;
let monitors = [];
let extensions = [];
let issued = 0;
const valid = new Set();
const refreshers = new Set();

const tell = (event, more) => process.stdout.write(JSON.stringify({ event, ...more }) + '\n');
const clock = () => Math.floor(Date.now() / 1000) + setup.offset_min * 60;
const tail = () => ({ servertime: clock(), servertimeoffset: setup.offset_min, errorCode: 0, errorDesc: 'OK' });

function session() {
  issued += 1;
  const token = `identity-${issued} +/=`;
  const refresh = `refresh-${issued}`;
  valid.add(token);
  refreshers.add(refresh);
  const urls = monitors.map((monitor) => `https://${setup.address}:${monitor.port}/`);
  const expiry = new Date(Date.now() + setup.token_lives_s * 1000).toISOString();
  const Socket = { Token: token, TokenExpiry: expiry, RefreshToken: refresh, PersonId: 7, Url: urls[0], URLList: urls, Version: setup.version };
  return { StatusCode: 200, Status: 'OK', Data: { Socket } };
}

function entered(request, body) {
  const kind = request.url.split('/').pop();
  if (kind === 'RefreshIdentityToken') {
    const token = (request.headers.authorization || '').replace('Bearer ', '');
    return !setup.refuse_refresh && refreshers.delete(token);
  }
  return Object.keys(setup.logins).includes(kind) && JSON.stringify(setup.logins[kind]) === JSON.stringify(body);
}

// What is no login is another server's, where there is one behind.
function hand_on(request, response) {
  const { method, url: path, headers } = request;
  const options = { ...setup.behind, method, path, headers, agent };
  const onward = https.request(options, (answered) => {
    response.writeHead(answered.statusCode, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

function answer(request, response) {
  if (setup.behind && !request.url.startsWith('/monitorAPI/')) {
    hand_on(request, response);
    return;
  }
  let text = '';
  request.on('data', (data) => { text += data; });
  request.on('end', () => {
    const ok = entered(request, text && JSON.parse(text));
    tell('entrance', { path: request.url, ok });
    response.writeHead(ok ? 200 : 401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(ok ? session() : { error: 'Unauthorized' }));
  });
}

function greet(socket) {
  socket.emit('loginSuccess', tail());
  socket.emit('loginStatus', { queues: [], ...tail() });
  socket.emit('AllExtensionsStatus', { extensions, ...tail() });
}

class Monitor {
  constructor(place) {
    this.place = place;
    this.port = 0;
    this.sockets = new Set();
  }

  start(done) {
    this.http = https.createServer({ key: setup.key, cert: setup.cert }, answer);
    const options = { pingInterval: setup.ping_interval_ms, pingTimeout: setup.ping_timeout_ms };
    this.io = require(setup.library)(this.http, options);
    this.io.use((socket, next) => this.admit(socket, next));
    this.io.on('connection', (socket) => this.connected(socket));
    this.raw = new Set();
    this.http.on('connection', (raw) => { this.raw.add(raw); raw.on('close', () => this.raw.delete(raw)); });
    this.http.listen(this.port, setup.address, () => { this.port = this.http.address().port; done(); });
  }

  stop() {
    this.raw.forEach((raw) => raw.destroy());
    this.http.close(() => tell('stopped', { monitor: this.place }));
  }

  admit(socket, next) {
    const known = valid.has(socket.handshake.query.token);
    next(known || setup.bad_tokens !== 'reject' ? undefined : new Error('unauthorized'));
  }

  connected(socket) {
    const { token, EIO, transport } = socket.handshake.query;
    const known = valid.has(token);
    tell('connected', { monitor: this.place, known, token, EIO, transport });
    socket.on('disconnect', (reason) => { this.sockets.delete(socket); tell('gone', { monitor: this.place, token, reason }); });
    if (!known) {
      if (setup.bad_tokens === 'disconnect') socket.disconnect(true);
      return;
    }
    this.sockets.add(socket);
    socket.on('keepalive', (given) => {
      tell('keepalive', { right: given === token });
      socket.emit('keepaliveResponse', { isOK: true, ...tail() });
    });
    socket.on('resync', (given) => {
      tell('resync', { given });
      if (setup.answers_resync) socket.emit('AllExtensionsStatus', { extensions, ...tail() });
    });
    greet(socket);
  }
}

const orders = {
  set: ({ values }) => Object.assign(setup, values),
  extensions: ({ list }) => { extensions = list; },
  emit: ({ monitor, name, payload }) => monitors[monitor].sockets.forEach((socket) => socket.emit(name, { ...payload, ...tail() })),
  kick: ({ monitor }) => monitors[monitor].sockets.forEach((socket) => socket.disconnect(true)),
  kill: ({ monitor }) => monitors[monitor].raw.forEach((raw) => raw.destroy()),
  stop: ({ monitor }) => monitors[monitor].stop(),
  start: ({ monitor }) => monitors[monitor].start(() => tell('started', { monitor })),
  forget: () => valid.clear(),
  say_all: () => {},
};

function begin(line) {
  setup = JSON.parse(line);
  monitors = Array.from({ length: setup.monitors }, (_, place) => new Monitor(place));
  let waiting = monitors.length;
  monitors.forEach((monitor) => monitor.start(() => {
    waiting -= 1;
    if (!waiting) tell('listening', { ports: monitors.map((one) => one.port), version: require(`${setup.library}/package.json`).version });
  }));
}

lines.on('line', (line) => {
  if (setup === null) {
    begin(line);
    return;
  }
  const order = JSON.parse(line);
  orders[order.order](order);
  tell('done', { number: order.number });
});
lines.on('close', () => process.exit(0));

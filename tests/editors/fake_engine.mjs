// A container engine on a Unix socket that has just enough of the Docker API to be listed and inspected.

import { createServer } from 'node:http';

/** Starts it; `containers` have id, name, image, state and hostConfig. `close` also ends what is still connected. */
export async function startFakeEngine(socket, containers) {
  const server = createServer((request, response) => {
    const answer = answerTo(new URL(request.url, 'http://engine').pathname, containers);
    response.setHeader('Api-Version', '1.41');
    response.setHeader('Ostype', 'linux');
    if (typeof answer.body === 'string') {
      response.writeHead(answer.status, { 'Content-Type': 'text/plain' }).end(request.method === 'HEAD' ? '' : answer.body);
    } else {
      response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
    }
  });
  await new Promise((done, failed) => server.once('error', failed).listen(socket, done));
  return {
    close: () => new Promise(done => {
      server.close(done); // also removes the socket's file
      server.closeAllConnections();
    }),
  };
}

function answerTo(path, containers) {
  if (path === '/_ping') { return { status: 200, body: 'OK' }; }
  const [, call] = /^\/v1\.\d+(\/.*)$/.exec(path) ?? [];
  const [, id] = /^\/containers\/([^/]+)\/json$/.exec(call ?? '') ?? [];
  if (call === '/version') { return { status: 200, body: { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', Arch: 'amd64', Components: null } }; }
  if (call === '/info') { return { status: 200, body: { Name: 'fake', ServerVersion: '20.10.24', DefaultRuntime: 'runc', Runtimes: { runc: { path: 'runc' } } } }; }
  if (call === '/containers/json') { return { status: 200, body: containers.map(summary) }; }
  if (id !== undefined) {
    const found = containers.find(container => container.id.startsWith(id) || container.name === id);
    return found ? { status: 200, body: inspected(found) } : { status: 404, body: { message: `No such container: ${id}` } };
  }
  return { status: 404, body: { message: 'page not found' } };
}

function summary({ id, name, image, state }) {
  return {
    Id: id, Names: [`/${name}`], Image: image, ImageID: `sha256:${'1'.repeat(64)}`, Command: 'sleep inf', Created: 1_700_000_000, Ports: [], Labels: null,
    State: state, Status: state === 'running' ? 'Up 2 hours' : 'Exited (0) 3 days ago', HostConfig: { NetworkMode: 'default' }, Mounts: null,
  };
}

function inspected({ id, name, image, state, hostConfig }) {
  return {
    Id: id, Created: '2025-01-01T00:00:00Z', Path: 'sleep', Args: ['inf'], Name: `/${name}`, Image: `sha256:${'1'.repeat(64)}`, Platform: 'linux',
    State: { Status: state, Running: state === 'running', Paused: false, ExitCode: 0, Pid: 1 },
    Config: { Image: image, Env: null, Cmd: ['sleep', 'inf'], Labels: null, User: '', WorkingDir: '/workspace', Tty: false },
    HostConfig: { Runtime: 'runc', DeviceRequests: null, Devices: null, ...hostConfig }, Mounts: null,
  };
}

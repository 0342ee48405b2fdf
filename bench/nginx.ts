import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './ports.ts'

const nginx = '/usr/sbin/nginx'

/** nginx that serves a folder's files from memory, as fast as it goes: one worker, kept connections, no log. */
export interface StaticFiles {
  readonly port: number
  /** Of the worker. */
  readonly pid: number
  /** Puts a file there. @returns its path in addresses */
  put(name: string, bytes: Uint8Array): string
  stop(): Promise<void>
}

export const startNginx = async (folder: string): Promise<StaticFiles | { missing: string }> => {
  if (!existsSync(nginx)) return { missing: 'nginx is not installed (Debian: apt-get install nginx)' }
  const port = await freePort()
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true, mode: 0o755 })
  const { pid, stop } = await runNginx(folder, {
    name: 'static',
    port,
    configuration: configuration(folder, files, port),
  })
  return {
    port,
    pid,
    put(name, bytes) {
      writeFileSync(join(files, name), bytes)
      return `/${name}`
    },
    stop,
  }
}

/** nginx with one worker, answering. @returns the pid of the worker, which is the child of its master */
export const runNginx = async (
  folder: string,
  { name, port, configuration }: { readonly name: string; readonly port: number; readonly configuration: string },
): Promise<{ pid: number; stop(): Promise<void> }> => {
  const file = join(folder, `${name}.conf`)
  writeFileSync(file, configuration)
  const log = join(folder, `${name}.log`)
  execFileSync(nginx, ['-t', '-q', '-p', folder, '-c', file, '-e', log])
  const master = spawn(nginx, ['-p', folder, '-c', file, '-e', log], { stdio: 'ignore' })
  const ended = once(master, 'close')
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
  while (!(await isUp())) {
    if (master.exitCode !== null) throw new Error('nginx did not start')
    await sleep(20)
  }
  const children = readFileSync(`/proc/${master.pid}/task/${master.pid}/children`, 'latin1')
  return {
    pid: Number(children.trim().split(' ')[0]),
    async stop() {
      master.kill('SIGTERM')
      await ended
    },
  }
}

const configuration = (folder: string, files: string, port: number): string => `
daemon off;
worker_processes 1;
pid ${folder}/static.pid;
events { worker_connections 1000; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(each => `${each}_temp_path ${folder};`).join('\n  ')}
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  server {
    listen 127.0.0.1:${port};
    root ${files};
    keepalive_requests 1000000000;
    location /search { error_page 405 =200 $uri; }
  }
}
`

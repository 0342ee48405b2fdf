import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { Peer } from './ceiling.ts'
import { runNginx } from './nginx.ts'
import { freePort } from './ports.ts'

const module = '/usr/lib/nginx/modules/ngx_nchan_module.so'

/** nginx with nchan: EventSource subscribers of one channel, a publisher that posts; one worker, as Dateline is one process, and as
 *  many heartbeats. */
export const startNchan = async (folder: string, document: string): Promise<Peer | { missing: string }> => {
  if (!existsSync('/usr/sbin/nginx') || !existsSync(module)) {
    return { missing: 'nginx with nchan is not installed (Debian: apt-get install nginx libnginx-mod-nchan)' }
  }
  const port = await freePort()
  const nginx = await runNginx(folder, { name: 'nginx', port, configuration: configuration(folder, port) })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let seq = 0
  return {
    name: 'nginx nchan',
    port,
    path: '/stream',
    pid: nginx.pid,
    async send(entries) {
      for (let n = 0; n < entries; n++) {
        seq++
        await post(agent, port, `{"seq":${seq},"prev":${seq - 1},${document}`)
      }
    },
    async stop() {
      agent.destroy()
      await nginx.stop()
    },
  }
}

const configuration = (folder: string, port: number): string => `
load_module ${module};
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${folder}/nginx.pid;
events { worker_connections 19000; }
http {
  access_log off;
  client_body_temp_path ${folder};
  proxy_temp_path ${folder};
  fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder};
  scgi_temp_path ${folder};
  client_body_buffer_size 64k;
  nchan_max_reserved_memory 256M;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    keepalive_requests 1000000;
    location = /publish {
      nchan_publisher;
      nchan_channel_id wire;
      nchan_message_buffer_length 1000;
      nchan_message_timeout 1h;
    }
    location = /stream {
      nchan_subscriber eventsource;
      nchan_channel_id wire;
      nchan_subscriber_first_message newest;
      nchan_eventsource_ping_interval 10;
    }
  }
}
`

const post = (agent: Agent, port: number, body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'X-EventSource-Event': 'entry',
      'Content-Length': Buffer.byteLength(body),
    }
    const asked = request({ agent, port, host: '127.0.0.1', path: '/publish', method: 'POST', headers }, answer => {
      answer.resume()
      answer.once('end', () => {
        const { statusCode = 0 } = answer
        if (statusCode >= 200 && statusCode < 300) resolve()
        else reject(new Error(`nchan answered ${statusCode}`))
      })
    })
    asked.once('error', reject)
    asked.end(body)
  })

// Reaches a server over TLS as Heroku's documentation has it, then verifies it; prints one line of what it saw.
import { readFileSync } from 'node:fs';
import { createClient } from '@redis/client';
import Redis from 'ioredis';
import pg from 'pg';

const { CA, DATABASE_URL, REDIS_URL } = process.env;
const said = {};
for (const [how, tls] of [['unverified', { rejectUnauthorized: false }], ['verified', { ca: readFileSync(CA, 'utf8') }]]) {
  said[how] = [];
  if (REDIS_URL) {
    const redis = new Redis(REDIS_URL, { tls });
    said[how].push(await redis.ping());
    redis.disconnect();
    const nodeRedis = createClient({ url: REDIS_URL, socket: { tls: true, ...tls } });
    await nodeRedis.connect();
    said[how].push(await nodeRedis.ping());
    await nodeRedis.close();
  }
  if (DATABASE_URL) {
    const client = new pg.Client({ connectionString: DATABASE_URL, ssl: tls });
    await client.connect();
    await client.query('SET ROLE NONE');
    const { rows } = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    said[how].push(rows[0].ssl);
    await client.end();
  }
}
console.log(JSON.stringify(said));
